package dev.mynah.agent.upstream;

import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.Scheme;
import dev.mynah.agent.http.Version;
import dev.mynah.ledger.HitMethod;
import java.nio.charset.StandardCharsets;

/** Request heads as a client's connection would have read them. */
public final class Requests {
  private Requests() {}

  public static RequestHead get(String target, String... fields) {
    return of("GET", target, fields);
  }

  /**
   * @param fields lines such as {@code Accept: text/plain}
   */
  public static RequestHead of(String method, String target, String... fields) {
    return of(method, target, Version.HTTP_1_1, Scheme.HTTP, fields);
  }

  public static RequestHead of(
      String method, String target, Version version, Scheme scheme, String... fields) {
    RequestHead head = new RequestHead();
    head.begin(HitMethod.of(method), method, version, scheme);
    byte[] text = target.getBytes(StandardCharsets.ISO_8859_1);
    int mark = target.indexOf('?');
    int pathEnd = mark < 0 ? text.length : mark;
    head.path(text, 0, pathEnd);
    head.query(text, mark < 0 ? pathEnd : mark + 1, text.length);
    for (String field : fields) {
      int colon = field.indexOf(':');
      head.fields().add(field.substring(0, colon), field.substring(colon + 1).strip());
    }
    return head;
  }
}
