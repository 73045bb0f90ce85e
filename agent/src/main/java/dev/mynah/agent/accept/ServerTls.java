package dev.mynah.agent.accept;

import dev.mynah.agent.config.ListenerTlsConfig;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/** The certificate of a listener. Thread-safe: a change is seen by the next connection. */
final class ServerTls {
  private static final long HANDSHAKE_MILLIS = 10_000;

  private final ListenerTlsConfig config;
  private volatile Loaded loaded;

  private record Loaded(SslContext context, long notAfterMillis) {}

  private ServerTls(ListenerTlsConfig config) {
    this.config = config;
    this.loaded = read(config);
  }

  /**
   * Reads certificate and key.
   *
   * @throws IllegalStateException when a file cannot be read or they do not fit together
   */
  static ServerTls load(ListenerTlsConfig config) {
    return new ServerTls(config);
  }

  void reload() {
    loaded = read(config);
  }

  long notAfterMillis() {
    return loaded.notAfterMillis;
  }

  SslHandler handler(ByteBufAllocator allocator) {
    SslHandler handler = loaded.context.newHandler(allocator);
    handler.setHandshakeTimeoutMillis(HANDSHAKE_MILLIS);
    return handler;
  }

  private static Loaded read(ListenerTlsConfig config) {
    try {
      SslContextBuilder builder =
          SslContextBuilder.forServer(config.certFile().toFile(), config.keyFile().toFile())
              .sslProvider(SslProvider.JDK)
              .protocols("TLSv1.3", "TLSv1.2");
      Path clientCa = config.clientCaFile();
      if (clientCa != null) {
        builder.trustManager(clientCa.toFile()).clientAuth(ClientAuth.REQUIRE);
      }
      return new Loaded(builder.build(), notAfter(config.certFile()));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException unusable) {
      throw new IllegalStateException(
          "listener certificate "
              + config.certFile()
              + " with key "
              + config.keyFile()
              + " cannot be used: "
              + unusable.getMessage(),
          unusable);
    }
  }

  private static long notAfter(Path certFile) throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(certFile)) {
      X509Certificate first =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      return first.getNotAfter().toInstant().toEpochMilli();
    }
  }
}
