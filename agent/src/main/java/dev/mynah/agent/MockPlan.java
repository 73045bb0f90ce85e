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
  private volatile @Nullable Encoded encoded;

  /** A static answer in the forms it can be sent in. */
  private record Encoded(StaticAnswer of, PreparedAnswer plain, @Nullable PreparedAnswer gzip) {}

  MockPlan(String routeId, MockAnswer answer, DelayPlan delay) {
    this.routeId = routeId;
    this.answer = answer;
    this.delay = delay;
    StaticAnswer whole = whole();
    this.encoded = whole == null ? null : encode(whole);
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

  /** The encoded answer for a request with these fields, or null when there is none to share. */
  @Nullable PreparedAnswer prepared(Fields request) {
    Encoded forms = encoded;
    if (forms == null) {
      return null;
    }
    PreparedAnswer packed = forms.gzip;
    if (packed == null) {
      return forms.plain;
    }
    MockContent chosen = forms.of.choose(request);
    return chosen == forms.of.plain() ? forms.plain : packed;
  }

  /** Takes over a changed body file. Off the event loops. */
  void refresh() {
    if (answer.refresh()) {
      StaticAnswer whole = whole();
      encoded = whole == null ? null : encode(whole);
    }
  }

  private @Nullable StaticAnswer whole() {
    if (answer instanceof StaticAnswer fixed) {
      return fixed;
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
