package dev.mynah.agent.mock.template;

import dev.mynah.agent.mock.function.FunctionFailure;
import dev.mynah.agent.mock.function.Plain;
import dev.mynah.agent.mock.request.RequestModel;
import dev.mynah.agent.mock.request.TemplateRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
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
  private final Map<Function<String, @Nullable Object>, Read> lastRead = new HashMap<>(2);

  /**
   * @param withBody whether the request's body has been read; without it templates see an empty one
   */
  public Rendering(TemplateRequest request, boolean withBody) {
    root = RequestModel.root(request, withBody);
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

  /** What a text reads as; the last one of each reader is kept. */
  @Nullable Object read(String text, Function<String, @Nullable Object> reader) {
    Read last = lastRead.get(reader);
    if (last == null || !last.text().equals(text)) {
      last = new Read(text, reader.apply(text));
      lastRead.put(reader, last);
    }
    return last.value();
  }

  private record Read(String text, @Nullable Object value) {}

  @Override
  public String toString() {
    return "";
  }
}
