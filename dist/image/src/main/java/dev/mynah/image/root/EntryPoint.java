package dev.mynah.image.root;

import java.util.ArrayList;
import java.util.List;

/** The command line of the image's one program, up to the name of the command. */
public final class EntryPoint {
  static final String JAVA = "/opt/java/bin/java";
  static final String JAR = "/opt/mynah/mynah.jar";
  static final String ARCHIVE = "/opt/mynah/mynah.archive";
  private static final String NATIVE = "/opt/mynah/native";

  /** The launcher's; a test compares. */
  static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xss512k",
          "-XX:-UsePerfData",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:Tier3InvocationThreshold=600",
          "-XX:Tier3MinInvocationThreshold=300",
          "-XX:Tier3CompileThreshold=6000",
          "-XX:Tier3BackEdgeThreshold=120000",
          "-XX:Tier4InvocationThreshold=20000",
          "-XX:Tier4MinInvocationThreshold=2000",
          "-XX:Tier4CompileThreshold=40000",
          "-XX:Tier4BackEdgeThreshold=160000");

  /** Native libraries lie in the image, so none is unpacked to {@code /tmp}. */
  private static final List<String> NATIVES =
      List.of(
          "-Djava.library.path=" + NATIVE,
          "-Dorg.sqlite.lib.path=" + NATIVE,
          "-Djffi.boot.library.path=" + NATIVE);

  /** The archive stays where it was made for: moved, all its pages are written to. */
  private static final List<String> UNMOVED =
      List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0");

  private EntryPoint() {}

  /** How a container starts. */
  public static List<String> of(Jdk jdk, boolean archive) {
    List<String> words = new ArrayList<>(List.of(JAVA));
    words.addAll(flags(jdk, archive));
    words.addAll(List.of("-jar", JAR));
    return words;
  }

  /** The JVM's flags alone. */
  static List<String> flags(Jdk jdk, boolean archive) {
    List<String> words = flags(jdk);
    if (archive) {
      words.addAll(UNMOVED);
    }
    if (archive && jdk.hasAotCache()) {
      words.addAll(List.of("-XX:AOTCache=" + ARCHIVE, "-Xlog:aot=off", "-Xlog:cds=off"));
    } else if (archive) {
      words.addAll(
          List.of(
              "-XX:SharedArchiveFile=" + ARCHIVE,
              "-Xshare:auto",
              "-Xlog:cds=off",
              "-Xlog:cds+dynamic=off"));
    }
    return words;
  }

  /** How the archive is made, with the same flags. */
  static List<String> training(Jdk jdk) {
    List<String> words = new ArrayList<>(List.of(JAVA));
    words.addAll(flags(jdk));
    words.add((jdk.hasAotCache() ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + ARCHIVE);
    words.addAll(List.of("-jar", JAR, "train"));
    return words;
  }

  private static List<String> flags(Jdk jdk) {
    List<String> words = new ArrayList<>(FLAGS);
    words.addAll(NATIVES);
    if (jdk.feature() >= 24) {
      words.add("--sun-misc-unsafe-memory-access=allow");
    }
    return words;
  }
}
