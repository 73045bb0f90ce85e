package dev.mynah.agent.mock;

import dev.mynah.agent.config.MockBody;
import dev.mynah.agent.config.MockConfig;
import dev.mynah.agent.mock.template.TemplateEngine;

/**
 * The answer of a mock route, compiled once when its configuration is loaded. Which variant it is
 * never changes over its life; {@link #kind()} tells without a chain of casts.
 *
 * <p>Safe to read from any thread. Only {@link #refresh()} reads files.
 */
public sealed interface MockAnswer permits StaticAnswer, FileAnswer, TemplateAnswer {
  /** The variants. */
  enum Kind {
    /** The same bytes every time: {@link StaticAnswer}. */
    STATIC,
    /** The bytes of a file: {@link FileAnswer}. */
    FILE,
    /** Rendered per request: {@link TemplateAnswer}. */
    TEMPLATE
  }

  Kind kind();

  int status();

  /** Whether the request's body has to be there, decoded, before the answer can be made. */
  boolean needsBody();

  /**
   * Looks whether the file behind the answer has changed and takes it over. Reads the file system:
   * for a watcher's thread, never for an event loop. Calls must not overlap.
   *
   * @return whether the answer changed
   */
  boolean refresh();

  /** How often a refresh changed the answer; 0 for ever when there is no file behind it. */
  int generation();

  /**
   * Compiles a mock block. Reads its body file, if it has one.
   *
   * @throws IllegalArgumentException when {@link MockRules#problems} has something to say about it
   */
  static MockAnswer compile(MockConfig config, TemplateEngine engine) {
    var problems = MockRules.problems(config, engine);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("mock." + problems.get(0));
    }
    if (config.template() && TemplateAnswer.hasTemplates(config)) {
      return TemplateAnswer.compile(config, engine);
    }
    if (config.body() instanceof MockBody.File file) {
      return FileAnswer.open(config, file.path());
    }
    return StaticAnswer.compile(config);
  }
}
