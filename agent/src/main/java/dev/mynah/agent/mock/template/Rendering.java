package dev.mynah.agent.mock.template;

import dev.mynah.agent.mock.function.FunctionFailure;
import dev.mynah.agent.mock.function.Plain;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The making of one answer: what its templates see, and how much work they may do together. Used
 * once, by one thread.
 */
public final class Rendering {
  /** The most characters that an answer may have. */
  public static final int MOST_CHARACTERS = Plain.MOST_CHARACTERS;

  /** No template can name it: names have no blanks. */
  static final String KEY = " rendering";

  private static final int MOST_STEPS = 100_000;
  private static final long MOST_WORK = 8L * MOST_CHARACTERS;

  private final Map<String, Object> root;
  private int steps;
  private long work;
  private @Nullable String lastJsonText;
  private @Nullable Object lastJson;

  /**
   * @param withBody whether the request's body has been read; without it templates see an empty one
   */
  public Rendering(TemplateRequest request, boolean withBody) {
    root = new RootModel(new RequestModel(request, withBody));
  }

  Map<String, Object> root() {
    return root;
  }

  /** Takes note of one step and of the characters it made. */
  void charge(long characters) {
    work += characters;
    if (++steps > MOST_STEPS || work > MOST_WORK) {
      throw new FunctionFailure("the template takes too many steps or makes too much text");
    }
  }

  @Nullable Object json(String text) {
    if (!text.equals(lastJsonText)) {
      lastJson = Plain.parse(text);
      lastJsonText = text;
    }
    return lastJson;
  }

  @Override
  public String toString() {
    return "";
  }
}
