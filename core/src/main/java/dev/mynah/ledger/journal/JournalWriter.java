package dev.mynah.ledger.journal;

import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.LedgerReader;
import dev.mynah.ledger.journal.Frame.GaugeValue;
import dev.mynah.ledger.journal.JournalFiles.Purpose;
import dev.mynah.ledger.journal.JournalStatus.State;
import dev.mynah.ledger.journal.admission.Budget;
import dev.mynah.ledger.journal.segment.ByteSink;
import dev.mynah.settings.JournalSettings.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the journal, turn by turn. It knows no thread: whoever drives it calls {@link #turn} some
 * twenty times a second while {@link #isOn}, and less often else.
 *
 * <p>A disk that cannot be written is an ordinary state: events of that time are left out and
 * counted, and a frame is tried again every few seconds until one can be written; it then covers
 * all that was counted meanwhile.
 */
final class JournalWriter {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final JournalOptions options;
  private final JournalFiles files;
  private final FrameMaker frames;
  private final LedgerReader reader;
  private final long ledgerId;
  private final Budget budget;
  private final List<LoopOffers> loops = new CopyOnWriteArrayList<>();
  private final Tally tally = new Tally();
  private final EventWriter events;
  private final AtomicBoolean wanted = new AtomicBoolean();
  private final ByteSink sink = new ByteSink();
  private volatile Supplier<List<GaugeValue>> gauges = List::of;

  private NextFrame nextFrame = NextFrame.FIRST;
  private boolean prepared;
  private boolean failing;
  private boolean gaugesFail;
  private long lookedNanos;
  private long failedNanos;
  private boolean lookFails;

  /** Whether the file that is written has no complete frame yet. */
  private boolean wholeIsDue = true;

  /** What the next frame has to make up for. */
  private enum NextFrame {
    /** What earlier processes left. */
    FIRST,
    /** A while in which nobody wanted to know. */
    AFTER_PAUSE,
    /** Nothing. */
    USUAL
  }

  JournalWriter(JournalOptions options, Path data, Ledger ledger) {
    long now = options.nanoTime().getAsLong();
    this.options = options;
    this.files = new JournalFiles(data, options.settings());
    this.reader = ledger.reader();
    this.ledgerId = ledger.status().ledgerId();
    this.frames = new FrameMaker(reader, new FrameSpans(options.wallClock(), options.nanoTime()));
    this.events = new EventWriter(loops, files, tally, options.wallClock());
    this.budget = new Budget(options.settings().eventsPerSecond(), now);
    this.lookedNanos = now - LOOK_NANOS;
  }

  LoopOffers addLoop() {
    LoopOffers loop =
        new LoopOffers(options.settings().ringEvents(), options.random().getAsLong(), wanted);
    loops.add(loop);
    return loop;
  }

  void gauges(Supplier<List<GaugeValue>> supplier) {
    gauges = supplier;
  }

  JournalStatus status() {
    return tally.shown();
  }

  boolean isOn() {
    return wanted.get();
  }

  /** The first turn, before any event loop counts. */
  void open() {
    turn();
    if (!isOn()) {
      nextFrame = NextFrame.AFTER_PAUSE;
    }
  }

  void turn() {
    long now = options.nanoTime().getAsLong();
    if (now - lookedNanos >= LOOK_NANOS) {
      lookedNanos = now;
      look();
    }
    if (isOn()) {
      budget.share(loops, now);
      boolean retry = failing && now - failedNanos >= RETRY_NANOS;
      boolean due = nextFrame != NextFrame.USUAL || frames.isDue() || mustRoll();
      if (retry || (!failing && due)) {
        writeFrame();
      }
      writeEvents(false);
    }
    tally.show(files.status());
  }

  /** The last turn, once the event loops have stopped. */
  void end() {
    if (isOn()) {
      wanted.set(false);
      writeEvents(true);
      writeFrame();
      try {
        files.end();
      } catch (IOException e) {
        failed(e);
      }
    }
    reader.close();
    tally.state(State.OFF);
    tally.show(files.status());
  }

  private void look() {
    try {
      files.look(options.wallClock().instant());
      lookFails = false;
    } catch (IOException e) {
      tally.failed(String.valueOf(e));
      if (!lookFails) {
        LOG.warn("How far readers of the journal are cannot be seen: {}", String.valueOf(e));
      }
      lookFails = true;
    }
    if (isOn() && prepared && !failing && !files.isOpen()) {
      failed(new IOException("somebody deleted the file that was being written"));
    }
    boolean on = options.settings().mode() == Mode.ON || files.haveReader();
    if (isOn() && !on) {
      writeFrame();
      nextFrame = NextFrame.AFTER_PAUSE;
      LOG.info("The journal rests: nobody has read it for {}", ConsumerFile.FORGOTTEN_AFTER);
    }
    wanted.set(on);
    tally.state(on ? State.ON : State.WAITING);
  }

  private boolean mustRoll() {
    return files.currentBytes() >= 2 * options.settings().segmentBytes();
  }

  /** Writes what the counts have come to, in a new file where it is time for one. */
  private void writeFrame() {
    try {
      if (!prepared) {
        files
            .prepare(() -> new UUID(options.random().getAsLong(), options.random().getAsLong()))
            .ifPresent(last -> frames.after(last, ledgerId));
        prepared = true;
      }
      boolean open = files.isOpen();
      boolean roll = !open || files.currentBytes() >= options.settings().segmentBytes();
      if (roll) {
        files.begin(options.wallClock().millis(), ledgerId);
      }
      FrameMaker.Draft draft = draft(roll || wholeIsDue);
      wholeIsDue = true;
      sink.clear();
      for (Frame frame : draft.frames()) {
        RecordCodec.write(frame, sink);
      }
      if (!files.append(sink.buffer(), Purpose.FRAMES)) {
        throw new IOException("no file to write to");
      }
      tally.bytes(sink.length());
      tally.frames(draft.frames().size());
      frames.written(draft, nextFrame != NextFrame.FIRST);
      wholeIsDue = false;
      nextFrame = NextFrame.USUAL;
      recovered();
    } catch (IOException e) {
      failed(e);
    }
  }

  private FrameMaker.Draft draft(boolean complete) throws IOException {
    return switch (nextFrame) {
      case FIRST -> frames.first();
      case AFTER_PAUSE -> frames.afterPause(gaugesNow());
      case USUAL -> frames.next(complete, gaugesNow());
    };
  }

  private List<GaugeValue> gaugesNow() {
    try {
      List<GaugeValue> values = gauges.get();
      gaugesFail = false;
      return values;
    } catch (RuntimeException e) {
      if (!gaugesFail) {
        LOG.warn("Gauges cannot be read for the journal", e);
      }
      gaugesFail = true;
      return List.of();
    }
  }

  private void writeEvents(boolean last) {
    try {
      events.write(options.nanoTime().getAsLong(), !failing, last);
    } catch (IOException e) {
      failed(e);
    }
  }

  private void failed(IOException e) {
    tally.failed(String.valueOf(e));
    failedNanos = options.nanoTime().getAsLong();
    if (!failing) {
      LOG.warn(
          "The journal cannot be written; counts go on, and it is tried again: {}",
          String.valueOf(e));
    }
    failing = true;
  }

  private void recovered() {
    if (failing) {
      LOG.info("The journal can be written again");
    }
    failing = false;
    tally.recovered();
  }
}
