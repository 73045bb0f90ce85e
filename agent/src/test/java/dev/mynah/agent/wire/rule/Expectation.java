package dev.mynah.agent.wire.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must come back for a request.
 *
 * @param cacheStatus parameters of our member of {@code Cache-Status}; a null value is for none
 * @param body null when the rule says nothing of it
 * @param cut whether the answer ends before it is complete
 * @param origin how often the origin was asked so far; fewer than 0 when the rule does not say
 * @param seen what the origin saw of the request that it was asked last
 */
record Expectation(
    int status,
    List<FieldCheck> headers,
    Map<?, ?> cacheStatus,
    @Nullable String body,
    List<?> bodyHas,
    boolean cut,
    int origin,
    Seen seen,
    List<Among> among) {
  private static final int OK = 200;

  /** Any 200. */
  static final Expectation NOTHING = Part.whole("expect", Map.of(), Expectation::of);

  /** What the origin saw. */
  record Seen(@Nullable String line, List<FieldCheck> headers, @Nullable String body) {
    List<String> problems(WireMessage request, Moments moments) {
      List<String> problems = new ArrayList<>();
      if (line != null && !moments.filled(line).equals(request.requestLine())) {
        problems.add("the origin saw " + request.requestLine() + ", expected " + line);
      }
      if (body != null && !body.equals(request.body())) {
        problems.add("the origin saw the body \"" + request.body() + "\", expected " + body);
      }
      headers.forEach(
          check -> check.problems(request, moments).forEach(each -> problems.add("seen " + each)));
      return problems;
    }

    boolean isSaid() {
      return line != null || body != null || !headers.isEmpty();
    }
  }

  /** What holds for this many of several answers. */
  record Among(int times, Expectation expectation) {}

  static Expectation of(Part part) {
    return new Expectation(
        part.number("status", OK),
        FieldCheck.all(part.map("headers")),
        part.map("cacheStatus"),
        Content.of(part, "body"),
        part.list("bodyHas"),
        part.truth("cut"),
        part.number("origin", -1),
        new Seen(
            part.text("seenLine"), FieldCheck.all(part.map("seen")), Content.of(part, "seenBody")),
        part.each("among", each -> new Among(each.number("times", 1), of(each))));
  }

  /** What is wrong with one answer, as sentences. */
  List<String> problems(WireMessage answer, Moments moments) {
    if (answer.cut() != cut) {
      return List.of(cut ? "expected an answer that breaks off" : "the answer broke off");
    }
    if (answer.head().isEmpty()) {
      return List.of();
    }
    List<String> problems = new ArrayList<>();
    if (answer.status() != status) {
      problems.add("status: expected " + status + ", found " + answer.status());
    }
    headers.forEach(check -> problems.addAll(check.problems(answer, moments)));
    problems.addAll(OwnStatus.problems(cacheStatus, answer));
    if (body != null && !moments.filled(body).equals(answer.body())) {
      problems.add("body: expected \"" + brief(body) + "\", found \"" + brief(answer.body()) + '"');
    }
    for (Object has : bodyHas) {
      if (!answer.body().contains(moments.filled(has.toString()))) {
        problems.add("body: expected something with \"" + has + '"');
      }
    }
    return problems;
  }

  /** What is wrong with several answers to the same request. */
  List<String> problems(List<WireMessage> answers, Moments moments) {
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      String which = answers.size() == 1 ? "" : "answer " + (i + 1) + " of several: ";
      problems(answers.get(i), moments).forEach(problem -> problems.add(which + problem));
    }
    for (Among some : among) {
      long passing =
          answers.stream()
              .filter(answer -> some.expectation().problems(answer, moments).isEmpty())
              .count();
      if (passing != some.times()) {
        problems.add(
            "among "
                + answers.size()
                + " answers: expected "
                + some.times()
                + ", found "
                + passing
                + " with "
                + some.expectation().headers()
                + some.expectation().cacheStatus());
      }
    }
    return problems;
  }

  private static String brief(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "... (" + text.length() + ")";
  }
}
