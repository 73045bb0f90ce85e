package dev.mynah.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.metrics.OutsideProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another program that uses ours, started from a folder of the test. */
final class Tool {
  private final Path program;
  private final Path folder;

  private Tool(Path program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /** What it said and how it ended. */
  record Said(int code, String out, String err) {
    Said fine() {
      assertThat(code).as("exit code; it said %s %s", out, err).isZero();
      return this;
    }
  }

  /** The program, or the end of the test where it is not installed. */
  static Tool require(String name, String aptPackage, Path folder) {
    return new Tool(OutsideProgram.require(name, aptPackage), folder);
  }

  /** Runs it to its end. */
  Said run(String... arguments) throws Exception {
    Running running = start(arguments);
    return running.ended();
  }

  Running start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(folder, "tool", ".out");
    Path err = Files.createTempFile(folder, "tool", ".err");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.toLowerCase().endsWith("_proxy"));
    builder.environment().put("HOME", folder.toString());
    return new Running(
        builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start(), out, err);
  }

  /** One run of it. */
  record Running(Process process, Path out, Path err) {
    boolean isAlive() {
      return process.isAlive();
    }

    Said ended() throws Exception {
      boolean ended = process.waitFor(120, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      assertThat(ended).as("it ends").isTrue();
      return new Said(process.exitValue(), Files.readString(out), Files.readString(err));
    }
  }
}
