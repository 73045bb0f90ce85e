package dev.mynah.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mynah.agent.config.AgentConfig;
import dev.mynah.agent.config.ListenerConfig;
import dev.mynah.agent.config.ListenerTlsConfig;
import dev.mynah.agent.config.UpstreamConfig;
import dev.mynah.agent.config.UpstreamTlsConfig;
import dev.mynah.agent.upstream.TestUpstream;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetric;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocket;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A side that stands still stops the other one, also where TLS is between them. */
class TlsBackPressureTest {
  private static final long BODY_BYTES = 64L * 1024 * 1024;
  private static final int BLOCK_BYTES = 64 * 1024;

  /** What the sender may get rid of while nobody reads: the systems' buffers and little of ours. */
  private static final long UNDERWAY_BYTES = BODY_BYTES / 4;

  private static final long HELD_BYTES = 16L * 1024 * 1024;

  @RegisterExtension final RunningAgent agent = new RunningAgent();
  @TempDir Path directory;

  private final HeldCertificate certificate =
      new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
  private final HandshakeCertificates peers =
      new HandshakeCertificates.Builder()
          .heldCertificate(certificate)
          .addTrustedCertificate(certificate.certificate())
          .build();
  private final AtomicLong moved = new AtomicLong();
  private final CompletableFuture<Void> goOn = new CompletableFuture<>();

  @ParameterizedTest
  @CsvSource({"true,false", "false,true", "true,true"})
  void aSlowReaderStopsTheUpstream(boolean tlsListener, boolean tlsUpstream) throws Exception {
    try (ServerSocket real = serverSocket(tlsUpstream, 0)) {
      Thread serving = serving(real, this::sendAll);
      start(tlsListener, tlsUpstream, real.getLocalPort());
      try (Socket client = client(tlsListener)) {
        say(client, "GET /down HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(head(client.getInputStream())).startsWith("HTTP/1.1 200 ");
        assertStandsStill();

        assertSequence(client.getInputStream());
      }
      serving.join();
    }
  }

  @ParameterizedTest
  @CsvSource({"true,false", "false,true", "true,true"})
  void aSlowUpstreamStopsTheClient(boolean tlsListener, boolean tlsUpstream) throws Exception {
    try (ServerSocket real = serverSocket(tlsUpstream, BLOCK_BYTES)) {
      Thread serving = serving(real, this::readAllLater);
      start(tlsListener, tlsUpstream, real.getLocalPort());
      try (Socket client = client(tlsListener)) {
        say(
            client,
            "POST /up HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + BODY_BYTES + "\r\n\r\n");
        Thread sending = new Thread(() -> unchecked(() -> sequence(client.getOutputStream())));
        sending.start();
        assertStandsStill();

        goOn.complete(null);

        assertThat(head(client.getInputStream())).startsWith("HTTP/1.1 204 ");
        sending.join();
      }
      serving.join();
    }
  }

  private void assertStandsStill() {
    AtomicLong last = new AtomicLong();
    await()
        .pollInterval(Duration.ofMillis(250))
        .until(() -> moved.get() > 0 && last.getAndSet(moved.get()) == moved.get());
    assertThat(moved.get()).isLessThan(UNDERWAY_BYTES);
    assertThat(usedBytes()).as("bytes in buffers of ours").isLessThan(HELD_BYTES);
  }

  private static long usedBytes() {
    ByteBufAllocatorMetric metric =
        ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric();
    return metric.usedDirectMemory() + metric.usedHeapMemory();
  }

  private void start(boolean tlsListener, boolean tlsUpstream, int port) throws IOException {
    Path cert = Files.writeString(directory.resolve("cert.pem"), certificate.certificatePem());
    Path key = Files.writeString(directory.resolve("key.pem"), certificate.privateKeyPkcs8Pem());
    UpstreamConfig plain =
        TestUpstream.at((tlsUpstream ? "https" : "http") + "://localhost:" + port);
    UpstreamConfig upstream =
        TestUpstream.tls(
            TestUpstream.addresses(plain, "127.0.0.1:" + port),
            new UpstreamTlsConfig(cert, null, null, null, true));
    AgentConfig config =
        RunningAgent.config(
            List.of(
                Routes.proxy("down", "GET", "/down", "backend"),
                Routes.proxy("up", "POST", "/up", "backend")),
            Map.of("backend", tlsUpstream ? upstream : plain));
    ListenerTlsConfig tls = tlsListener ? new ListenerTlsConfig(cert, key, null) : null;
    agent.start(RunningAgent.behind(config, new ListenerConfig("127.0.0.1", 0, null, tls, null)));
  }

  private ServerSocket serverSocket(boolean tls, int receiveBytes) throws IOException {
    ServerSocket socket =
        tls ? peers.sslContext().getServerSocketFactory().createServerSocket() : new ServerSocket();
    if (receiveBytes > 0) {
      socket.setReceiveBufferSize(receiveBytes);
    }
    socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
    return socket;
  }

  private Socket client(boolean tls) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(BLOCK_BYTES);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), agent.port()));
    socket.setSoTimeout(60_000);
    if (!tls) {
      return socket;
    }
    SSLSocket secured =
        (SSLSocket) peers.sslSocketFactory().createSocket(socket, "localhost", agent.port(), true);
    secured.startHandshake();
    return secured;
  }

  private interface Exchanging {
    void with(Socket peer) throws IOException;
  }

  private interface Io {
    void run() throws IOException;
  }

  private static Thread serving(ServerSocket socket, Exchanging script) {
    Thread thread =
        new Thread(
            () ->
                unchecked(
                    () -> {
                      try (Socket peer = socket.accept()) {
                        script.with(peer);
                      }
                    }));
    thread.start();
    return thread;
  }

  private static void unchecked(Io task) {
    try {
      task.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void sendAll(Socket peer) throws IOException {
    head(peer.getInputStream());
    say(peer, "HTTP/1.1 200 OK\r\nContent-Length: " + BODY_BYTES + "\r\n\r\n");
    sequence(peer.getOutputStream());
  }

  private void readAllLater(Socket peer) throws IOException {
    head(peer.getInputStream());
    goOn.join();
    assertSequence(peer.getInputStream());
    say(peer, "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
  }

  private static void say(Socket to, String text) throws IOException {
    to.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    to.getOutputStream().flush();
  }

  /** One byte at a time, so that nothing of the body is taken. */
  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    String text = "";
    while (!text.endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return text;
      }
      all.write(next);
      text = all.toString(StandardCharsets.ISO_8859_1);
    }
    return text;
  }

  private static byte at(long index) {
    return (byte) (index * 31 + (index >>> 9) * 17 + (index >>> 20));
  }

  private void sequence(OutputStream out) throws IOException {
    byte[] block = new byte[BLOCK_BYTES];
    for (long from = 0; from < BODY_BYTES; from += BLOCK_BYTES) {
      for (int i = 0; i < BLOCK_BYTES; i++) {
        block[i] = at(from + i);
      }
      out.write(block);
      moved.addAndGet(BLOCK_BYTES);
    }
    out.flush();
  }

  private static void assertSequence(InputStream in) throws IOException {
    byte[] expected = new byte[BLOCK_BYTES];
    for (long from = 0; from < BODY_BYTES; from += BLOCK_BYTES) {
      for (int i = 0; i < BLOCK_BYTES; i++) {
        expected[i] = at(from + i);
      }
      assertThat(in.readNBytes(BLOCK_BYTES)).as("from byte " + from).isEqualTo(expected);
    }
  }
}
