package dev.mynah.settings.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a set of files looks like from outside, and what they hold.
 *
 * <p>The look costs one call to the system per file and is taken at every turn; the hash reads the
 * files and is taken only when the look has changed.
 */
public final class Fingerprint {
  private Fingerprint() {}

  /**
   * Names, targets of links, sizes, times and identities of the files of a configuration.
   *
   * @param root the configuration's file or directory
   * @param named further files that it names, there or not
   */
  public static String look(Path root, Collection<Path> named) {
    StringBuilder out = new StringBuilder();
    for (Path file : files(root, named)) {
      out.append(file).append('|').append(stat(file)).append('\n');
    }
    return out.toString();
  }

  /** SHA-256 over the names and contents of the same files. */
  public static String hash(Path root, Collection<Path> named) {
    MessageDigest digest = sha256();
    for (Path file : files(root, named)) {
      digest.update(file.toString().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      add(file, digest);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(Path file, MessageDigest digest) {
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      digest.update("absent".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static Collection<Path> files(Path root, Collection<Path> named) {
    TreeSet<Path> files = new TreeSet<>(named);
    files.add(root);
    if (Files.isDirectory(root)) {
      files.addAll(configuration(root));
    }
    return files;
  }

  private static List<Path> configuration(Path root) {
    try {
      return ConfigFiles.listed(root);
    } catch (IOException e) {
      return List.of();
    }
  }

  private static String stat(Path file) {
    try {
      if (Files.isDirectory(file)) {
        return "directory " + file.toRealPath();
      }
      Map<String, Object> all = Files.readAttributes(file, attributes(file));
      return file.toRealPath() + " " + new TreeMap<>(all);
    } catch (IOException e) {
      return "absent";
    }
  }

  /** The change time tells two writes apart that leave size and modification time alike. */
  private static String attributes(Path file) {
    boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
    return unix ? "unix:size,lastModifiedTime,ctime,ino,dev" : "size,lastModifiedTime,fileKey";
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
