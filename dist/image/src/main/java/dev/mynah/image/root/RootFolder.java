package dev.mynah.image.root;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The root of an image while it is put together in a folder. */
public final class RootFolder {
  private static final List<String> FOLDERS =
      List.of("dev", "etc/mynah", "opt/mynah", "proc", "sys", "tmp", "var/lib/mynah");

  /** User and group that the program runs as. */
  public static final int USER = 10001;

  private RootFolder() {}

  /** The version of a jar of Mynah; refuses any other file. */
  public static String version(Path jar, Jdk jdk) throws IOException {
    return new ProgramJar(jar, jdk.platform()).version();
  }

  /**
   * Puts Java, the program and the C library into an empty folder.
   *
   * @param system root of the system whose C library is taken
   * @param say hears what is done, a line at a time
   */
  public static void fill(Path root, Jdk jdk, Path jar, Path system, Consumer<String> say)
      throws IOException {
    prepare(root);
    say.accept("linking Java " + jdk.runtimeVersion() + " for " + jdk.platform().cpu());
    JavaRuntime.link(jdk, root.resolve("opt/java"));
    new ProgramJar(jar, jdk.platform()).takeApart(root.resolve("opt/mynah"));
    Set<String> files = new CLibrary(system, jdk.platform()).copyInto(root);
    say.accept("libraries of the system: " + String.join(" ", files));
  }

  /** Makes the archive for quick starts; returns why there is none, if so. */
  public static Optional<String> train(Path root, Jdk jdk, long seconds) throws IOException {
    setTimes(root, seconds);
    return new Training(jdk, root).make();
  }

  /** Leaves the flags of a start and of training in files, for those who train elsewhere. */
  public static void leaveFlags(Path root, Jdk jdk) throws IOException {
    Path folder = root.resolve("opt/mynah");
    Files.write(folder.resolve("start"), EntryPoint.flags(jdk, true));
    Files.write(folder.resolve("train"), EntryPoint.training(jdk).stream().skip(1).toList());
  }

  /** Folders, and the two files by which a user and a host name are looked up. */
  private static void prepare(Path root) throws IOException {
    for (String folder : FOLDERS) {
      Files.createDirectories(root.resolve(folder));
    }
    int id = USER;
    Files.writeString(
        root.resolve("etc/passwd"),
        "root:x:0:0:root:/:/nologin\nmynah:x:" + id + ":" + id + "::/var/lib/mynah:/nologin\n");
    Files.writeString(root.resolve("etc/group"), "root:x:0:\nmynah:x:" + id + ":\n");
    Files.writeString(
        root.resolve("etc/nsswitch.conf"), "passwd: files\ngroup: files\nhosts: files dns\n");
  }

  /** Gives all of it one time: archives remember the times of the files they were made of. */
  public static void setTimes(Path root, long seconds) throws IOException {
    FileTime time = FileTime.fromMillis(seconds * 1000);
    for (Path path : all(root)) {
      Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .setTimes(time, time, null);
    }
  }

  public static void remove(Path root) throws IOException {
    for (Path path : all(root)) {
      Files.deleteIfExists(path);
    }
  }

  /** What is inside a folder before the folder. */
  private static List<Path> all(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
