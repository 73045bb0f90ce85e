package dev.mynah.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The root of the image while it is put together in a folder. */
final class RootFolder {
  private static final List<String> FOLDERS =
      List.of("dev", "etc/mynah", "opt/mynah", "proc", "sys", "tmp", "var/lib/mynah");

  private RootFolder() {}

  /** Folders, and the two files by which a user and a host name are looked up. */
  static void prepare(Path root) throws IOException {
    for (String folder : FOLDERS) {
      Files.createDirectories(root.resolve(folder));
    }
    int id = Layer.USER;
    Files.writeString(
        root.resolve("etc/passwd"),
        "root:x:0:0:root:/:/nologin\nmynah:x:" + id + ":" + id + "::/var/lib/mynah:/nologin\n");
    Files.writeString(root.resolve("etc/group"), "root:x:0:\nmynah:x:" + id + ":\n");
    Files.writeString(
        root.resolve("etc/nsswitch.conf"), "passwd: files\ngroup: files\nhosts: files dns\n");
  }

  /** Gives all of it one time: archives remember the times of the files they were made of. */
  static void setTimes(Path root, long seconds) throws IOException {
    FileTime time = FileTime.fromMillis(seconds * 1000);
    for (Path path : all(root)) {
      Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .setTimes(time, time, null);
    }
  }

  static void remove(Path root) throws IOException {
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
