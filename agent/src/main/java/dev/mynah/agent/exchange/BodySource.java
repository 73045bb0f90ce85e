package dev.mynah.agent.exchange;

/**
 * A body that can be read once, at the reader's pace. A source may call its sink from inside {@link
 * #start} and {@link #resume}. Event loop only.
 */
public interface BodySource {
  /**
   * Begins to read into the sink. Called once; until then nothing is read beyond what has already
   * arrived.
   */
  void start(BodySink sink);

  /** Goes on after the sink said no. Harmless when it did not. */
  void resume();

  /** The rest is not wanted. The sink is not called any more. Harmless after the end. */
  void cancel();

  /** The length in bytes where it is known beforehand, 0 for no body at all, or -1. */
  long length();
}
