package dev.mynah.agent;

import dev.mynah.agent.http.Fields;
import dev.mynah.agent.mock.DelayPlan;
import dev.mynah.agent.mock.FileAnswer;
import dev.mynah.agent.mock.FileState;
import dev.mynah.agent.mock.MockAnswer;
import dev.mynah.agent.mock.MockContent;
import dev.mynah.agent.mock.StaticAnswer;
import org.jspecify.annotations.Nullable;

/** How a mock route answers: its answer, encoded beforehand where it can be, and its delay. */
final class MockPlan {
  private final String routeId;
  private final MockAnswer answer;
  private final DelayPlan delay;
  private volatile @Nullable StaticAnswer fixed;
  private volatile @Nullable Encoded encoded;

  /** A static answer in the forms it can be sent in. */
  private record Encoded(StaticAnswer of, PreparedAnswer plain, @Nullable PreparedAnswer gzip) {}

  MockPlan(String routeId, MockAnswer answer, DelayPlan delay) {
    this.routeId = routeId;
    this.answer = answer;
    this.delay = delay;
    takeOver(whole());
  }

  /** A large body is put into direct memory now: if there is none left, the table is refused. */
  private void takeOver(@Nullable StaticAnswer whole) {
    boolean large = whole != null && whole.plain().bytes().length > PreparedAnswer.COPIED_BYTES;
    encoded = whole != null && large ? encode(whole) : null;
    fixed = whole;
  }

  String routeId() {
    return routeId;
  }

  MockAnswer answer() {
    return answer;
  }

  DelayPlan delay() {
    return delay;
  }

  /**
   * The encoded answer for a request with these fields, or null when there is none to share.
   * Encoded for the first request: of thousands of routes most wait long for theirs.
   */
  @Nullable PreparedAnswer prepared(Fields request) {
    StaticAnswer whole = fixed;
    if (whole == null) {
      return null;
    }
    Encoded forms = encoded;
    if (forms == null || forms.of != whole) {
      forms = encode(whole);
      encoded = forms;
    }
    PreparedAnswer packed = forms.gzip;
    if (packed == null) {
      return forms.plain;
    }
    MockContent chosen = whole.choose(request);
    return chosen == whole.plain() ? forms.plain : packed;
  }

  /** Takes over a changed body file. Off the event loops. */
  void refresh() {
    if (answer.refresh()) {
      takeOver(whole());
    }
  }

  private @Nullable StaticAnswer whole() {
    if (answer instanceof StaticAnswer constant) {
      return constant;
    }
    boolean cached =
        answer instanceof FileAnswer file && file.current() instanceof FileState.Cached;
    return cached ? ((FileState.Cached) ((FileAnswer) answer).current()).answer() : null;
  }

  private Encoded encode(StaticAnswer whole) {
    MockContent packed = whole.gzip();
    return new Encoded(
        whole,
        PreparedAnswer.of(whole.plain(), routeId),
        packed == null ? null : PreparedAnswer.of(packed, routeId));
  }
}
