package dev.mynah.agent.mock;

import dev.mynah.agent.config.MockConfig;
import dev.mynah.agent.mock.template.TemplateEngine;
import dev.mynah.agent.mock.template.TemplateRequest;

/** An answer that is rendered per request. */
public final class TemplateAnswer implements MockAnswer {
  private final MockConfig config;

  private TemplateAnswer(MockConfig config) {
    this.config = config;
  }

  static boolean hasTemplates(MockConfig config) {
    return config.template();
  }

  static TemplateAnswer compile(MockConfig config, TemplateEngine engine) {
    return new TemplateAnswer(config);
  }

  /** Makes the answer for a request. Never throws for anything a request can bring about. */
  public Rendered render(TemplateRequest request) {
    return new Rendered.Whole(StaticAnswer.compile(config).choose(request.head().fields()));
  }

  @Override
  public Kind kind() {
    return Kind.TEMPLATE;
  }

  @Override
  public int status() {
    return config.status();
  }

  @Override
  public boolean needsBody() {
    return true;
  }

  @Override
  public boolean refresh() {
    return false;
  }

  @Override
  public int generation() {
    return 0;
  }
}
