package dev.mynah.control;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Vert.x with everything left out that an admin port of a sidecar does not need. */
final class LeanVertx {
  private static final int WORKERS = 4;
  private static final int MAX_LINE_BYTES = 8 * 1024;
  private static final int MAX_HEADER_BYTES = 16 * 1024;
  private static final int IDLE_SECONDS = 60;
  private static final int MAX_SOCKET_BYTES = 4 * 1024;
  private static final int SOCKET_CLOSING_SECONDS = 5;

  private LeanVertx() {}

  /** One event loop, few workers, no cache directory, no class path resources, daemon threads. */
  static Vertx create() {
    return Vertx.builder()
        .with(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(WORKERS)
                .setInternalBlockingPoolSize(1)
                .setBlockedThreadCheckInterval(10)
                .setBlockedThreadCheckIntervalUnit(TimeUnit.SECONDS)
                .setUseDaemonThread(true)
                .setPreferNativeTransport(false)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)))
        .build();
  }

  /** HTTP/1.1 with WebSockets that say little to us, bounded heads. */
  static HttpServer server(Vertx vertx) {
    return vertx.createHttpServer(
        new HttpServerOptions()
            .setHttp2ClearTextEnabled(false)
            .setAlpnVersions(List.of())
            .setMaxInitialLineLength(MAX_LINE_BYTES)
            .setMaxHeaderSize(MAX_HEADER_BYTES)
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setMaxWebSocketFrameSize(MAX_SOCKET_BYTES)
            .setMaxWebSocketMessageSize(MAX_SOCKET_BYTES)
            .setWebSocketClosingTimeout(SOCKET_CLOSING_SECONDS)
            .setHandle100ContinueAutomatically(false)
            .setReuseAddress(true));
  }
}
