package dev.mynah.agent.reuse.dedup;

import dev.mynah.agent.config.reuse.DedupConfig;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.Scheme;
import dev.mynah.agent.http.Version;
import dev.mynah.ledger.HitMethod;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A request as tests write it: immutable, each change makes another. */
record Asked(String method, String host, String target, List<String> fields, byte[] body) {
  static final Asked GET = new Asked("GET", "api.example", "/things", List.of(), new byte[0]);
  static final Asked POST =
      new Asked(
          "POST", "api.example", "/pay", List.of("Content-Type: application/json"), text("{}"));

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  Asked method(String other) {
    return new Asked(other, host, target, fields, body);
  }

  Asked host(String other) {
    return new Asked(method, other, target, fields, body);
  }

  Asked target(String other) {
    return new Asked(method, host, other, fields, body);
  }

  Asked body(String other) {
    return body(text(other));
  }

  Asked body(byte[] other) {
    return new Asked(method, host, target, fields, other);
  }

  Asked fields(String... lines) {
    return new Asked(method, host, target, List.of(lines), body);
  }

  Asked with(String line) {
    List<String> more = new java.util.ArrayList<>(fields);
    more.add(line);
    return new Asked(method, host, target, more, body);
  }

  RequestHead head() {
    RequestHead head = new RequestHead();
    head.begin(HitMethod.of(method), method, Version.HTTP_1_1, Scheme.HTTP);
    byte[] bytes = target.getBytes(StandardCharsets.ISO_8859_1);
    int mark = target.indexOf('?');
    int pathEnd = mark < 0 ? bytes.length : mark;
    head.path(bytes, 0, pathEnd);
    head.query(bytes, mark < 0 ? bytes.length : mark + 1, bytes.length);
    head.fields().add("Host", host);
    for (String line : fields) {
      int colon = line.indexOf(':');
      head.fields().add(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    return head;
  }

  DedupKey key(DedupPlan plan) {
    return plan.key(head(), body, body.length);
  }

  DedupKey key() {
    return key(plan("route"));
  }

  static DedupPlan plan(String routeId, String... headers) {
    DedupConfig config =
        new DedupConfig(
            Duration.ofSeconds(60),
            Set.of("GET", "POST"),
            List.of(headers),
            1 << 20,
            1 << 18,
            Duration.ofSeconds(30));
    return DedupPlan.of(routeId, "version", true, config);
  }
}
