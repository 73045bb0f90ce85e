package dev.mynah.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real HTTP server on loopback, so that a first look at proxying needs nothing installed. It
 * answers every path with what it received, as JSON, and numbers its answers: a number that goes up
 * shows that the call came through. A path that ends in {@code /status/503} is answered with that
 * code, as is any other of the errors.
 */
public final class Backend implements AutoCloseable {
  private static final int PIECE_BYTES = 16 * 1024;
  private static final Pattern WANTED_ERROR = Pattern.compile("/status/([45]\\d\\d)$");

  private final HttpServer server;
  private final AtomicLong answers = new AtomicLong();

  private Backend(HttpServer server) {
    this.server = server;
  }

  /**
   * Listens on a free port.
   *
   * @throws IOException when no port can be had
   */
  public static Backend start() throws IOException {
    // Without it, small answers wait for the client's acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(free, 0);
    Backend backend = new Backend(server);
    server.createContext("/", backend::answer);
    Thread thread = new Thread(server::start, "mynah-backend");
    thread.setDaemon(true);
    thread.start();
    return backend;
  }

  /** Where it listens, as {@code host:port}. */
  public String address() {
    InetSocketAddress bound = server.getAddress();
    return bound.getAddress().getHostAddress() + ":" + bound.getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    long received = length(exchange.getRequestBody());
    String body =
        "{\"from\":\"the real backend\",\"answer\":"
            + answers.incrementAndGet()
            + ",\"method\":\""
            + exchange.getRequestMethod()
            + "\",\"path\":\""
            + escaped(exchange.getRequestURI().getRawPath())
            + "\",\"bodyBytes\":"
            + received
            + "}\n";
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(
        status(exchange.getRequestURI().getPath()), head ? -1 : bytes.length);
    if (!head) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private static int status(String path) {
    Matcher wanted = WANTED_ERROR.matcher(path);
    return wanted.find() ? Integer.parseInt(wanted.group(1)) : 200;
  }

  private static long length(InputStream body) throws IOException {
    byte[] piece = new byte[PIECE_BYTES];
    long total = 0;
    for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
      total += read;
    }
    return total;
  }

  private static String escaped(String rawPath) {
    return rawPath.replace("\\", "%5C").replace("\"", "%22");
  }
}
