package dev.mynah.ledger.journal;

import dev.mynah.ledger.Family;
import dev.mynah.ledger.SeriesKey;
import dev.mynah.ledger.journal.Frame.GaugeValue;
import dev.mynah.ledger.journal.Frame.Value;
import dev.mynah.ledger.journal.segment.BadBytesException;
import dev.mynah.ledger.journal.segment.ByteSink;
import dev.mynah.ledger.journal.segment.ByteSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The payload of a {@link JournalRecord.Counts}.
 *
 * <pre>
 *   ledger id, sequence, from, to less from, flags (1 complete, 2 unwatched)
 *   texts     count, then each text once
 *   families  count, then name, kind, label names, as numbers of texts
 *   values    count, then number of family, label values as numbers of texts, words
 *   gauges    count, then name, label names and values as numbers of texts, value
 * </pre>
 *
 * <p>Numbers are varints, so that a counter is mostly one to three bytes. Of a histogram only the
 * buckets are written that are not 0, each with its distance from the one before; a hit's time is
 * written as what it lies before {@code to}.
 */
final class FrameCodec {
  /** More values go into another frame: a reader need not take more memory than these need. */
  static final int MOST_VALUES = 4096;

  private static final int MOST_GAUGES = 65_536;
  private static final int COMPLETE = 1;
  private static final int UNWATCHED = 1 << 1;
  private static final List<Family.Kind> KINDS =
      List.of(Family.Kind.COUNTER, Family.Kind.HISTOGRAM, Family.Kind.REQUESTS);
  private static final int HIT_TIMES = 3;

  private FrameCodec() {}

  /** Numbers things in the order in which they are first met. */
  private static final class Numbers<T> {
    final Map<T, Integer> known = new LinkedHashMap<>();

    int of(T thing) {
      Integer next = known.size();
      Integer number = known.putIfAbsent(thing, next);
      return number == null ? next : number;
    }

    void add(List<? extends T> things) {
      things.forEach(this::of);
    }
  }

  static void write(Frame frame, ByteSink sink) {
    sink.word(frame.ledgerId());
    sink.number(frame.sequence());
    sink.signed(frame.fromMillis());
    sink.signed(frame.toMillis() - frame.fromMillis());
    sink.octet((frame.complete() ? COMPLETE : 0) | (frame.unwatched() ? UNWATCHED : 0));
    Numbers<String> texts = new Numbers<>();
    Numbers<Family> families = new Numbers<>();
    collect(frame, texts, families);
    sink.number(texts.known.size());
    texts.known.keySet().forEach(sink::text);
    sink.number(families.known.size());
    for (Family family : families.known.keySet()) {
      sink.number(texts.of(family.name()));
      sink.octet(KINDS.indexOf(family.kind()));
      numbers(family.labelNames(), texts, sink);
    }
    sink.number(frame.values().size());
    for (Value value : frame.values()) {
      sink.number(families.of(value.key().family()));
      value.key().labelValues().forEach(label -> sink.number(texts.of(label)));
      words(value, frame.toMillis(), sink);
    }
    sink.number(frame.gauges().size());
    for (GaugeValue gauge : frame.gauges()) {
      sink.number(texts.of(gauge.name()));
      numbers(gauge.labelNames(), texts, sink);
      gauge.labelValues().forEach(label -> sink.number(texts.of(label)));
      sink.real(gauge.value());
    }
  }

  private static void collect(Frame frame, Numbers<String> texts, Numbers<Family> families) {
    for (Value value : frame.values()) {
      families.of(value.key().family());
      texts.add(value.key().labelValues());
    }
    for (Family family : families.known.keySet()) {
      texts.of(family.name());
      texts.add(family.labelNames());
    }
    for (GaugeValue gauge : frame.gauges()) {
      texts.of(gauge.name());
      texts.add(gauge.labelNames());
      texts.add(gauge.labelValues());
    }
  }

  private static void numbers(List<String> words, Numbers<String> texts, ByteSink sink) {
    sink.number(words.size());
    words.forEach(word -> sink.number(texts.of(word)));
  }

  private static void words(Value value, long toMillis, ByteSink sink) {
    long[] words = value.words();
    switch (value.key().family().kind()) {
      case COUNTER -> sink.number(words[0]);
      case HISTOGRAM -> histogram(words, sink);
      case REQUESTS -> {
        for (int i = 0; i < words.length; i++) {
          if (i < HIT_TIMES) {
            sink.number(words[i]);
          } else {
            sink.signed(words[i] == 0 ? 0 : shifted(toMillis - words[i]));
          }
        }
      }
    }
  }

  /** Leaves 0 free, which stands for no time at all. */
  private static long shifted(long distance) {
    return distance >= 0 ? distance + 1 : distance;
  }

  private static void histogram(long[] words, ByteSink sink) {
    int filled = 0;
    for (int i = 1; i < words.length; i++) {
      filled += words[i] == 0 ? 0 : 1;
    }
    sink.number(words[0]);
    sink.number(filled);
    int last = 0;
    for (int i = 1; i < words.length; i++) {
      if (words[i] != 0) {
        sink.number(i - last);
        sink.number(words[i]);
        last = i;
      }
    }
  }

  static Frame read(ByteSource source) throws BadBytesException {
    long ledgerId = source.word();
    long sequence = source.number();
    long from = source.signed();
    long to = from + source.signed();
    int flags = source.octet();
    List<String> texts = texts(source);
    List<Family> families = families(source, texts);
    return new Frame(
        ledgerId,
        sequence,
        from,
        to,
        (flags & COMPLETE) != 0,
        (flags & UNWATCHED) != 0,
        values(source, texts, families, to),
        gauges(source, texts));
  }

  private static List<String> texts(ByteSource source) throws BadBytesException {
    int count = source.count();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(source.text());
    }
    return texts;
  }

  private static List<Family> families(ByteSource source, List<String> texts)
      throws BadBytesException {
    int count = source.count();
    List<Family> families = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = texts.get(source.index(texts.size()));
      Family.Kind kind = KINDS.get(source.index(KINDS.size()));
      List<String> labels = numbered(source, texts, source.count());
      try {
        families.add(new Family(name, kind, labels));
      } catch (IllegalArgumentException e) {
        throw new BadBytesException(String.valueOf(e.getMessage()));
      }
    }
    return families;
  }

  private static List<Value> values(
      ByteSource source, List<String> texts, List<Family> families, long toMillis)
      throws BadBytesException {
    int count = source.index(MOST_VALUES + 1);
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Family family = families.get(source.index(families.size()));
      List<String> labels = numbered(source, texts, family.labelNames().size());
      values.add(new Value(new SeriesKey(family, labels), words(source, family.kind(), toMillis)));
    }
    return values;
  }

  private static long[] words(ByteSource source, Family.Kind kind, long toMillis)
      throws BadBytesException {
    long[] words = new long[kind.words()];
    switch (kind) {
      case COUNTER -> words[0] = source.number();
      case HISTOGRAM -> {
        words[0] = source.number();
        int filled = source.count();
        int at = 0;
        for (int i = 0; i < filled; i++) {
          at += source.index(words.length - at);
          words[at] = source.number();
        }
      }
      case REQUESTS -> {
        for (int i = 0; i < words.length; i++) {
          long word = i < HIT_TIMES ? source.number() : source.signed();
          words[i] = i < HIT_TIMES || word == 0 ? word : toMillis - (word > 0 ? word - 1 : word);
        }
      }
    }
    return words;
  }

  private static List<GaugeValue> gauges(ByteSource source, List<String> texts)
      throws BadBytesException {
    int count = source.index(MOST_GAUGES);
    List<GaugeValue> gauges = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = texts.get(source.index(texts.size()));
      List<String> names = numbered(source, texts, source.count());
      List<String> labels = numbered(source, texts, names.size());
      gauges.add(new GaugeValue(name, names, labels, source.real()));
    }
    return gauges;
  }

  private static List<String> numbered(ByteSource source, List<String> texts, int count)
      throws BadBytesException {
    List<String> numbered = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbered.add(texts.get(source.index(texts.size())));
    }
    return numbered;
  }
}
