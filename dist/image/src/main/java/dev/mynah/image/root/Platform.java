package dev.mynah.image.root;

import java.util.Locale;

/** A kind of machine that images are built for, and what others call it. */
public enum Platform {
  AMD64("amd64", "x86_64", "x86_64", "x86_64-linux-gnu", 62),
  ARM64("arm64", "aarch64", "aarch_64", "aarch64-linux-gnu", 183);

  private final String architecture;
  private final String cpu;
  private final String nettyCpu;
  private final String triplet;
  private final int elfMachine;

  Platform(String architecture, String cpu, String nettyCpu, String triplet, int elfMachine) {
    this.architecture = architecture;
    this.cpu = cpu;
    this.nettyCpu = nettyCpu;
    this.triplet = triplet;
    this.elfMachine = elfMachine;
  }

  /** From {@code linux/amd64} or {@code linux/arm64}. */
  public static Platform of(String name) {
    for (Platform platform : values()) {
      if (name.equals("linux/" + platform.architecture)) {
        return platform;
      }
    }
    throw new ImageFailure("--platform " + name + ": expected linux/amd64 or linux/arm64.");
  }

  /** From what a JDK's release file or the system says: {@code x86_64}, {@code amd64}... */
  static Platform ofCpu(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (Platform platform : values()) {
      if (lower.equals(platform.cpu) || lower.equals(platform.architecture)) {
        return platform;
      }
    }
    throw new ImageFailure("CPU " + name + ": images are built for x86_64 and aarch64.");
  }

  /** The one this JVM runs on. */
  static Platform current() {
    return ofCpu(System.getProperty("os.arch"));
  }

  public String architecture() {
    return architecture;
  }

  /** As the kernel, jffi and SQLite call it. */
  public String cpu() {
    return cpu;
  }

  String nettyCpu() {
    return nettyCpu;
  }

  String triplet() {
    return triplet;
  }

  /** Field {@code e_machine} of its programs. */
  int elfMachine() {
    return elfMachine;
  }
}
