package dev.mynah.inject;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory limit of a container, from which the JVM's own limits follow: five sixths of it are
 * the process, the rest is left for what the kernel counts besides.
 *
 * @param mebibytes at least {@link #LEAST_MEBIBYTES}
 */
public record MemoryLimit(int mebibytes) {
  /** The least with which 112 MiB are left for the process. */
  public static final int LEAST_MEBIBYTES = 134;

  /** Of an agent, or of an exporter. */
  public static final MemoryLimit DEFAULT = new MemoryLimit(192);

  /**
   * Code, class data, threads, the mapped ledger: what a process takes besides heap and buffers.
   */
  private static final int FIXED = 72;

  private static final int LEAST_TOTAL = 112;
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})(Mi|Gi)");

  public MemoryLimit {
    if (mebibytes - mebibytes / 6 < LEAST_TOTAL) {
      throw new InjectionRefused(
          "memory limit: " + mebibytes + "Mi (expected at least " + LEAST_MEBIBYTES + "Mi)");
    }
  }

  /**
   * What was written, such as {@code 192Mi} or {@code 1Gi}.
   *
   * @throws InjectionRefused when it is nothing like that, or too little
   */
  public static MemoryLimit parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new InjectionRefused(
          "memory limit: " + text + " (expected whole Mi or Gi, such as 192Mi)");
    }
    int number = Integer.parseInt(form.group(1));
    return new MemoryLimit(form.group(2).equals("Gi") ? Math.multiplyExact(number, 1024) : number);
  }

  /** As Kubernetes reads it. */
  public String quantity() {
    return mebibytes + "Mi";
  }

  /** What the JVM is told. */
  public String javaOptions() {
    int total = mebibytes - mebibytes / 6;
    int rest = total - FIXED;
    int heap = rest * 5 / 8;
    int direct = rest - heap;
    return "-Xmx"
        + heap
        + "m -XX:MaxDirectMemorySize="
        + direct
        + "m -Dmynah.memory="
        + total
        + "m";
  }
}
