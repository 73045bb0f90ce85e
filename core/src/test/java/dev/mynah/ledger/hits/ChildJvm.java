package dev.mynah.ledger.hits;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A second JVM with this one's class path and opened packages; closing it kills it. */
public final class ChildJvm implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private ChildJvm(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static ChildJvm start(String... arguments) throws IOException {
    return start(System.getProperty("java.class.path"), List.of(), arguments);
  }

  static ChildJvm start(String classPath, List<String> jvmFlags, String... arguments)
      throws IOException {
    return start(LedgerChild.class, classPath, jvmFlags, arguments);
  }

  /** One that runs another class. */
  public static ChildJvm of(Class<?> main, String... arguments) throws IOException {
    return start(main, System.getProperty("java.class.path"), List.of(), arguments);
  }

  private static ChildJvm start(
      Class<?> main, String classPath, List<String> jvmFlags, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--add-"))
        .forEach(command::add);
    command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(jvmFlags);
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(List.of(arguments));
    return new ChildJvm(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** This JVM's class path without the entries that contain a word. */
  static String classPathWithout(String word) {
    return String.join(
        File.pathSeparator,
        List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
            .filter(entry -> !entry.contains(word))
            .toList());
  }

  long pid() {
    return process.pid();
  }

  /** The next line of its output; null at the end. */
  @Nullable String line() throws IOException {
    return output.readLine();
  }

  /** All further lines. */
  public List<String> rest() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = line(); line != null; line = line()) {
      lines.add(line);
    }
    return lines;
  }

  /**
   * SIGKILL: nothing of the process runs after it. Sent through the handle, since killing through
   * the process closes the pipe, and what was said before the end would be lost.
   */
  public void kill() {
    process.toHandle().destroyForcibly();
    process.onExit().join();
  }

  /** Lets it end by itself. */
  int end() throws IOException, InterruptedException {
    process.getOutputStream().close();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      kill();
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    kill();
  }
}
