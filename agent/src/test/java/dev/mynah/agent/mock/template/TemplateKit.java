package dev.mynah.agent.mock.template;

import dev.mynah.agent.mock.FakeRequest;
import dev.mynah.agent.mock.function.Surroundings;
import dev.mynah.agent.mock.function.SystemValues;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;

/** An engine in surroundings that never change. */
final class TemplateKit {
  static final Instant NOW = Instant.parse("2026-03-04T05:06:07.089Z");

  static final TemplateEngine ENGINE = engine(SystemValues.NONE);

  private TemplateKit() {}

  static TemplateEngine engine(SystemValues system) {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    return new TemplateEngine(new Surroundings(clock, () -> new Random(42), "pod-7", system));
  }

  static String render(String source) {
    return render(source, FakeRequest.to("/"));
  }

  static String render(String source, FakeRequest request) {
    try {
      Template template = ENGINE.compile(source);
      return template.render(new Rendering(request, template.needsBody()));
    } catch (TemplateException | RenderException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  /** What the log would say of a rendering that gives up. */
  static String failure(String source, FakeRequest request) {
    try {
      Template template = ENGINE.compile(source);
      String text = template.render(new Rendering(request, template.needsBody()));
      throw new AssertionError("rendered: " + text.substring(0, Math.min(200, text.length())));
    } catch (RenderException e) {
      return e.getMessage();
    } catch (TemplateException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  /** What the loader would say of a template that does not compile. */
  static String problem(String source) {
    try {
      ENGINE.compile(source);
      throw new AssertionError("compiled: " + source);
    } catch (TemplateException e) {
      return e.getMessage();
    }
  }
}
