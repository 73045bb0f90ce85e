package dev.mynah.agent;

import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.mock.DelayPlan;
import dev.mynah.agent.mock.FileAnswer;
import dev.mynah.agent.mock.FileState;
import dev.mynah.agent.mock.MockAnswer;
import dev.mynah.agent.mock.MockContent;
import dev.mynah.agent.mock.StaticAnswer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a mock route answers: its answer, encoded once where it can be, and its delay. */
final class MockPlan {
  private final MockFields fields;
  private final MockAnswer answer;
  private final DelayPlan delay;
  private volatile Source source;
  private volatile @Nullable Forms forms;

  /** What an answer is made of. */
  sealed interface Source {}

  /**
   * The same bytes for everybody.
   *
   * @param modified when the file was changed that they are of; null for no file
   */
  record Held(StaticAnswer answer, @Nullable Instant modified) implements Source {}

  /**
   * A file that is read while it is sent.
   *
   * @param fields of an answer to a GET; not to be changed
   */
  record Streamed(FileState.Streamed file, Fields fields) implements Source {}

  /** Nothing that is there before a request. */
  record Rendered() implements Source {}

  /** What is held, in the codings it can be sent in. */
  private record Forms(Held of, PreparedForm plain, @Nullable PreparedForm gzip) {}

  MockPlan(MockFields fields, MockAnswer answer, DelayPlan delay) {
    this.fields = fields;
    this.answer = answer;
    this.delay = delay;
    this.source = takeOver();
  }

  /** The fields of its answers. */
  MockFields fields() {
    return fields;
  }

  MockAnswer answer() {
    return answer;
  }

  DelayPlan delay() {
    return delay;
  }

  Source source() {
    return source;
  }

  /** The encoded answer to a request, or null when there is none to share. */
  @Nullable PreparedAnswer prepared(RequestHead request) {
    return source instanceof Held held ? form(held, request.fields()).answer(request) : null;
  }

  /**
   * The form of what is held to send for a request with these fields. Encoded for the first
   * request: of thousands of routes most wait long for theirs.
   */
  PreparedForm form(Held held, Fields request) {
    Forms made = forms;
    if (made == null || made.of.answer() != held.answer) {
      made = encode(held);
      forms = made;
    }
    PreparedForm packed = made.gzip;
    StaticAnswer whole = held.answer;
    return packed == null || whole.choose(request) == whole.plain() ? made.plain : packed;
  }

  private Forms encode(Held held) {
    MockContent packed = held.answer.gzip();
    return new Forms(
        held,
        new PreparedForm(held.answer.plain(), held.modified, fields),
        packed == null ? null : new PreparedForm(packed, held.modified, fields));
  }

  /** Takes over a changed body file. Off the event loops. */
  void refresh() {
    if (answer.refresh()) {
      source = takeOver();
    }
  }

  /** A large body is put into direct memory now: if there is none left, the table is refused. */
  private Source takeOver() {
    Source now = read();
    boolean large =
        now instanceof Held held
            && held.answer.plain().bytes().length > PreparedAnswer.COPIED_BYTES;
    forms = large ? encode((Held) now) : null;
    return now;
  }

  private Source read() {
    if (answer instanceof StaticAnswer constant) {
      return new Held(constant, null);
    }
    if (answer instanceof FileAnswer file) {
      FileState state = file.current();
      return state instanceof FileState.Cached cached
          ? new Held(cached.answer(), cached.modified())
          : new Streamed((FileState.Streamed) state, fields.of((FileState.Streamed) state));
    }
    return new Rendered();
  }
}
