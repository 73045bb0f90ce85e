package dev.mynah.agent.mock;

import dev.mynah.agent.config.HeaderValue;
import dev.mynah.agent.config.MockBody;
import dev.mynah.agent.config.MockConfig;
import dev.mynah.agent.mock.request.TemplateRequest;
import dev.mynah.agent.mock.template.RenderException;
import dev.mynah.agent.mock.template.Rendering;
import dev.mynah.agent.mock.template.Template;
import dev.mynah.agent.mock.template.TemplateEngine;
import dev.mynah.agent.mock.template.TemplateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is rendered per request. The template of a body file is swapped whole when the
 * file changes; one that does not compile any more is refused and the last good one goes on.
 */
public final class TemplateAnswer implements MockAnswer {
  private final MockConfig config;
  private final TemplateEngine engine;
  private final List<Header> headers;
  private final @Nullable BodyFile file;
  private final AtomicInteger generation = new AtomicInteger();
  private volatile BodyTemplate body;

  private record Header(String name, Template value) {}

  private TemplateAnswer(MockConfig config, TemplateEngine engine)
      throws IOException, TemplateException {
    this.config = config;
    this.engine = engine;
    this.headers = new ArrayList<>();
    for (HeaderValue header : config.headers()) {
      headers.add(new Header(header.name(), engine.compile(header.value())));
    }
    if (config.body() instanceof MockBody.File named) {
      file = new BodyFile(named.path(), BodyTemplate.MOST_FILE_BYTES);
      BodyFile.Reading first = file.read();
      body = BodyTemplate.of(config, engine, first == null ? BodyFile.unsettled(file) : first);
    } else {
      file = null;
      body = BodyTemplate.of(config, engine);
    }
  }

  /** Whether there is anything to render at all. */
  static boolean hasTemplates(MockConfig config) {
    return config.body() instanceof MockBody.File
        || config.headers().stream().anyMatch(header -> header.value().contains("{{"))
        || BodyTemplate.hasTemplates(config.body());
  }

  static TemplateAnswer compile(MockConfig config, TemplateEngine engine) {
    try {
      return new TemplateAnswer(config, engine);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TemplateException e) {
      throw new IllegalArgumentException(e.where() + ' ' + e.getMessage(), e);
    }
  }

  /** Makes the answer for a request. Never throws for anything a request can bring about. */
  public Rendered render(TemplateRequest request) {
    BodyTemplate current = body;
    Rendering rendering = new Rendering(request, needsBody(current));
    try {
      List<HeaderValue> values = new ArrayList<>(headers.size());
      for (Header header : headers) {
        values.add(new HeaderValue(header.name(), header.value().render(rendering)));
      }
      byte[] bytes = current.render(rendering);
      MockHeaders described = MockHeaders.of(config, values, current.defaultType());
      return new Rendered.Whole(described.answer(bytes, request.head().fields()));
    } catch (RenderException e) {
      return new Rendered.Failed(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Kind kind() {
    return Kind.TEMPLATE;
  }

  @Override
  public int status() {
    return config.status();
  }

  /** May change with a refresh, when a body file begins or ceases to name the body. */
  @Override
  public boolean needsBody() {
    return needsBody(body);
  }

  private boolean needsBody(BodyTemplate current) {
    return current.needsBody() || headers.stream().anyMatch(header -> header.value().needsBody());
  }

  @Override
  public boolean refresh() {
    BodyFile.@Nullable Reading changed = file == null ? null : file.readIfChanged();
    if (changed == null) {
      return false;
    }
    try {
      body = BodyTemplate.of(config, engine, changed);
    } catch (TemplateException e) {
      return false;
    }
    generation.incrementAndGet();
    return true;
  }

  @Override
  public int generation() {
    return generation.get();
  }
}
