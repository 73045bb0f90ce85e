package dev.mynah.agent;

import dev.mynah.agent.event.capture.Capturing;
import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.exchange.ClientStream;
import dev.mynah.agent.exchange.ReadAhead;
import dev.mynah.agent.exchange.ReadAheadRoom;
import dev.mynah.agent.respond.Failure;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The body of an exchange's request, what was read ahead of it included. Event loop only. */
final class RequestContent {
  private final ClientStream client;
  private final LoopTools tools;
  private final @Nullable Capturing capturing;
  private final Consumer<Failure> broke;
  private @Nullable ReadAhead readAhead;

  /**
   * @param capturing null when nothing of it is wanted
   * @param broke told when the body breaks off while it is dropped
   */
  RequestContent(
      ClientStream client,
      LoopTools tools,
      @Nullable Capturing capturing,
      Consumer<Failure> broke) {
    this.client = client;
    this.tools = tools;
    this.capturing = capturing;
    this.broke = broke;
  }

  private BodySource source() {
    return capturing == null ? client.body() : capturing.request(client.body());
  }

  /** What is to be read, once. */
  BodySource body() {
    ReadAhead read = readAhead;
    return read == null ? source() : read;
  }

  /** Reads ahead up to a limit, after waiting for room for at most that long. */
  void readAhead(int limitBytes, Duration maxWait, Runnable settled) {
    ReadAheadRoom room =
        new ReadAheadRoom(tools.readAhead(), tools.loop(), tools.timers(), maxWait.toNanos());
    ReadAhead read = new ReadAhead(source(), limitBytes, room, settled);
    readAhead = read;
    read.begin();
  }

  boolean isReadAhead() {
    return readAhead != null;
  }

  /** What was read ahead, or null when nothing was. */
  @Nullable ReadAhead readAhead() {
    return readAhead;
  }

  /** Whether nothing of it is still to come. */
  boolean isHere() {
    ReadAhead read = readAhead;
    return read == null ? client.body().length() == 0 : read.isComplete();
  }

  /** Reads the rest and drops it: a client that still sends would miss the answer. */
  void whenDrained(Runnable then) {
    if (isHere()) {
      then.run();
    } else {
      body().start(new DrainedBody(then, broke));
    }
  }

  /** Lets go of what is held. */
  void release() {
    ReadAhead read = readAhead;
    if (read != null) {
      read.release();
    }
  }
}
