package dev.mynah.agent.mock;

import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.mock.request.TemplateRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request made by hand, which notes what it was asked for. */
public final class FakeRequest implements TemplateRequest {
  /** The parts beyond the head that were asked for. */
  public final List<String> asked = new ArrayList<>();

  private final RequestHead head = new RequestHead();
  private final Map<String, String> parameters = new HashMap<>();
  private byte[] body = {};

  private FakeRequest(String target) {
    int mark = target.indexOf('?');
    byte[] bytes = target.getBytes(StandardCharsets.UTF_8);
    head.path(bytes, 0, mark < 0 ? bytes.length : mark);
    if (mark >= 0) {
      head.query(bytes, mark + 1, bytes.length);
    }
  }

  public static FakeRequest to(String target) {
    return new FakeRequest(target);
  }

  public FakeRequest method(String name) {
    head.begin(
        head.method(),
        name,
        dev.mynah.agent.http.Version.HTTP_1_1,
        dev.mynah.agent.http.Scheme.HTTP);
    return this;
  }

  public FakeRequest header(String name, String value) {
    String wire = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    head.fields().add(name, wire);
    return this;
  }

  public FakeRequest parameter(String name, String value) {
    parameters.put(name, value);
    return this;
  }

  public FakeRequest body(String text) {
    return body(text.getBytes(StandardCharsets.UTF_8));
  }

  public FakeRequest body(byte[] bytes) {
    body = bytes;
    return this;
  }

  @Override
  public RequestHead head() {
    return head;
  }

  @Override
  public String id() {
    asked.add("id");
    return "0190-id";
  }

  @Override
  public String clientIp() {
    asked.add("clientIp");
    return "192.0.2.7";
  }

  @Override
  public int localPort() {
    asked.add("localPort");
    return 8080;
  }

  @Override
  public @Nullable String pathParameter(String name) {
    asked.add("pathParameter");
    return parameters.get(name);
  }

  @Override
  public byte[] body() {
    asked.add("body");
    return body;
  }
}
