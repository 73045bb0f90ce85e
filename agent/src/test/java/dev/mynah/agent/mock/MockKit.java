package dev.mynah.agent.mock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.agent.config.Delay;
import dev.mynah.agent.config.HeaderValue;
import dev.mynah.agent.config.MockBody;
import dev.mynah.agent.config.MockConfig;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.mock.function.Surroundings;
import dev.mynah.agent.mock.function.SystemValues;
import dev.mynah.agent.mock.template.TemplateEngine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Mock blocks as a configuration would hold them. */
final class MockKit {
  static final TemplateEngine ENGINE =
      new TemplateEngine(
          new Surroundings(
              Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
              () -> new Random(1),
              "pod-7",
              SystemValues.NONE));

  private int status = 200;
  private final List<HeaderValue> headers = new ArrayList<>();
  private final MockBody body;
  private boolean template;
  private boolean gzip = true;

  private MockKit(MockBody body) {
    this.body = body;
  }

  static MockKit of(MockBody body) {
    return new MockKit(body);
  }

  static MockKit text(String text) {
    return of(new MockBody.Text(text));
  }

  static MockKit file(Path path) {
    return of(new MockBody.File(path));
  }

  static MockKit json(String json) {
    try {
      return of(new MockBody.Json(new ObjectMapper().readTree(json)));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  MockKit status(int value) {
    status = value;
    return this;
  }

  MockKit header(String name, String value) {
    headers.add(new HeaderValue(name, value));
    return this;
  }

  MockKit template() {
    template = true;
    return this;
  }

  MockKit noGzip() {
    gzip = false;
    return this;
  }

  MockConfig config() {
    return new MockConfig(status, headers, body, template, new Delay.None(), gzip);
  }

  MockAnswer compile() {
    return MockAnswer.compile(config(), ENGINE);
  }

  StaticAnswer compileStatic() {
    return (StaticAnswer) compile();
  }

  MockContent render(FakeRequest request) {
    Rendered rendered = ((TemplateAnswer) compile()).render(request);
    if (rendered instanceof Rendered.Whole whole) {
      return whole.content();
    }
    throw new AssertionError(rendered);
  }

  List<MockProblem> problems() {
    return MockRules.problems(config(), ENGINE);
  }

  static String text(MockContent content) {
    return new String(content.bytes(), StandardCharsets.UTF_8);
  }

  static Fields accepting(String... values) {
    Fields fields = new Fields();
    for (String value : values) {
      fields.add("Accept-Encoding", value);
    }
    return fields;
  }
}
