package dev.mynah.quickstart;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A kept HTTP/1.1 connection that sends each request exactly once: a client that repeats what
 * failed could not be counted by. One thread.
 */
final class DemoConnection implements Closeable {
  private static final int TIMEOUT_MILLIS = 30_000;

  private final InetSocketAddress address;
  private @Nullable Socket socket;
  private @Nullable InputStream in;

  DemoConnection(InetSocketAddress address) {
    this.address = address;
  }

  /**
   * Sends a request and reads its answer to the end.
   *
   * @return the status
   * @throws IOException when no whole answer came; the connection is closed then
   */
  int exchange(DemoTraffic.Call call) throws IOException {
    try {
      Socket open = opened();
      open.getOutputStream().write(bytes(call));
      return answer();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }

  private Socket opened() throws IOException {
    Socket open = socket;
    if (open == null) {
      open = new Socket();
      open.setTcpNoDelay(true);
      open.setSoTimeout(TIMEOUT_MILLIS);
      open.connect(address, TIMEOUT_MILLIS);
      socket = open;
      in = new BufferedInputStream(open.getInputStream());
    }
    return open;
  }

  private byte[] bytes(DemoTraffic.Call call) {
    byte[] body = call.body().getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder();
    head.append(call.method()).append(' ').append(call.target()).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(address.getHostString()).append(':').append(address.getPort());
    head.append("\r\nUser-Agent: ").append(call.userAgent()).append("\r\n");
    if (!call.consumer().isEmpty()) {
      head.append("X-Consumer: ").append(call.consumer()).append("\r\n");
    }
    if (body.length > 0) {
      head.append("Content-Type: application/json\r\nContent-Length: ").append(body.length);
      head.append("\r\n");
    }
    byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[start.length + body.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    return all;
  }

  private int answer() throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    long length = 0;
    boolean chunked = false;
    boolean last = false;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String field = line.toLowerCase(Locale.ROOT);
      if (field.startsWith("content-length:")) {
        length = Long.parseLong(field.substring(15).strip());
      } else if (field.startsWith("transfer-encoding:")) {
        chunked = field.contains("chunked");
      } else if (field.startsWith("connection:")) {
        last = field.contains("close");
      }
    }
    if (chunked) {
      skipChunks();
    } else {
      skip(length);
    }
    if (last) {
      close();
    }
    return status;
  }

  private void skipChunks() throws IOException {
    long size = chunk();
    while (size > 0) {
      skip(size + 2);
      size = chunk();
    }
    String trailer = line();
    while (!trailer.isEmpty()) {
      trailer = line();
    }
  }

  private long chunk() throws IOException {
    return Long.parseLong(line().split(";", 2)[0].strip(), 16);
  }

  private void skip(long bytes) throws IOException {
    for (long left = bytes; left > 0; left--) {
      read();
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = read(); c != '\n'; c = read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private int read() throws IOException {
    InputStream open = in;
    int read = open == null ? -1 : open.read();
    if (read < 0) {
      throw new EOFException("the connection ended before the answer did");
    }
    return read;
  }
}
