package dev.mynah.agent.config;

import java.time.Duration;

/** How long a made-up answer waits. */
public sealed interface Delay {
  /** Not at all. */
  record None() implements Delay {}

  /** Always the same. */
  record Fixed(Duration duration) implements Delay {}

  /** Evenly between the two, both included. */
  record Uniform(Duration min, Duration max) implements Delay {}

  /** Log-normally around the median, cut at {@code max}. */
  record LogNormal(Duration median, double sigma, Duration max) implements Delay {}
}
