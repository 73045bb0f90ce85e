package dev.mynah.image.root;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The C library of a Linux system, and whatever else the programs of an image ask its loader for:
 * found by following what every ELF file names as needed, not from a list.
 *
 * <p>All files go into {@code /lib}, with {@code /lib64} a link to it: a folder that the loader of
 * every distribution looks into without a cache.
 */
final class CLibrary {
  /** What the C library loads by name when a host name or a user is looked up. */
  private static final List<String> BY_NAME =
      List.of("libnss_dns.so.2", "libnss_files.so.2", "libresolv.so.2");

  private static final List<String> LOCALES = List.of("C.utf8", "C.UTF-8");
  private static final List<String> NOTICES =
      List.of("libc6", "libgcc-s1", "libstdc++6", "zlib1g", "glibc", "libgcc", "gcc-12-base");

  private final Path system;
  private final Platform platform;

  CLibrary(Path system, Platform platform) {
    this.system = system;
    this.platform = platform;
  }

  /** Copies what the programs and libraries under a root need; returns the files' names. */
  Set<String> copyInto(Path root) throws IOException {
    Path lib = Files.createDirectories(root.resolve("lib"));
    Files.createSymbolicLink(root.resolve("lib64"), Path.of("lib"));
    Set<String> there = new TreeSet<>();
    Deque<String> wanted = new ArrayDeque<>(BY_NAME);
    for (Path file : files(root)) {
      Optional<ElfFile> elf = ElfFile.read(file);
      if (elf.isPresent()) {
        there.add(name(file));
        wanted.addAll(checked(file, elf.get()).needed());
      }
    }
    Set<String> copied = new TreeSet<>();
    while (!wanted.isEmpty()) {
      String name = wanted.pop();
      if (there.add(name)) {
        Path found = find(name);
        Files.copy(found, lib.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        copied.add(name);
        ElfFile.read(found).ifPresent(elf -> wanted.addAll(elf.needed()));
      }
    }
    copyTexts(root);
    return copied;
  }

  private ElfFile checked(Path file, ElfFile elf) {
    if (elf.machine() != platform.elfMachine()) {
      throw new ImageFailure(file + " is for another CPU than " + platform.cpu() + ".");
    }
    return elf;
  }

  private Path find(String name) throws IOException {
    for (Path folder : folders()) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file)) {
        Optional<ElfFile> elf = ElfFile.read(file);
        if (elf.isPresent() && elf.get().machine() == platform.elfMachine()) {
          return file;
        }
      }
    }
    throw new ImageFailure(
        "no "
            + name
            + " for "
            + platform.cpu()
            + " under "
            + system
            + ": name the root folder of a system that has it with --libc.");
  }

  private List<Path> folders() {
    List<Path> folders = new ArrayList<>();
    for (String lib : List.of("lib", "usr/lib")) {
      folders.add(system.resolve(lib).resolve(platform.triplet()));
    }
    for (String lib : List.of("lib64", "usr/lib64", "lib", "usr/lib")) {
      folders.add(system.resolve(lib));
    }
    folders.add(system.resolve("usr").resolve(platform.triplet()).resolve("lib"));
    return folders;
  }

  /**
   * The one locale whose names of files are UTF-8, and the licences where the system keeps them.
   */
  private void copyTexts(Path root) throws IOException {
    for (String locale : LOCALES) {
      Path from = system.resolve("usr/lib/locale").resolve(locale);
      if (Files.isDirectory(from) && !Files.exists(root.resolve("usr/lib/locale/C.utf8"))) {
        copyTree(from, root.resolve("usr/lib/locale/C.utf8"));
      }
    }
    for (String notice : NOTICES) {
      Path from = system.resolve("usr/share/doc").resolve(notice).resolve("copyright");
      if (Files.isRegularFile(from)) {
        Path to = root.resolve("usr/share/doc").resolve(notice);
        Files.createDirectories(to);
        Files.copy(from, to.resolve("copyright"));
      }
    }
  }

  private static void copyTree(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (Path file : files(from)) {
      Path target = to.resolve(from.relativize(file).toString());
      Files.createDirectories(target.resolveSibling("."));
      Files.copy(file, target);
    }
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(f -> Files.isRegularFile(f) && !Files.isSymbolicLink(f)).sorted().toList();
    }
  }

  private static String name(Path file) {
    return file.subpath(file.getNameCount() - 1, file.getNameCount()).toString();
  }
}
