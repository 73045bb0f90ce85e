package dev.mynah.image.root;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another program, run to its end within a time limit, all it says kept. */
final class Command {
  private static final long SECONDS = 300;

  private Command() {}

  /**
   * How it ended.
   *
   * @param code exit code; 124 after the time limit, 127 when it could not be started
   */
  record Ended(int code, String said) {
    boolean fine() {
      return code == 0;
    }

    String lastLines() {
      List<String> lines = said.lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }
  }

  static Ended run(List<String> command) throws IOException {
    Path said = Files.createTempFile("mynah-image", ".log");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().keySet().removeIf(Command::changesTheJvm);
      Process process = start(builder.redirectOutput(said.toFile()));
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return new Ended(124, "no end after " + SECONDS + " s");
      }
      return new Ended(process.exitValue(), Files.readString(said, StandardCharsets.UTF_8));
    } catch (NotStarted e) {
      return new Ended(127, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ImageFailure("interrupted.");
    } finally {
      Files.deleteIfExists(said);
    }
  }

  private static Process start(ProcessBuilder builder) throws NotStarted {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new NotStarted(e);
    }
  }

  private static boolean changesTheJvm(String name) {
    return name.startsWith("MYNAH_")
        || name.equals("JDK_JAVA_OPTIONS")
        || name.equals("JAVA_TOOL_OPTIONS");
  }

  /** The program is not there. */
  private static final class NotStarted extends IOException {
    private static final long serialVersionUID = 1L;

    NotStarted(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }
}
