package dev.mynah.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mynah.image.root.RootFolder;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * The image's entry point on its unpacked root, as a pod starts it: read-only root, own mounts for
 * data, configuration and {@code /tmp}, the image's environment and no other, user 10001.
 */
final class Container implements AutoCloseable {
  static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** 90 says that the root could be written to. */
  private static final String START =
      """
      set -e
      PATH=$PATH:/usr/sbin:/sbin; root=$1 data=$2 config=$3 tmp=$4 group=$5 user=$6; shift 6
      [ -z "$group" ] || echo $$ >"$group"
      mount --bind "$root" "$root"
      mount --bind "$data" "$root/var/lib/mynah"
      mount --bind "$config" "$root/etc/mynah"
      mount -t tmpfs -o "$tmp" tmpfs "$root/tmp"
      mount --rbind /proc "$root/proc"
      mount --rbind /dev "$root/dev"
      mount --bind /etc/hosts "$root/etc/hosts"
      mount -o remount,bind,ro "$root"
      if touch "$root/opt/written" 2>/dev/null; then exit 90; fi
      exec env -i "$@"
      """;

  private final Process process;
  private final Path out;
  private final int port;
  private final int adminPort;
  private final long startedNanos;

  private Container(Process process, Path out, int port, int adminPort, long startedNanos) {
    this.process = process;
    this.out = out;
    this.port = port;
    this.adminPort = adminPort;
    this.startedNanos = startedNanos;
  }

  /**
   * What is mounted.
   *
   * @param tmp mount options of {@code /tmp}
   */
  record Mounts(Path data, Path config, String tmp) {
    Mounts(Path data, Path config) {
      this(data, config, "mode=1777,size=16m");
    }
  }

  /**
   * Skips the test, saying why, where the kernel or whoever set it up allows no mounts of our own.
   */
  static void assumePossible() throws IOException {
    Process probe = new ProcessBuilder(unshare("true")).redirectErrorStream(true).start();
    String said = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (probe.onExit().join().exitValue() != 0) {
      String why = "the image is not started, no mount name space here: " + said;
      System.out.println(why);
      Assumptions.abort(why);
    }
  }

  private static boolean root() throws IOException {
    return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
  }

  private static List<String> unshare(String... command) throws IOException {
    List<String> words = new ArrayList<>(List.of("unshare", "--mount"));
    if (!root()) {
      words.add("--map-root-user");
    }
    words.addAll(List.of(command));
    return words;
  }

  static Container start(Mounts mounts, MemoryLimit limit, String... arguments) throws Exception {
    return start(mounts, limit, List.of(), arguments);
  }

  /** With further words for the JVM after those of the image. */
  static Container start(
      Mounts mounts, MemoryLimit limit, List<String> environment, String... arguments)
      throws Exception {
    BuiltImage image = BuiltImage.get();
    if (root()) {
      Files.setAttribute(mounts.data(), "unix:uid", RootFolder.USER);
      Files.setAttribute(mounts.data(), "unix:gid", RootFolder.USER);
    }
    // As every engine makes them before it mounts.
    Path hosts = image.root().resolve("etc/hosts");
    if (!Files.exists(hosts)) {
      Files.createFile(hosts);
    }
    int port = freePort();
    int adminPort = freePort();
    Map<String, String> all = new TreeMap<>();
    image.words("Env").forEach(pair -> put(all, pair));
    all.put("MYNAH_LISTEN_HOST", "127.0.0.1");
    all.put("MYNAH_LISTEN_PORT", String.valueOf(port));
    all.put("MYNAH_ADMIN_LISTEN_HOST", "0.0.0.0");
    all.put("MYNAH_ADMIN_LISTEN_PORT", String.valueOf(adminPort));
    environment.forEach(pair -> put(all, pair));
    String user = root() ? RootFolder.USER + ":" + RootFolder.USER : "0:0";
    List<String> words =
        unshare(
            "sh",
            "-c",
            START,
            "sh",
            image.root().toString(),
            mounts.data().toString(),
            mounts.config().toString(),
            mounts.tmp(),
            limit.members(),
            user);
    all.forEach((name, value) -> words.add(name + "=" + value));
    words.addAll(List.of(chroot(), "--userspec=" + user, image.root().toString()));
    words.addAll(image.words("Entrypoint"));
    words.addAll(List.of(arguments));
    Path out = Files.createTempFile("mynah-container", ".log");
    long started = System.nanoTime();
    Process process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    return new Container(process, out, port, adminPort, started);
  }

  private static void put(Map<String, String> all, String pair) {
    int equals = pair.indexOf('=');
    all.put(pair.substring(0, equals), pair.substring(equals + 1));
  }

  private static String chroot() {
    return Files.exists(Path.of("/usr/sbin/chroot")) ? "/usr/sbin/chroot" : "/usr/bin/chroot";
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Until it answers on a path of the traffic port; in milliseconds since its start. */
  long awaitAnswer(String path) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .ignoreExceptions()
        .until(() -> !process.isAlive() || get(path).statusCode() == 200);
    long nanos = System.nanoTime() - startedNanos;
    assertThat(process.isAlive()).as("alive; it said: %s", said()).isTrue();
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }

  void awaitAdmin(String path, int status) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> !process.isAlive() || admin(path).statusCode() == status);
    assertThat(process.isAlive()).as("alive; it said: %s", said()).isTrue();
  }

  HttpResponse<String> get(String path) throws Exception {
    return CLIENT.send(request(path), HttpResponse.BodyHandlers.ofString());
  }

  HttpRequest request(String path) {
    return to("http://127.0.0.1:" + port + path);
  }

  HttpResponse<String> admin(String path) throws Exception {
    return CLIENT.send(
        to("http://127.0.0.1:" + adminPort + path), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest to(String url) {
    return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30)).build();
  }

  /** SIGTERM. */
  void stop() {
    process.destroy();
  }

  int exitCode() throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends; it said: %s", said()).isTrue();
    return process.exitValue();
  }

  String said() {
    try {
      return Files.readString(out);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** A file of {@code /proc} on it. */
  String proc(String file) throws IOException {
    return Files.readString(Path.of("/proc", String.valueOf(process.pid()), file));
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    Files.deleteIfExists(out);
  }
}
