package dev.mynah.exporter;

import dev.mynah.control.Health;
import dev.mynah.exporter.tail.TailParts;

/** Says in {@code /ready} how one part of the exporter stands. Any thread. */
final class Standing implements TailParts.Standing {
  private final Health health;
  private final String part;

  Standing(Health health, String part) {
    this.health = health;
    this.part = part;
  }

  @Override
  public void troubled(String sentence) {
    health.degraded(part, sentence);
  }

  @Override
  public void well() {
    health.recovered(part);
  }

  /** Troubled for any sentence, well for none. */
  void say(String sentence) {
    if (sentence.isEmpty()) {
      well();
    } else {
      troubled(sentence);
    }
  }
}
