package dev.mynah.program;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A real HTTP server on loopback for the other side of the program. It takes bodies of any length
 * and tells theirs; {@code /bytes/N} answers N bytes; {@code /status/N} answers with that code;
 * {@code /held/...} takes no body before {@link #letGo}; everything else is answered {@code real}.
 */
final class StreamBackend implements AutoCloseable {
  private static final int PIECE_BYTES = 64 * 1024;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong given = new AtomicLong();
  private final AtomicLong taken = new AtomicLong();
  private final CountDownLatch held = new CountDownLatch(1);

  private StreamBackend(HttpServer server) {
    this.server = server;
  }

  static StreamBackend start() throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(free, 256);
    StreamBackend backend = new StreamBackend(server);
    server.createContext("/", backend::answer);
    server.setExecutor(backend.threads);
    server.start();
    return backend;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  long requests() {
    return requests.get();
  }

  /** Bytes of answers that went into the socket so far. */
  long givenBytes() {
    return given.get();
  }

  /** Bytes of request bodies read so far. */
  long takenBytes() {
    return taken.get();
  }

  void letGo() {
    held.countDown();
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    String path = exchange.getRequestURI().getPath();
    if (path.startsWith("/held")) {
      awaitLetGo();
    }
    long received = swallow(exchange.getRequestBody());
    int bytes = path.lastIndexOf("/bytes/");
    try (exchange) {
      if (bytes >= 0) {
        give(exchange, Long.parseLong(path.substring(bytes + "/bytes/".length())));
      } else {
        int code = path.startsWith("/status/") ? Integer.parseInt(path.substring(8)) : 200;
        tell(exchange, code, received == 0 ? "real" : "real, took " + received);
      }
    }
  }

  private void awaitLetGo() throws IOException {
    try {
      held.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private long swallow(InputStream body) throws IOException {
    byte[] piece = new byte[PIECE_BYTES];
    long total = 0;
    for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
      total += read;
      taken.addAndGet(read);
    }
    return total;
  }

  private void give(HttpExchange exchange, long bytes) throws IOException {
    exchange.sendResponseHeaders(200, bytes);
    OutputStream out = exchange.getResponseBody();
    byte[] piece = new byte[PIECE_BYTES];
    for (long left = bytes; left > 0; ) {
      int now = (int) Math.min(left, piece.length);
      out.write(piece, 0, now);
      given.addAndGet(now);
      left -= now;
    }
  }

  private static void tell(HttpExchange exchange, int code, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (head) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
    }
    exchange.sendResponseHeaders(code, head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    letGo();
    server.stop(0);
    threads.shutdownNow();
  }
}
