package dev.mynah.settings;

import java.util.List;
import java.util.Locale;

/**
 * The journal: what is kept for the exporter, and how much of it.
 *
 * @param sizeBytes cap of all its files, 1 MiB to 16 GiB
 * @param segmentBytes when the next file is begun, 64 KiB to 256 MiB; never above a quarter of the
 *     cap
 * @param frameReserveBytes what events leave free for counts while a reader is away, 64 KiB to 8
 *     GiB; never above half of the cap
 * @param eventsPerSecond how many requests are told of one by one, 1 to 100,000; of more, a sample
 * @param ringEvents how many may wait to be written, for each event loop; 16 to 65,536
 */
public record JournalSettings(
    Mode mode,
    long sizeBytes,
    long segmentBytes,
    long frameReserveBytes,
    int eventsPerSecond,
    int ringEvents,
    Capture capture) {
  private static final long KIB = 1024;
  private static final long MIB = 1024 * KIB;

  public static final long LEAST_SIZE_BYTES = MIB;
  public static final long MOST_SIZE_BYTES = 16 * KIB * MIB;
  public static final long DEFAULT_SIZE_BYTES = 64 * MIB;
  public static final long LEAST_SEGMENT_BYTES = 64 * KIB;
  public static final long MOST_SEGMENT_BYTES = 256 * MIB;
  public static final long DEFAULT_SEGMENT_BYTES = 4 * MIB;
  public static final long LEAST_FRAME_RESERVE_BYTES = 64 * KIB;
  public static final long MOST_FRAME_RESERVE_BYTES = 8 * KIB * MIB;
  public static final long DEFAULT_FRAME_RESERVE_BYTES = 16 * MIB;
  public static final int MOST_EVENTS_PER_SECOND = 100_000;
  public static final int DEFAULT_EVENTS_PER_SECOND = 200;
  public static final int LEAST_RING_EVENTS = 16;
  public static final int MOST_RING_EVENTS = 65_536;
  public static final int DEFAULT_RING_EVENTS = 256;

  public static final JournalSettings DEFAULT =
      new JournalSettings(
          Mode.AUTO,
          DEFAULT_SIZE_BYTES,
          DEFAULT_SEGMENT_BYTES,
          DEFAULT_FRAME_RESERVE_BYTES,
          DEFAULT_EVENTS_PER_SECOND,
          DEFAULT_RING_EVENTS,
          Capture.DEFAULT);

  /** When it is written. */
  public enum Mode {
    /** While somebody reads it, or has read it within 30 days. */
    AUTO,
    /** Always. */
    ON,
    /** Never. */
    OFF
  }

  /**
   * What of a request is kept besides its figures.
   *
   * @param bodies whether bodies are
   * @param bodyLimitBytes how much of each, 0 to 1 MiB
   */
  public record Capture(Headers headers, boolean bodies, int bodyLimitBytes, Redaction redact) {
    public static final int DEFAULT_BODY_LIMIT_BYTES = (int) (16 * KIB);
    public static final int MOST_BODY_LIMIT_BYTES = (int) MIB;
    public static final Capture DEFAULT =
        new Capture(Headers.NONE, false, DEFAULT_BODY_LIMIT_BYTES, Redaction.DEFAULT);

    public Capture {
      within("bodyLimit", bodyLimitBytes, 0, MOST_BODY_LIMIT_BYTES);
    }

    /** Whether anything is captured at all. */
    public boolean isAsked() {
      return bodies || headers.all() || !headers.names().isEmpty();
    }
  }

  /**
   * Which header fields are kept.
   *
   * @param all whether all are
   * @param names of those that are, in lower case, where not all are
   */
  public record Headers(boolean all, List<String> names) {
    public static final Headers NONE = new Headers(false, List.of());
    public static final Headers ALL = new Headers(true, List.of());

    public Headers {
      names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    /** What was written: names, or one of the words {@code none} and {@code all}. */
    static Headers of(List<String> words) {
      if (words.size() == 1 && words.get(0).equals("all")) {
        return ALL;
      }
      return words.size() == 1 && words.get(0).equals("none") ? NONE : new Headers(false, words);
    }
  }

  /**
   * What is struck out before anything is written, besides {@code Authorization}, {@code
   * Proxy-Authorization}, {@code Cookie} and {@code Set-Cookie}, which always are.
   *
   * @param fields names of header fields, in lower case
   * @param jsonPaths of values in JSON bodies: {@code $.card.number}, {@code $..password}
   */
  public record Redaction(List<String> fields, List<String> jsonPaths) {
    public static final Redaction DEFAULT = new Redaction(List.of(), List.of());

    public Redaction {
      fields = fields.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
      jsonPaths = List.copyOf(jsonPaths);
    }
  }

  public JournalSettings {
    within("size", sizeBytes, LEAST_SIZE_BYTES, MOST_SIZE_BYTES);
    within("segmentSize", segmentBytes, LEAST_SEGMENT_BYTES, MOST_SEGMENT_BYTES);
    within("frameReserve", frameReserveBytes, LEAST_FRAME_RESERVE_BYTES, MOST_FRAME_RESERVE_BYTES);
    within("eventsPerSecond", eventsPerSecond, 1, MOST_EVENTS_PER_SECOND);
    within("ring", ringEvents, LEAST_RING_EVENTS, MOST_RING_EVENTS);
    segmentBytes = Math.min(segmentBytes, sizeBytes / 4);
    frameReserveBytes = Math.min(frameReserveBytes, sizeBytes / 2);
  }

  /** The same in another mode. */
  public JournalSettings withMode(Mode other) {
    return new JournalSettings(
        other, sizeBytes, segmentBytes, frameReserveBytes, eventsPerSecond, ringEvents, capture);
  }

  private static void within(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "journal." + name + ": " + value + " (expected " + least + " to " + most + ")");
    }
  }
}
