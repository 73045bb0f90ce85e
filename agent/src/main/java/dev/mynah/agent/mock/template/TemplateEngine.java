package dev.mynah.agent.mock.template;

/** Compiles templates. One engine serves a process: its helpers know the same surroundings. */
public final class TemplateEngine {
  private final Surroundings surroundings;

  public TemplateEngine(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  Surroundings surroundings() {
    return surroundings;
  }
}
