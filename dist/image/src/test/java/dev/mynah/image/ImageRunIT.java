package dev.mynah.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unpacked image, started as a pod starts it. */
class ImageRunIT {
  private static final int LIMIT_MEBIBYTES = 192;
  private static final String[] AGENT = {
    "agent", "--config", "/etc/mynah", "--data", "/var/lib/mynah"
  };

  private static final String[] UP = {"up", "--config", "/etc/mynah", "--data", "/var/lib/mynah"};

  private final MockWebServer plain = new MockWebServer();
  private final MockWebServer secure = new MockWebServer();
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private MemoryLimit limit = MemoryLimit.of(LIMIT_MEBIBYTES);

  @TempDir Path folder;
  private Container.Mounts mounts = new Container.Mounts(Path.of(""), Path.of(""));

  @BeforeAll
  static void mountsArePossible() throws Exception {
    Container.assumePossible();
  }

  @BeforeEach
  void upstreams() throws Exception {
    HeldCertificate authority =
        new HeldCertificate.Builder().certificateAuthority(0).commonName("authority").build();
    HeldCertificate own =
        new HeldCertificate.Builder()
            .addSubjectAlternativeName("localhost")
            .signedBy(authority)
            .build();
    secure.useHttps(
        new HandshakeCertificates.Builder().heldCertificate(own).build().sslSocketFactory(), false);
    plain.setDispatcher(new Upstream());
    secure.setDispatcher(new Upstream());
    plain.start();
    secure.start();
    mounts =
        new Container.Mounts(
            Files.createDirectory(folder.resolve("data")),
            Files.createDirectory(folder.resolve("config")));
    Files.writeString(mounts.config().resolve("ca.pem"), authority.certificatePem());
    Files.writeString(
        mounts.config().resolve("mynah.yaml"),
        """
        upstreams:
          named: { url: "http://localhost:%s" }
          secure: { url: "https://localhost:%s", caFile: ca.pem }
        routes:
          - { id: hello, match: { path: /hello }, mock: { status: 200, json: { hi: 1 } } }
          - { id: named, match: { path: /named/** }, proxy: { to: named } }
          - { id: secure, match: { path: /secure }, proxy: { to: secure } }
        """
            .replaceFirst("%s", String.valueOf(plain.getPort()))
            .replaceFirst("%s", String.valueOf(secure.getPort())));
  }

  @AfterEach
  void end() throws Exception {
    released.countDown();
    limit.close();
    plain.close();
    secure.close();
  }

  /** Answers at once, but for {@code /named/slow}, which waits to be released. */
  private final class Upstream extends Dispatcher {
    @Override
    public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
      if ("/named/slow".equals(request.getPath())) {
        arrived.countDown();
        released.await(30, TimeUnit.SECONDS);
      }
      return new MockResponse().setBody("upstream " + request.getPath());
    }
  }

  @Test
  void theAgentAnswersOnAReadOnlyRootWithinItsMemory() throws Exception {
    try (Container agent = Container.start(mounts, limit, AGENT)) {
      System.out.println("first answer after " + agent.awaitAnswer("/hello") + " ms");

      assertThat(agent.get("/named/x").body()).isEqualTo("upstream /named/x");
      assertThat(agent.get("/secure").body()).isEqualTo("upstream /secure");
      agent.awaitAdmin("/ready", 200);
      assertThat(agent.admin("/metrics").body()).contains("mynah_ledger_on_heap 0.0");
      assertThat(agent.proc("maps"))
          .contains("/opt/mynah/mynah.archive")
          .contains("/opt/mynah/native/libnetty_transport_native_epoll")
          .contains("/opt/mynah/native/libjffi");
      long resident = kibibytes(agent.proc("status"));
      System.out.println(
          "resident "
              + resident / 1024
              + " MiB; charged at most "
              + limit.peakBytes() / 1048576
              + " MiB, files' pages included");
      assertThat(resident / 1024).isLessThan(LIMIT_MEBIBYTES);
    }
  }

  @Test
  void anAnswerUnderWayIsGivenBeforeItEndsAndCountsAreThereAfterwards() throws Exception {
    try (Container agent = Container.start(mounts, limit, AGENT)) {
      agent.awaitAnswer("/hello");
      agent.awaitAdmin("/ready", 200);
      CompletableFuture<HttpResponse<String>> slow =
          Container.CLIENT.sendAsync(
              agent.request("/named/slow"), HttpResponse.BodyHandlers.ofString());
      assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();

      agent.stop();
      agent.awaitAdmin("/ready", 503);
      released.countDown();

      assertThat(slow.get(30, TimeUnit.SECONDS).body()).isEqualTo("upstream /named/slow");
      assertThat(agent.exitCode()).as(agent.said()).isZero();
    }

    try (Container again = Container.start(mounts, limit, AGENT)) {
      again.awaitAdmin("/ready", 200);

      assertThat(again.admin("/metrics").body())
          .containsPattern("requests_total\\{route=\"named\",.*code=\"200\".*} 1\\.0");
    }
  }

  @Test
  void noProgramHasToBeUnpackedToTmp() throws Exception {
    Container.Mounts noexec =
        new Container.Mounts(mounts.data(), mounts.config(), "mode=1777,size=1m,noexec");

    try (Container up = Container.start(noexec, limit, UP)) {
      up.awaitAnswer("/hello");
      up.awaitAdmin("/ready", 200);
      up.awaitAdmin("/api/analytics/overview", 200);

      assertThat(up.proc("maps"))
          .contains("/opt/mynah/native/libnetty_transport_native_epoll")
          .contains("/opt/mynah/native/libjffi")
          .contains("/opt/mynah/native/libsqlitejdbc");
      assertThat(up.admin("/metrics").body()).contains("mynah_ledger_on_heap 0.0");
      up.stop();
      assertThat(up.exitCode()).as(up.said()).isZero();
    }
  }

  @Test
  void theExporterReadsWhatAnAgentBesideItWrites() throws Exception {
    String[] command = {"exporter", "--config", "/etc/mynah", "--data", "/var/lib/mynah"};
    List<String> journal = List.of("MYNAH_JOURNAL_MODE=on");
    try (MemoryLimit own = MemoryLimit.of(LIMIT_MEBIBYTES);
        Container agent = Container.start(mounts, limit, journal, AGENT);
        Container exporter = Container.start(mounts, own, command)) {
      agent.awaitAnswer("/hello");
      exporter.awaitAdmin("/api/analytics/overview", 200);

      assertThat(exporter.proc("maps")).contains("/opt/mynah/native/libsqlitejdbc");
      exporter.stop();
      assertThat(exporter.exitCode()).as(exporter.said()).isZero();
    }
  }

  @Test
  void theProgramComesFromTheArchiveOfTheImage() throws Exception {
    List<String> tell = List.of("JDK_JAVA_OPTIONS=-Xlog:class+load -Xmx55m");

    try (Container version = Container.start(mounts, limit, tell, "--version")) {
      assertThat(version.exitCode()).isZero();

      assertThat(version.said()).containsPattern("dev\\.mynah\\.Mynah source: shared objects file");
      long mapped = version.said().lines().filter(l -> l.contains("shared objects")).count();
      long all = version.said().lines().filter(l -> l.contains(" source: ")).count();
      System.out.println(mapped + " of " + all + " classes of --version come from an archive");
    }
  }

  private static long kibibytes(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }
}
