package dev.mynah.agent.reuse.rules.serve;

import dev.mynah.agent.http.Fields;
import dev.mynah.agent.reuse.rules.field.CacheFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Byte ranges (RFC 9110 section 14). A field that is malformed, or of another unit, is as if it
 * were not there; overlapping and touching ranges become one (section 15.3.7.2); a list made to
 * cost (section 17.15) gets the whole body.
 */
public final class Ranges {
  private static final RangeAnswer WHOLE = new RangeAnswer.Whole();
  private static final String UNIT = "bytes=";
  private static final int MOST_RANGES = 64;
  private static final int MOST_OVERLAPS = 2;

  /** About what the head of a part takes; only many parts are weighed against the whole. */
  private static final long PART_HEAD_BYTES = 80;

  private static final int FEW_PARTS = 8;

  private Ranges() {}

  /**
   * Reads a request's {@code Range}.
   *
   * @param bodyBytes the length of the body; negative when it is not known, which gets the whole
   */
  public static RangeAnswer of(Fields request, long bodyBytes) {
    int at = request.indexOf(CacheFields.RANGE, 0);
    if (at < 0 || request.indexOf(CacheFields.RANGE, at + 1) >= 0 || bodyBytes < 0) {
      return WHOLE;
    }
    String text = request.value(at);
    if (!text.regionMatches(true, 0, UNIT, 0, UNIT.length())) {
      return WHOLE;
    }
    List<Asked> asked = read(text.substring(UNIT.length()));
    return asked == null ? WHOLE : answer(asked, bodyBytes);
  }

  /** {@code first-last}, {@code first-} (no last: -1), or {@code -suffix} (no first: -1). */
  private record Asked(long first, long last) {
    /** The slice of a body, or null when no byte of it is meant. */
    @Nullable ByteSlice of(long bodyBytes) {
      if (first < 0) {
        long bytes = Math.min(last, bodyBytes);
        return bytes == 0 ? null : new ByteSlice(bodyBytes - bytes, bytes);
      }
      if (first >= bodyBytes) {
        return null;
      }
      long end = last < 0 ? bodyBytes - 1 : Math.min(last, bodyBytes - 1);
      return new ByteSlice(first, end - first + 1);
    }
  }

  /** The ranges of the list, or null when it is malformed or too long. */
  private static @Nullable List<Asked> read(String list) {
    List<Asked> asked = new ArrayList<>();
    for (String member : list.split(",", MOST_RANGES * 2)) {
      String text = member.strip();
      if (text.isEmpty()) {
        continue;
      }
      Asked one = one(text);
      if (one == null || asked.size() == MOST_RANGES) {
        return null;
      }
      asked.add(one);
    }
    return asked.isEmpty() ? null : asked;
  }

  private static @Nullable Asked one(String text) {
    int dash = text.indexOf('-');
    if (dash < 0) {
      return null;
    }
    String before = text.substring(0, dash);
    String after = text.substring(dash + 1);
    long first = number(before);
    long last = number(after);
    boolean firstGiven = !before.isEmpty();
    boolean lastGiven = !after.isEmpty();
    boolean formed =
        (firstGiven || lastGiven) && (!firstGiven || first >= 0) && (!lastGiven || last >= 0);
    if (!formed || firstGiven && lastGiven && last < first) {
      return null;
    }
    return new Asked(first, last);
  }

  /** The number, the largest there is when it is larger, or -1 when it is none. */
  private static long number(String text) {
    long number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      boolean fits = number <= (Long.MAX_VALUE - 9) / 10;
      number = fits ? number * 10 + c - '0' : Long.MAX_VALUE;
    }
    return text.isEmpty() ? -1 : number;
  }

  private static RangeAnswer answer(List<Asked> asked, long bodyBytes) {
    List<ByteSlice> slices = new ArrayList<>();
    boolean suffix = false;
    for (Asked each : asked) {
      ByteSlice slice = each.of(bodyBytes);
      if (slice != null) {
        slices.add(slice);
      }
      suffix |= each.first() < 0 && each.last() > 0;
    }
    if (slices.isEmpty()) {
      // An empty body has no range to send, but a suffix of it is no error.
      return suffix ? WHOLE : new RangeAnswer.Unsatisfiable("bytes */" + bodyBytes);
    }
    if (overlaps(slices) > MOST_OVERLAPS) {
      return WHOLE;
    }
    return slices.size() == 1
        ? new RangeAnswer.Single(slices.get(0))
        : several(coalesced(slices), bodyBytes);
  }

  private static RangeAnswer several(List<ByteSlice> slices, long bodyBytes) {
    if (slices.size() == 1) {
      return new RangeAnswer.Single(slices.get(0));
    }
    long sent = 0;
    for (ByteSlice slice : slices) {
      sent += slice.bytes() + PART_HEAD_BYTES;
    }
    boolean dear = slices.size() > FEW_PARTS && sent >= bodyBytes;
    return dear ? WHOLE : new RangeAnswer.Multiple(List.copyOf(slices));
  }

  /** How many ranges begin before another that begins earlier has ended. */
  private static int overlaps(List<ByteSlice> slices) {
    List<ByteSlice> sorted = new ArrayList<>(slices);
    sorted.sort(Comparator.comparingLong(ByteSlice::first));
    int overlaps = 0;
    long reached = -1;
    for (ByteSlice slice : sorted) {
      if (slice.first() <= reached) {
        overlaps++;
      }
      reached = Math.max(reached, slice.last());
    }
    return overlaps;
  }

  /** Joins what overlaps or touches; a joined range stands where the first of its parts stood. */
  static List<ByteSlice> coalesced(List<ByteSlice> slices) {
    List<ByteSlice> kept = new ArrayList<>();
    for (ByteSlice slice : slices) {
      ByteSlice joined = slice;
      int place = kept.size();
      for (int i = 0; i < kept.size(); ) {
        if (touches(kept.get(i), joined)) {
          joined = join(kept.remove(i), joined);
          place = Math.min(place, i);
          i = 0;
        } else {
          i++;
        }
      }
      kept.add(Math.min(place, kept.size()), joined);
    }
    return kept;
  }

  private static boolean touches(ByteSlice one, ByteSlice other) {
    return one.first() - other.last() <= 1 && other.first() - one.last() <= 1;
  }

  private static ByteSlice join(ByteSlice one, ByteSlice other) {
    long first = Math.min(one.first(), other.first());
    return new ByteSlice(first, Math.max(one.last(), other.last()) - first + 1);
  }
}
