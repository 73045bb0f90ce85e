package dev.mynah.agent.mock.function;

import org.jspecify.annotations.Nullable;

/**
 * One function that templates can call.
 *
 * @param takesBlock whether it deals with a block itself; for all others the block form means: with
 *     what it returns, once per entry of a list, or the else part when it returns nothing or false
 */
public record TemplateFunction(boolean takesBlock, Work work) {
  /** The work of a helper. */
  @FunctionalInterface
  public interface Work {
    /**
     * Works out the value; null prints nothing.
     *
     * @throws FunctionFailure when there is none and the template has to give up
     */
    @Nullable Object apply(FunctionCall call);
  }

  /** One that works out a value and leaves a block to the engine. */
  public static TemplateFunction value(Work work) {
    return new TemplateFunction(false, work);
  }

  /** One that deals with a block itself. */
  public static TemplateFunction block(Work work) {
    return new TemplateFunction(true, work);
  }
}
