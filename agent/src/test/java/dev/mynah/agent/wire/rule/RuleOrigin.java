package dev.mynah.agent.wire.rule;

import dev.mynah.agent.wire.MovableClock;
import dev.mynah.agent.wire.ScriptedServer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The origin of a rule, which answers as the rule says and keeps what it was asked. */
final class RuleOrigin implements Closeable {
  private static final long LONGEST_HOLD_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final List<OriginAnswer> answers;
  private final MovableClock clock;
  private final Moments moments;
  private final ScriptedServer server;
  private final List<WireMessage> asked = new ArrayList<>();
  private final Map<OriginAnswer, Integer> given = new IdentityHashMap<>();
  private int holding;
  private int releases;

  RuleOrigin(List<OriginAnswer> answers, MovableClock clock, Moments moments) {
    this.answers = List.copyOf(answers);
    this.clock = clock;
    this.moments = moments;
    this.server = ScriptedServer.playing((peer, connection) -> play(peer));
  }

  int port() {
    return server.port();
  }

  synchronized int asked() {
    return asked.size();
  }

  synchronized WireMessage lastAsked() {
    return asked.isEmpty() ? new WireMessage("", "", true) : asked.get(asked.size() - 1);
  }

  /** Answers that wait to be released. */
  synchronized int holding() {
    return holding;
  }

  synchronized void release() {
    releases++;
    notifyAll();
  }

  private void play(ScriptedServer.Peer peer) throws IOException {
    while (true) {
      String head = peer.readHead();
      if (!head.endsWith("\r\n\r\n")) {
        return;
      }
      WireMessage request = new WireMessage(head, content(peer, head), false);
      if (!answer(peer, request, note(request))) {
        return;
      }
    }
  }

  private static String content(ScriptedServer.Peer peer, String head) throws IOException {
    WireMessage request = new WireMessage(head, "", false);
    String length = request.joined("content-length");
    int bytes = length.isEmpty() ? 0 : Integer.parseInt(length);
    return new String(peer.readBytes(bytes), StandardCharsets.ISO_8859_1);
  }

  private synchronized int note(WireMessage request) {
    asked.add(request);
    return asked.size();
  }

  /** Whether the connection goes on. */
  private boolean answer(ScriptedServer.Peer peer, WireMessage request, int number)
      throws IOException {
    OriginAnswer answer = next(request);
    if (answer.hold()) {
      hold();
    }
    if (answer.abortAfter() != null && answer.abortAfter() < 0) {
      return false;
    }
    clock.advance(answer.takes());
    String content = answer.body() == null ? "answer " + number : answer.body();
    peer.send(answer.head(request, content, moments));
    if (answer.abortAfter() != null) {
      peer.send(answer.framed(content).substring(0, answer.abortAfter()));
      return false;
    }
    if (!answer.isWithoutContent(request)) {
      peer.send(answer.framed(content));
    }
    return answer.framing() != OriginAnswer.Framing.CLOSE;
  }

  /** The first that fits and was not given as often as it is there for, else the last that fits. */
  private synchronized OriginAnswer next(WireMessage request) {
    OriginAnswer chosen = null;
    for (OriginAnswer answer : answers) {
      if (answer.fits(request, moments)) {
        chosen = answer;
        if (given.getOrDefault(answer, 0) < answer.times()) {
          break;
        }
      }
    }
    if (chosen == null) {
      throw new IllegalStateException("the rule has no answer for " + request.requestLine());
    }
    given.merge(chosen, 1, Integer::sum);
    return chosen;
  }

  private synchronized void hold() {
    holding++;
    int before = releases;
    long until = System.nanoTime() + LONGEST_HOLD_NANOS;
    try {
      while (releases == before && System.nanoTime() < until) {
        TimeUnit.NANOSECONDS.timedWait(this, until - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      holding--;
    }
  }

  /** What went wrong in its threads. */
  List<Throwable> problems() {
    return server.problems();
  }

  @Override
  public void close() {
    release();
    server.close();
  }
}
