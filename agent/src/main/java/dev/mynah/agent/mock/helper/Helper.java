package dev.mynah.agent.mock.helper;

import org.jspecify.annotations.Nullable;

/**
 * One function that templates can call.
 *
 * @param takesBlock whether it deals with a block itself; for all others the block form means: with
 *     what it returns, once per entry of a list, or the else part when it returns nothing or false
 */
public record Helper(boolean takesBlock, Function function) {
  /** The work of a helper. */
  @FunctionalInterface
  public interface Function {
    /**
     * Works out the value; null prints nothing.
     *
     * @throws HelperFailure when there is none and the template has to give up
     */
    @Nullable Object apply(HelperCall call);
  }

  static Helper value(Function function) {
    return new Helper(false, function);
  }

  static Helper block(Function function) {
    return new Helper(true, function);
  }
}
