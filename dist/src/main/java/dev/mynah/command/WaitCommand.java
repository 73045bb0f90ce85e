package dev.mynah.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Returns once a running Mynah says that it is ready. */
@Command(
    name = "wait",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    description = "Waits until a running Mynah is ready; exit code 1 when the time is over.")
final class WaitCommand implements Callable<Integer> {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final Pattern ADMIN_PORT = Pattern.compile("\"adminPort\"\\s*:\\s*(\\d+)");

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "30s",
      converter = DurationText.class,
      description = "How long to wait (default: ${DEFAULT-VALUE}).")
  private Duration timeout = Duration.ofSeconds(30);

  @Option(
      names = "--admin-port",
      paramLabel = "PORT",
      defaultValue = "${env:MYNAH_ADMIN_LISTEN_PORT:-9464}",
      description = "The admin port of the process (default: ${DEFAULT-VALUE}).")
  private int adminPort;

  @Option(
      names = "--admin-host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description = "Where it listens (default: ${DEFAULT-VALUE}).")
  private String adminHost = "127.0.0.1";

  @Option(
      names = "--ports-file",
      paramLabel = "FILE",
      description = "Take the admin port from the file that the process writes once it is bound.")
  private @Nullable Path portsFile;

  WaitCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    long deadlineNanos = System.nanoTime() + timeout.toNanos();
    String last = "no answer";
    do {
      try {
        PlainHttp.Answer ready = ask(deadlineNanos - System.nanoTime());
        if (ready.status() == 200) {
          return ExitCode.FINE;
        }
        last = "/ready answers " + ready.status();
      } catch (IOException notYet) {
        last = String.valueOf(notYet.getMessage());
      }
    } while (pause(deadlineNanos));
    throw new CommandFailure(
        ExitCode.FAILED, "not ready after " + timeout.toMillis() + " ms: " + last);
  }

  private PlainHttp.Answer ask(long leftNanos) throws IOException {
    URI ready = URI.create("http://" + bracketed(adminHost) + ":" + port() + "/ready");
    return PlainHttp.get(ready, Duration.ofNanos(Math.max(1, leftNanos)), "");
  }

  private int port() throws IOException {
    if (portsFile == null) {
      return adminPort;
    }
    Matcher port = ADMIN_PORT.matcher(Files.readString(portsFile));
    if (!port.find()) {
      throw new IOException(portsFile + " names no adminPort");
    }
    return Integer.parseInt(port.group(1));
  }

  private static String bracketed(String host) {
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  /** Whether there is time for another look; lets a moment pass first. */
  private static boolean pause(long deadlineNanos) throws InterruptedException {
    long leftNanos = deadlineNanos - System.nanoTime();
    if (leftNanos <= 0) {
      return false;
    }
    long pauseNanos = Math.min(leftNanos, BETWEEN_LOOKS.toNanos());
    return !new CountDownLatch(1).await(pauseNanos, TimeUnit.NANOSECONDS);
  }
}
