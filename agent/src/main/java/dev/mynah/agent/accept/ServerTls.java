package dev.mynah.agent.accept;

import dev.mynah.agent.config.ListenerTlsConfig;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import javax.net.ssl.SSLException;

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

  private static Throwable deepest(Throwable unusable) {
    Throwable at = unusable;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    return at;
  }

  private static Loaded read(ListenerTlsConfig config) {
    try {
      ListenerCertificates files = ListenerCertificates.read(config);
      SslContextBuilder builder =
          SslContextBuilder.forServer(files.key(), files.chain())
              .sslProvider(SslProvider.JDK)
              .protocols("TLSv1.3", "TLSv1.2");
      if (files.clientAuthorities() != null) {
        builder.trustManager(files.clientAuthorities()).clientAuth(ClientAuth.REQUIRE);
      }
      long notAfterMillis = files.chain()[0].getNotAfter().toInstant().toEpochMilli();
      return new Loaded(builder.build(), notAfterMillis);
    } catch (SSLException | IllegalArgumentException unusable) {
      throw new UnusableTlsException(
          config.certFile(), "is not what TLS needs: " + deepest(unusable).getMessage());
    }
  }
}
