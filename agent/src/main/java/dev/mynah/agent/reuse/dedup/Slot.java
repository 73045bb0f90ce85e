package dev.mynah.agent.reuse.dedup;

/** What the window has under a key: a first that is under way, or its answer. */
sealed interface Slot permits Flight, Remembered {
  /** How long it stays unless it is replaced. */
  long keepNanos();

  /** All the memory it takes, 0 for what cannot be given up. */
  long weightBytes();
}
