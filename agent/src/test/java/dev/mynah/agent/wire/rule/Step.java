package dev.mynah.agent.wire.rule;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a rule does, and what must come of it.
 *
 * @param send method and target of a request; null when the step sends none
 * @param admin whether it is sent to the admin port
 * @param name the request waits for its answer under this name while further steps go on
 * @param answerOf the name of a waiting request whose answer is looked at now
 * @param leave the name of a waiting request whose client goes away
 * @param release the origin gives what it holds, once every request so far is at the agent
 * @param eventually the request is sent again until what is expected comes
 * @param concurrently how many clients send it at the same time
 */
record Step(
    @Nullable String send,
    boolean admin,
    List<FieldLine> headers,
    @Nullable String body,
    Duration advance,
    @Nullable String name,
    @Nullable String answerOf,
    @Nullable String leave,
    boolean release,
    boolean eventually,
    int concurrently,
    Expectation expect) {

  static Step of(String where, Object value) {
    Object map = value instanceof String send ? Map.of("send", send) : value;
    return Part.whole(where, map, part -> read(where, part));
  }

  private static Step read(String where, Part part) {
    Step step =
        new Step(
            part.text("send"),
            part.truth("admin"),
            FieldLine.lines(part.map("headers")),
            Content.of(part, "body"),
            part.duration("advance"),
            part.text("as"),
            part.text("answerOf"),
            part.text("leave"),
            part.truth("release"),
            part.truth("eventually"),
            part.number("concurrently", 1),
            part.has("expect")
                ? Part.whole(where + ".expect", part.find("expect"), Expectation::of)
                : Expectation.NOTHING);
    if (step.send() != null && !step.send().matches("[A-Z]+ \\S+")) {
      throw new IllegalArgumentException(where + ".send: expected a method and a target");
    }
    return step;
  }

  String method() {
    return send == null ? "GET" : send.substring(0, send.indexOf(' '));
  }

  /** The request's bytes. */
  String wire(Moments moments) {
    StringBuilder request = new StringBuilder(moments.filled(send + " HTTP/1.1\r\n"));
    if (!FieldLine.names(headers, "Host")) {
      request.append(admin ? "Host: localhost\r\n" : "Host: rule.test\r\n");
    }
    headers.forEach(line -> request.append(line.wire(moments)));
    if (body != null) {
      request.append("Content-Length: ").append(body.length()).append("\r\n");
    }
    return request.append("\r\n").append(body == null ? "" : body).toString();
  }
}
