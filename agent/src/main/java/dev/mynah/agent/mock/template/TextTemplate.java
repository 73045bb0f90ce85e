package dev.mynah.agent.mock.template;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.HandlebarsException;
import dev.mynah.agent.mock.function.BoundedText;
import dev.mynah.agent.mock.function.FunctionFailure;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A template over one text. */
final class TextTemplate implements Template {
  private final com.github.jknack.handlebars.Template compiled;
  private final boolean needsBody;

  TextTemplate(com.github.jknack.handlebars.Template compiled, boolean needsBody) {
    this.compiled = compiled;
    this.needsBody = needsBody;
  }

  @Override
  public boolean needsBody() {
    return needsBody;
  }

  @Override
  @SuppressWarnings("ThrowSpecificExceptions")
  public String render(Rendering rendering) throws RenderException {
    BoundedText out = new BoundedText(Rendering.MOST_CHARACTERS);
    Context context = Context.newBuilder(rendering.root()).resolver(ModelResolver.INSTANCE).build();
    context.data(Rendering.KEY, rendering);
    try {
      compiled.apply(context, out);
    } catch (HandlebarsException e) {
      throw new RenderException(reason(e));
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw new RenderException(reason(e));
    }
    return out.toString();
  }

  /** Our own words where a helper gave up; of anything else only its kind, for it may quote. */
  private static String reason(Throwable thrown) {
    for (@Nullable Throwable at = thrown; at != null; at = at.getCause()) {
      if (at instanceof FunctionFailure) {
        return String.valueOf(at.getMessage());
      }
    }
    Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
    return "the template failed with " + cause.getClass().getSimpleName();
  }
}
