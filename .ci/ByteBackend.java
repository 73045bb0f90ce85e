import com.sun.net.httpserver.HttpServer;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/**
 * A backend for .ci/big-bodies: answers GET /N with N bytes, and anything else with how many bytes
 * it was sent. Prints its port. Run as a single file: java ByteBackend.java
 */
final class ByteBackend {
  public static void main(String[] args) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/",
        exchange -> {
          byte[] piece = new byte[256 * 1024];
          long took = 0;
          for (int n = 0; n >= 0; n = exchange.getRequestBody().read(piece)) {
            took += n;
          }
          boolean gives = exchange.getRequestMethod().equals("GET");
          byte[] text = (took + "\n").getBytes();
          long left = gives ? Long.parseLong(exchange.getRequestURI().getPath().substring(1)) : 0;
          exchange.sendResponseHeaders(200, gives ? left : text.length);
          try (exchange;
              OutputStream body = exchange.getResponseBody()) {
            for (; left > 0; left -= piece.length) {
              body.write(piece, 0, (int) Math.min(left, piece.length));
            }
            body.write(gives ? new byte[0] : text);
          }
        });
    server.start();
    System.out.println(server.getAddress().getPort());
  }
}
