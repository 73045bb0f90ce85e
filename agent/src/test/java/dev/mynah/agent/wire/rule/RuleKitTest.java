package dev.mynah.agent.wire.rule;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rule that is not kept fails, and says what was wrong. */
class RuleKitTest {
  private static final String RULE =
      """
      section: RFC 9110 section 9
      says: An origin answers as the rule says.
      route: {}
      origin:
        - status: 201
          headers: { X-Kind: [one, two], Age: 30, Date: ~ }
          body: hello
      requests:
        - send: PUT /a?b=c
          headers: { X-Asked: "yes" }
          body: content
          expect: {EXPECTED}
      """;

  private static void play(String expected) {
    RuleRun.play(RuleFile.of("this.yaml", RULE.replace("EXPECTED", expected)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status: 201, body: hello, origin: 1",
        "status: 201, headers: { X-Kind: 'one, two', Age: { from: 29, to: 30 }, X-None: ~ }",
        "status: 201, headers: { X-Kind: [one, two] }",
        "status: 201, headers: { X-Kind: { has: one, lacks: three, matches: 'one.*' } }",
        "status: 201, seen: { X-Asked: 'yes', X-None: ~ }, seenLine: PUT /a?b=c, seenBody: content",
        "status: 201, bodyHas: [ell], among: [{ times: 1, status: 201, body: hello }]",
      })
  void passesWhatIsSo(String expected) {
    assertThatCode(() -> play(expected)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status: 200",
        "status: 201, body: hallo",
        "status: 201, body: ''",
        "status: 201, bodyHas: [hallo]",
        "status: 201, cut: true",
        "status: 201, origin: 2",
        "status: 201, origin: 0",
        "status: 201, headers: { X-Kind: one }",
        "status: 201, headers: { X-Kind: [two, one] }",
        "status: 201, headers: { X-Kind: ~ }",
        "status: 201, headers: { X-None: '' }",
        "status: 201, headers: { Age: { from: 31, to: 99 } }",
        "status: 201, headers: { Age: { from: 0, to: 29 } }",
        "status: 201, headers: { X-None: { from: 0, to: 29 } }",
        "status: 201, headers: { X-Kind: { has: three } }",
        "status: 201, headers: { X-Kind: { lacks: one } }",
        "status: 201, headers: { X-Kind: { matches: one } }",
        "status: 201, cacheStatus: { hit: true }",
        "status: 201, seen: { X-Asked: 'no' }",
        "status: 201, seen: { X-Asked: ~ }",
        "status: 201, seenLine: PUT /a",
        "status: 201, seenBody: other",
        "status: 201, among: [{ times: 2, status: 201 }]",
      })
  void failsWhatIsNotSo(String expected) {
    assertThatThrownBy(() -> play(expected))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("this.yaml")
        .hasMessageContaining("RFC 9110 section 9")
        .hasMessageContaining("request 1: PUT /a?b=c")
        .hasMessageContaining("hello");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status: 201, header: { X: y }",
        "status: 201, headers: { X-Kind: { hass: one } }",
        "status: 201, body: '{{tomorrow}}'",
      })
  void refusesWhatItDoesNotKnow(String expected) {
    assertThatThrownBy(() -> play(expected)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void seesAnAnswerThatBreaksOff() {
    String cut = RULE.replace("body: hello", "body: hello\n    abortAfter: 3");

    assertThatCode(
            () ->
                RuleRun.play(
                    RuleFile.of("this", cut.replace("EXPECTED", "status: 201, cut: true"))))
        .doesNotThrowAnyException();
  }

  @Test
  void seesARequestOfTheOriginAfterTheLastStep() {
    String twice = RULE.replace("EXPECTED", "status: 201, origin: 1") + "  - PUT /b\n";
    String counted = twice.replace("  - PUT /b\n", "  - { send: PUT /b, expect: { origin: 1 } }\n");

    assertThatThrownBy(() -> RuleRun.play(RuleFile.of("this", counted)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("origin: expected 1 requests, found 2");
  }

  @Test
  void holdsTogetherWhatIsSentAtTheSameTime() {
    String held =
        """
        section: RFC 9110 section 9
        says: Requests wait for answers that are held.
        route: {}
        origin: [{ hold: true, times: 9 }]
        requests:
          - { send: GET /first, as: first, expect: { origin: 1 } }
          - { send: GET /left, as: left, expect: { origin: 2 } }
          - { leave: left }
          - { send: GET /b, concurrently: 5, release: true, expect: { origin: 7 } }
          - { answerOf: first, expect: { body: answer 1 } }
        """;

    assertThatCode(() -> RuleRun.play(RuleFile.of("this", held))).doesNotThrowAnyException();
  }
}
