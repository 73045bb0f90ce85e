package dev.mynah.agent.wire.rule;

import dev.mynah.agent.wire.MovableClock;
import dev.mynah.agent.wire.RawClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Plays one rule against an agent of its own. */
final class RuleRun {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  private final RuleFile rule;
  private final MovableClock clock = MovableClock.at(START);
  private final Map<String, String> names = new ConcurrentHashMap<>();
  private final Moments moments = new Moments(clock, names);
  private final RuleOrigin origin;
  private final Map<String, Waiting> waiting = new LinkedHashMap<>();

  /** A request on its way. */
  private record Waiting(RawClient client, String method) {}

  private RuleRun(RuleFile rule) {
    this.rule = rule;
    this.origin = new RuleOrigin(rule.origin(), clock, moments);
  }

  /**
   * Plays a rule.
   *
   * @throws AssertionError when something else came than the rule says
   */
  static void play(RuleFile rule) {
    new RuleRun(rule).play();
  }

  private void play() {
    int asked = -1;
    try (origin;
        RuleAgent agent = new RuleAgent(rule.settings().config(origin.port()), clock)) {
      names.put("origin", "127.0.0.1:" + origin.port());
      names.put("port", Integer.toString(agent.port()));
      for (int i = 0; i < rule.steps().size(); i++) {
        Step step = rule.steps().get(i);
        play(step, i + 1, agent);
        asked = step.expect().origin() < 0 ? asked : step.expect().origin();
      }
      waiting.values().forEach(left -> left.client().close());
    }
    if (asked >= 0 && origin.asked() != asked && rule.steps().get(last()).expect().origin() >= 0) {
      throw failure(last() + 1, List.of("the origin was asked again later"), List.of());
    }
    if (!origin.problems().isEmpty()) {
      throw new AssertionError(rule.name() + ": the origin stumbled", origin.problems().get(0));
    }
  }

  private int last() {
    return rule.steps().size() - 1;
  }

  private void play(Step step, int number, RuleAgent agent) {
    clock.advance(step.advance());
    Attempt attempt = attempt(step, agent);
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (step.eventually() && !attempt.problems().isEmpty() && System.nanoTime() < until) {
      attempt = attempt(step, agent);
    }
    if (!attempt.problems().isEmpty()) {
      throw failure(number, attempt.problems(), attempt.answers());
    }
  }

  /** What came of a step once. */
  private record Attempt(List<WireMessage> answers, List<String> problems) {}

  private Attempt attempt(Step step, RuleAgent agent) {
    List<Waiting> sent = begin(step, agent);
    if (step.name() != null) {
      waiting.put(step.name(), sent.get(0));
      return finished(List.of(), step, awaitAtAgent(agent, waiting.size()));
    }
    List<String> problems = new ArrayList<>();
    if (step.release()) {
      problems.addAll(
          await(
              "the origin to hold an answer", () -> origin.holding() > 0 && isThere(agent, sent)));
      agent.settle();
      origin.release();
    }
    List<WireMessage> answers = new ArrayList<>();
    for (Waiting each : sent) {
      try (RawClient client = each.client()) {
        answers.add(WireMessage.answer(client, each.method()));
      }
    }
    return finished(answers, step, problems);
  }

  private boolean isThere(RuleAgent agent, List<Waiting> sent) {
    return agent.inFlight() >= sent.size() + waiting.size();
  }

  private List<Waiting> begin(Step step, RuleAgent agent) {
    List<Waiting> begun = new ArrayList<>();
    if (step.leave() != null) {
      int before = agent.inFlight();
      named(step.leave()).client().abort();
      await("the client's leave", () -> agent.inFlight() < before);
    }
    if (step.answerOf() != null) {
      begun.add(named(step.answerOf()));
    }
    if (step.send() != null) {
      for (int i = 0; i < step.concurrently(); i++) {
        RawClient client = RawClient.to(step.admin() ? agent.adminPort() : agent.port());
        begun.add(new Waiting(client.send(step.wire(moments)), step.method()));
      }
    }
    return begun;
  }

  private Waiting named(String name) {
    Waiting found = waiting.remove(name);
    if (found == null) {
      throw new IllegalArgumentException(rule.name() + ": no request waits as " + name);
    }
    return found;
  }

  private List<String> awaitAtAgent(RuleAgent agent, int requests) {
    return await("the request to be at the agent", () -> agent.inFlight() >= requests);
  }

  private Attempt finished(List<WireMessage> answers, Step step, List<String> before) {
    List<String> problems = new ArrayList<>(before);
    Expectation expect = step.expect();
    problems.addAll(expect.problems(answers, moments));
    if (expect.origin() >= 0) {
      await("the origin", () -> origin.asked() >= expect.origin());
      if (origin.asked() != expect.origin()) {
        problems.add("origin: expected " + expect.origin() + " requests, found " + origin.asked());
      }
    }
    if (expect.seen().isSaid()) {
      problems.addAll(expect.seen().problems(origin.lastAsked(), moments));
    }
    return new Attempt(answers, problems);
  }

  private static List<String> await(String what, BooleanSupplier condition) {
    try {
      Awaitility.await().atMost(PATIENCE).until(condition::getAsBoolean);
      return List.of();
    } catch (ConditionTimeoutException late) {
      return List.of("waited in vain for " + what);
    }
  }

  private AssertionError failure(int number, List<String> problems, List<WireMessage> answers) {
    StringBuilder text = new StringBuilder("\n" + rule.name() + ", " + rule.section());
    text.append(": ").append(rule.says()).append("\nrequest ").append(number).append(": ");
    text.append(rule.steps().get(number - 1).wire(moments).replace("\r\n", "\n"));
    problems.forEach(problem -> text.append("\n  * ").append(problem));
    answers.stream()
        .distinct()
        .forEach(answer -> text.append("\n--- got\n").append(answer.shown()));
    text.append("\n--- the origin was asked ").append(origin.asked()).append(" times, last\n");
    return new AssertionError(text.append(origin.lastAsked().shown()).toString());
  }
}
