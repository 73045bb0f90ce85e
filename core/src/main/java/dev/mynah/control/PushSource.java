package dev.mynah.control;

/** Where the messages of a push stream come from. */
@FunctionalInterface
public interface PushSource {
  /**
   * A subscriber has come. Called on the admin event loop, so it only takes a note of the sink.
   *
   * @return called once, on the event loop, when the subscriber is gone for whatever reason
   */
  Runnable subscribe(PushSink sink);
}
