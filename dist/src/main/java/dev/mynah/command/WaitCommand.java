package dev.mynah.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
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
    ReadinessWait wait = new ReadinessWait(this::ask, System::nanoTime, WaitCommand::pause);
    Optional<String> lastSeen = wait.until(timeout.toNanos());
    if (lastSeen.isPresent()) {
      throw new CommandFailure(
          ExitCode.FAILED, "not ready after " + timeout.toMillis() + " ms: " + lastSeen.get());
    }
    return ExitCode.FINE;
  }

  private PlainHttp.Answer ask(long leftNanos) throws IOException {
    URI ready = URI.create("http://" + bracketed(adminHost) + ":" + port() + "/ready");
    return PlainHttp.get(ready, Duration.ofNanos(Math.max(1, leftNanos)), "");
  }

  private int port() throws IOException {
    if (portsFile == null) {
      return adminPort;
    }
    if (!Files.exists(portsFile)) {
      throw new IOException(portsFile + " is not there yet");
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

  private static void pause(long nanos) throws InterruptedException {
    if (new CountDownLatch(1).await(nanos, TimeUnit.NANOSECONDS)) {
      throw new IllegalStateException("nobody opens it");
    }
  }
}
