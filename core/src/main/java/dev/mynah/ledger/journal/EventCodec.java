package dev.mynah.ledger.journal;

import dev.mynah.ledger.journal.HitEvent.Answer;
import dev.mynah.ledger.journal.HitEvent.Body;
import dev.mynah.ledger.journal.HitEvent.Capture;
import dev.mynah.ledger.journal.HitEvent.Client;
import dev.mynah.ledger.journal.HitEvent.Field;
import dev.mynah.ledger.journal.HitEvent.Request;
import dev.mynah.ledger.journal.HitEvent.Spent;
import dev.mynah.ledger.journal.HitEvent.Trouble;
import dev.mynah.ledger.journal.segment.BadBytesException;
import dev.mynah.ledger.journal.segment.ByteSink;
import dev.mynah.ledger.journal.segment.ByteSource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The payload of a {@link JournalRecord.Hit}: flags, then the fields in the order of the record.
 * Words that nearly every event has are one byte. What a later release appends is skipped.
 */
final class EventCodec {
  /** Only ever appended to: their places are in the files. */
  private static final List<String> KNOWN =
      List.of(
          "GET",
          "POST",
          "PUT",
          "DELETE",
          "PATCH",
          "HEAD",
          "OPTIONS",
          "http/1.0",
          "http/1.1",
          "http/2",
          "mock",
          "cache",
          "dedup",
          "proxied",
          "replayed",
          "fault",
          "unmatched",
          "rejected",
          "error",
          "default",
          "_unmatched");

  private static final int TROUBLE = 1;
  private static final int CAPTURE = 1 << 1;
  private static final int REQUEST_BODY = 1 << 2;
  private static final int RESPONSE_BODY = 1 << 3;
  private static final int WEIGHT = 1 << 4;
  private static final int COST = 1 << 5;
  private static final int MAX_COST_CHARS = 100;

  private EventCodec() {}

  static void write(HitEvent event, ByteSink sink) {
    Capture capture = event.capture();
    sink.octet(flags(event));
    sink.signed(event.timeMillis());
    if (event.weight() != 1) {
      sink.real(event.weight());
    }
    write(event.request(), sink);
    write(event.answer(), sink);
    write(event.spent(), sink);
    write(event.client(), sink);
    Trouble trouble = event.trouble();
    if (trouble != null) {
      word(trouble.type(), sink);
      word(trouble.category(), sink);
      word(trouble.reason(), sink);
      sink.text(trouble.message());
    }
    if (capture != null) {
      write(capture, sink);
    }
  }

  private static int flags(HitEvent event) {
    Capture capture = event.capture();
    int flags = event.trouble() == null ? 0 : TROUBLE;
    flags |= event.weight() == 1 ? 0 : WEIGHT;
    flags |= event.answer().cost().signum() == 0 ? 0 : COST;
    if (capture != null) {
      flags |= CAPTURE;
      flags |= capture.requestBody() == null ? 0 : REQUEST_BODY;
      flags |= capture.responseBody() == null ? 0 : RESPONSE_BODY;
    }
    return flags;
  }

  private static void write(Request request, ByteSink sink) {
    word(request.route(), sink);
    word(request.group(), sink);
    word(request.workspace(), sink);
    word(request.environment(), sink);
    word(request.method(), sink);
    word(request.path(), sink);
    word(request.protocol(), sink);
  }

  private static void write(Answer answer, ByteSink sink) {
    word(answer.outcome(), sink);
    sink.signed(answer.status());
    if (answer.cost().signum() != 0) {
      sink.text(answer.cost().toString());
    }
  }

  private static void write(Spent spent, ByteSink sink) {
    sink.signed(spent.totalNanos());
    sink.signed(spent.upstreamNanos());
    sink.signed(spent.injectedNanos());
    sink.signed(spent.bytesIn());
    sink.signed(spent.bytesOut());
  }

  private static void write(Client client, ByteSink sink) {
    word(client.address(), sink);
    word(client.userAgent(), sink);
    word(client.consumer(), sink);
    word(client.traceId(), sink);
    word(client.spanId(), sink);
  }

  private static void write(Capture capture, ByteSink sink) {
    fields(capture.requestFields(), sink);
    fields(capture.responseFields(), sink);
    body(capture.requestBody(), sink);
    body(capture.responseBody(), sink);
  }

  private static void fields(List<Field> fields, ByteSink sink) {
    sink.number(fields.size());
    for (Field field : fields) {
      sink.text(field.name());
      sink.text(field.value());
    }
  }

  private static void body(@Nullable Body body, ByteSink sink) {
    if (body != null) {
      sink.octet((body.base64() ? 1 : 0) | (body.truncated() ? 2 : 0));
      sink.number(body.totalBytes());
      sink.text(body.text());
    }
  }

  /** 1 and up: a known word; 0: its text follows. */
  private static void word(String word, ByteSink sink) {
    int known = KNOWN.indexOf(word);
    sink.octet(known + 1);
    if (known < 0) {
      sink.text(word);
    }
  }

  static HitEvent read(ByteSource source) throws BadBytesException {
    int flags = source.octet();
    long time = source.signed();
    double weight = (flags & WEIGHT) != 0 ? source.real() : 1;
    if (!(weight >= 0) || Double.isInfinite(weight)) {
      throw new BadBytesException("a weight of " + weight);
    }
    return new HitEvent(
        time,
        weight,
        request(source),
        answer(source, flags),
        spent(source),
        client(source),
        (flags & TROUBLE) == 0 ? null : trouble(source),
        (flags & CAPTURE) == 0 ? null : capture(source, flags));
  }

  private static Request request(ByteSource source) throws BadBytesException {
    return new Request(
        word(source),
        word(source),
        word(source),
        word(source),
        word(source),
        word(source),
        word(source));
  }

  private static Answer answer(ByteSource source, int flags) throws BadBytesException {
    String outcome = word(source);
    long status = source.signed();
    if (status != (int) status) {
      throw new BadBytesException("a status of " + status);
    }
    return new Answer(
        outcome, (int) status, (flags & COST) == 0 ? BigDecimal.ZERO : cost(source.text()));
  }

  private static BigDecimal cost(String text) throws BadBytesException {
    try {
      if (text.length() <= MAX_COST_CHARS) {
        return new BigDecimal(text);
      }
    } catch (NumberFormatException e) {
      throw new BadBytesException("a cost of " + text);
    }
    throw new BadBytesException("a cost of " + text.length() + " characters");
  }

  private static Spent spent(ByteSource source) throws BadBytesException {
    return new Spent(
        source.signed(), source.signed(), source.signed(), source.signed(), source.signed());
  }

  private static Client client(ByteSource source) throws BadBytesException {
    return new Client(word(source), word(source), word(source), word(source), word(source));
  }

  private static Trouble trouble(ByteSource source) throws BadBytesException {
    return new Trouble(word(source), word(source), word(source), source.text());
  }

  private static Capture capture(ByteSource source, int flags) throws BadBytesException {
    return new Capture(
        fields(source),
        fields(source),
        (flags & REQUEST_BODY) == 0 ? null : body(source),
        (flags & RESPONSE_BODY) == 0 ? null : body(source));
  }

  private static List<Field> fields(ByteSource source) throws BadBytesException {
    int count = source.count();
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      fields.add(new Field(source.text(), source.text()));
    }
    return fields;
  }

  private static Body body(ByteSource source) throws BadBytesException {
    int how = source.octet();
    long total = source.number();
    return new Body(source.text(), (how & 1) != 0, (how & 2) != 0, total);
  }

  private static String word(ByteSource source) throws BadBytesException {
    int known = source.octet();
    if (known > KNOWN.size()) {
      throw new BadBytesException("a word that a later release knows");
    }
    return known == 0 ? source.text() : KNOWN.get(known - 1);
  }
}
