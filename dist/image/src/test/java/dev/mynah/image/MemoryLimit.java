package dev.mynah.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A control group with a memory limit, where this machine lets us make one. */
final class MemoryLimit implements AutoCloseable {
  private static final AtomicInteger MADE = new AtomicInteger();
  private static final Path GROUPS = Path.of("/sys/fs/cgroup");

  private final Optional<Path> group;
  private final boolean second;

  private MemoryLimit(Optional<Path> group, boolean second) {
    this.group = group;
    this.second = second;
  }

  /** Version 1 or 2; says why when there is none. */
  static MemoryLimit of(int mebibytes) {
    boolean second = Files.exists(GROUPS.resolve("cgroup.controllers"));
    Path parent = second ? GROUPS : GROUPS.resolve("memory");
    Path group =
        parent.resolve(
            "mynah-image-" + ProcessHandle.current().pid() + "-" + MADE.incrementAndGet());
    try {
      Files.createDirectory(group);
      String file = second ? "memory.max" : "memory.limit_in_bytes";
      Files.writeString(group.resolve(file), String.valueOf(mebibytes * 1048576L));
      System.out.println("memory limit: " + mebibytes + " MiB by " + group.resolve(file));
      return new MemoryLimit(Optional.of(group), second);
    } catch (IOException e) {
      System.out.println("memory limit: none, no control group may be made here: " + e);
      return new MemoryLimit(Optional.empty(), second);
    }
  }

  /** Where a process writes its number to come under it; empty without one. */
  String members() {
    return group.map(folder -> folder.resolve("cgroup.procs").toString()).orElse("");
  }

  /** The most that was charged, in bytes; 0 without a group or where the kernel does not tell. */
  long peakBytes() throws IOException {
    if (group.isEmpty()) {
      return 0;
    }
    Path file = group.get().resolve(second ? "memory.peak" : "memory.max_usage_in_bytes");
    return Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
  }

  @Override
  public void close() throws IOException {
    if (group.isPresent()) {
      Files.deleteIfExists(group.get());
    }
  }
}
