package dev.mynah.agent.mock.template;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.mynah.agent.mock.function.BoundedText;
import dev.mynah.agent.mock.function.FunctionFailure;
import java.util.List;

/**
 * A JSON value whose strings and keys may be templates. What they render is escaped as JSON, so the
 * outcome is valid whatever a request puts into it.
 */
final class JsonTemplate implements Template {
  private final List<Part> parts;
  private final boolean needsBody;

  /**
   * A stretch of the text.
   *
   * @param json whether the template itself renders JSON, to stand as it is
   */
  record Part(Template template, boolean literal, boolean json) {}

  JsonTemplate(List<Part> parts) {
    this.parts = List.copyOf(parts);
    this.needsBody = parts.stream().anyMatch(part -> part.template().needsBody());
  }

  @Override
  public boolean needsBody() {
    return needsBody;
  }

  @Override
  public String render(Rendering rendering) throws RenderException {
    BoundedText out = new BoundedText(Rendering.MOST_CHARACTERS);
    try {
      for (Part part : parts) {
        String text = part.template().render(rendering);
        if (part.literal() || part.json()) {
          out.write(text, 0, text.length());
        } else {
          char[] quoted = JsonStringEncoder.getInstance().quoteAsString(text);
          out.write('"');
          out.write(quoted, 0, quoted.length);
          out.write('"');
        }
      }
    } catch (FunctionFailure e) {
      throw new RenderException(String.valueOf(e.getMessage()));
    }
    return out.toString();
  }
}
