package dev.mynah.agent.wire;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A client that says exactly what it is told, byte for byte. One thread. */
public final class RawClient implements Closeable {
  private static final int TIMEOUT_MILLIS = 60_000;

  private final Socket socket;
  private final InputStream in;

  private RawClient(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
  }

  public static RawClient to(int port) {
    return to(port, 0);
  }

  /** With a receive buffer of this size, so that a slow reader fills it soon; 0 for the usual. */
  public static RawClient to(int port, int receiveBufferBytes) {
    return to(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), receiveBufferBytes);
  }

  public static RawClient to(InetSocketAddress address, int receiveBufferBytes) {
    try {
      Socket socket = new Socket();
      if (receiveBufferBytes > 0) {
        socket.setReceiveBufferSize(receiveBufferBytes);
      }
      socket.connect(address);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.setTcpNoDelay(true);
      return new RawClient(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public RawClient send(String text) {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public RawClient send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads until the text so far ends with this, or the other side closes. */
  public String readUntil(String ending) {
    byte[] end = ending.getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      while (true) {
        int b = in.read();
        if (b < 0) {
          return all.toString(StandardCharsets.ISO_8859_1);
        }
        all.write(b);
        if (endsWith(all, end)) {
          return all.toString(StandardCharsets.ISO_8859_1);
        }
      }
    } catch (SocketTimeoutException late) {
      throw new AssertionError("nothing more came after: " + all, late);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean endsWith(ByteArrayOutputStream all, byte[] end) {
    if (all.size() < end.length) {
      return false;
    }
    byte[] bytes = all.toByteArray();
    for (int i = 0; i < end.length; i++) {
      if (bytes[bytes.length - end.length + i] != end[i]) {
        return false;
      }
    }
    return true;
  }

  /** A head, its empty line included. */
  public String readHead() {
    return readUntil("\r\n\r\n");
  }

  /** A head and as many bytes of content as its Content-Length names. */
  public String readAnswer() {
    String head = readHead();
    int at = head.toLowerCase(java.util.Locale.ROOT).indexOf("content-length: ");
    if (at < 0) {
      return head;
    }
    int length = Integer.parseInt(head.substring(at + 16, head.indexOf("\r\n", at)));
    return head + new String(readBytes(length), StandardCharsets.ISO_8859_1);
  }

  public byte[] readBytes(int count) {
    try {
      return in.readNBytes(count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything until the other side closes. */
  public String readAll() {
    try {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the other side has closed; waits for it. */
  public boolean isClosedByPeer() {
    try {
      return in.read() < 0;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  public void finishSending() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives up at once, with a reset. */
  public void abort() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
