package dev.mynah.agent.wire;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that says exactly what its script tells it, byte for byte: for everything a well-behaved
 * server would not do. One thread per connection.
 */
public final class ScriptedServer implements Closeable {
  private static final int TIMEOUT_MILLIS = 60_000;

  private final ServerSocket socket;
  private final Script script;
  private final List<Peer> peers = new CopyOnWriteArrayList<>();
  private final List<Throwable> problems = new CopyOnWriteArrayList<>();
  private final AtomicInteger accepted = new AtomicInteger();

  /** What happens on the n-th connection, counted from 0. */
  @FunctionalInterface
  public interface Script {
    void play(Peer peer, int connection) throws IOException;
  }

  private ScriptedServer(ServerSocket socket, Script script) {
    this.socket = socket;
    this.script = script;
  }

  public static ScriptedServer playing(Script script) {
    return playing(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0, script);
  }

  /** With a receive buffer of this size, so that a slow reader fills it soon; 0 for the usual. */
  public static ScriptedServer playing(InetSocketAddress on, int receiveBytes, Script script) {
    try {
      ServerSocket socket = new ServerSocket();
      if (receiveBytes > 0) {
        socket.setReceiveBufferSize(receiveBytes);
      }
      socket.bind(on);
      ScriptedServer server = new ScriptedServer(socket, script);
      start(server::accept);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Peer peer = new Peer(socket.accept());
        int number = accepted.getAndIncrement();
        peers.add(peer);
        start(() -> play(peer, number));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void play(Peer peer, int number) {
    try (peer) {
      script.play(peer, number);
    } catch (IOException gone) {
      // the other side went away, which scripts provoke
    } catch (Throwable problem) {
      problems.add(problem);
    }
  }

  public int port() {
    return socket.getLocalPort();
  }

  /** Connections so far. */
  public int accepted() {
    return accepted.get();
  }

  /** What went wrong in scripts. */
  public List<Throwable> problems() {
    return problems;
  }

  /** Takes no more connections; those that stand go on. */
  public void stopAccepting() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    stopAccepting();
    peers.forEach(Peer::close);
  }

  /** One connection. */
  public static final class Peer implements Closeable {
    private final Socket socket;
    private final InputStream in;

    Peer(Socket socket) throws IOException {
      this.socket = socket;
      this.in = socket.getInputStream();
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.setTcpNoDelay(true);
    }

    /** A head, its empty line included; less when the connection ends. */
    public String readHead() throws IOException {
      return readUntil("\r\n\r\n");
    }

    public String readUntil(String end) throws IOException {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      StringBuilder tail = new StringBuilder();
      for (int b = in.read(); b >= 0; b = in.read()) {
        all.write(b);
        tail.append((char) b);
        if (tail.length() > end.length()) {
          tail.deleteCharAt(0);
        }
        if (tail.toString().equals(end)) {
          break;
        }
      }
      return all.toString(StandardCharsets.ISO_8859_1);
    }

    public byte[] readBytes(int count) throws IOException {
      return in.readNBytes(count);
    }

    /** One read of at most this many bytes; fewer than 0 at the end. */
    public int readSome(byte[] into) throws IOException {
      return in.read(into);
    }

    public String readAll() throws IOException {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    public Peer send(String text) throws IOException {
      return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public Peer send(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return this;
    }

    public void finishSending() throws IOException {
      socket.shutdownOutput();
    }

    /** Waits until the other side closes. */
    public void awaitEnd() throws IOException {
      in.readAllBytes();
    }

    /** Gives up at once, with a reset. */
    public void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
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
}
