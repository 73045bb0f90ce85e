package dev.mynah.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.condition.OS.LINUX;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bodies pass through and do not gather, whoever is slow: the peak of resident memory, as Linux has
 * it, and how much a sender got rid of while the receiver took nothing.
 */
@EnabledOnOs(LINUX)
class FlatMemoryIT {
  private static final long MIB = 1024 * 1024;
  private static final long MAY_GROW_BYTES = 48 * MIB;

  /** What kernels hold of a connection in a row of two: far less than the body. */
  private static final long UNDER_WAY_BYTES = 32 * MIB;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir Path dir;
  private StreamBackend backend;
  private MynahProcess mynah;

  @BeforeEach
  void start() throws Exception {
    backend = StreamBackend.start();
    Files.writeString(
        dir.resolve("mynah.yaml"),
        """
        upstreams:
          real: { url: "%s", timeout: { firstByte: 2m, total: 10m } }
        routes:
          - { id: all, match: { path: /** }, proxy: { to: real, timeout: 10m } }
        """
            .formatted(backend.url()));
    mynah = MynahProcess.start(dir, "agent", "--config", "mynah.yaml", "--data", "none");
    download(32 * MIB);
    upload(32 * MIB);
  }

  @AfterEach
  void stop() {
    mynah.close();
    backend.close();
  }

  @Test
  void aBigDownloadLeavesMemoryFlat() throws Exception {
    long before = forgetPeak();

    assertThat(download(256 * MIB)).isEqualTo(256 * MIB);

    assertThat(peak() - before).isLessThan(MAY_GROW_BYTES);
  }

  @Test
  void aBigUploadOfKnownAndOfUnknownLengthLeavesMemoryFlat() throws Exception {
    long before = forgetPeak();

    assertThat(upload(256 * MIB)).isEqualTo("real, took " + 256 * MIB);
    assertThat(uploadInChunks(64 * MIB)).isEqualTo("real, took " + 64 * MIB);

    assertThat(peak() - before).isLessThan(MAY_GROW_BYTES);
  }

  @Test
  void aClientThatDoesNotReadHoldsTheUpstreamBack() throws Exception {
    long bytes = 64 * MIB;
    long before = forgetPeak();
    long givenBefore = backend.givenBytes();
    try (Socket client = new Socket()) {
      client.setReceiveBufferSize(64 * 1024);
      client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), mynah.port()));
      String request = "GET /bytes/" + bytes + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
      client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      awaitStandstill(() -> backend.givenBytes() - givenBefore);
      assertThat(backend.givenBytes() - givenBefore).isBetween(1L, UNDER_WAY_BYTES);

      assertThat(afterHead(client.getInputStream())).isEqualTo(bytes);
    }
    assertThat(peak() - before).isLessThan(MAY_GROW_BYTES);
  }

  @Test
  void anUpstreamThatDoesNotReadHoldsTheClientBack() throws Exception {
    long bytes = 64 * MIB;
    long before = forgetPeak();
    AtomicLong sent = new AtomicLong();
    try (Socket client = new Socket()) {
      client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), mynah.port()));
      Thread sender = new Thread(() -> send(client, bytes, sent));
      sender.start();
      awaitStandstill(sent::get);
      assertThat(sent.get()).isBetween(1L, UNDER_WAY_BYTES);

      backend.letGo();
      sender.join(30_000);
      assertThat(sent.get()).isEqualTo(bytes);
      String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answer).startsWith("HTTP/1.1 200").endsWith("real, took " + bytes);
    }
    assertThat(peak() - before).isLessThan(MAY_GROW_BYTES);
  }

  private static void send(Socket client, long bytes, AtomicLong sent) {
    String head =
        "PUT /held HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: "
            + bytes
            + "\r\n\r\n";
    byte[] piece = new byte[64 * 1024];
    try {
      OutputStream out = client.getOutputStream();
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      while (sent.get() < bytes) {
        out.write(piece);
        sent.addAndGet(piece.length);
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Until a number above 0 has been the same for a second. */
  private static void awaitStandstill(LongSupplier number) {
    AtomicLong last = new AtomicLong();
    AtomicLong since = new AtomicLong(System.nanoTime());
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              long now = number.getAsLong();
              if (now == 0 || last.getAndSet(now) != now) {
                since.set(System.nanoTime());
              }
              return System.nanoTime() - since.get() > 1_000_000_000L;
            });
  }

  private static long afterHead(InputStream in) throws Exception {
    int matched = 0;
    while (matched < 4) {
      int octet = in.read();
      assertThat(octet).isNotNegative();
      matched = octet == "\r\n\r\n".charAt(matched) ? matched + 1 : octet == '\r' ? 1 : 0;
    }
    return in.transferTo(OutputStream.nullOutputStream());
  }

  private long download(long bytes) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri("/bytes/" + bytes)).build();
    HttpResponse<InputStream> answer =
        http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("X-Mock-Proxied")).hasValue("true");
    return answer.body().transferTo(OutputStream.nullOutputStream());
  }

  private String upload(long bytes) throws Exception {
    return put(
        HttpRequest.BodyPublishers.fromPublisher(
            HttpRequest.BodyPublishers.ofInputStream(() -> new Zeros(bytes)), bytes));
  }

  private String uploadInChunks(long bytes) throws Exception {
    return put(HttpRequest.BodyPublishers.ofInputStream(() -> new Zeros(bytes)));
  }

  private String put(HttpRequest.BodyPublisher body) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri("/put")).PUT(body).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + mynah.port() + path);
  }

  /** Sets the peak to what is resident now, and returns that. */
  private long forgetPeak() throws Exception {
    Files.writeString(Path.of("/proc/" + mynah.pid() + "/clear_refs"), "5");
    return status("VmRSS:");
  }

  private long peak() throws Exception {
    return status("VmHWM:");
  }

  private long status(String key) throws Exception {
    for (String line : Files.readAllLines(Path.of("/proc/" + mynah.pid() + "/status"))) {
      if (line.startsWith(key)) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    throw new AssertionError("no " + key);
  }

  /** So many bytes of 0. */
  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long bytes) {
      left = bytes;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) {
      int now = (int) Math.min(left, length);
      left -= now;
      return now == 0 ? -1 : now;
    }
  }
}
