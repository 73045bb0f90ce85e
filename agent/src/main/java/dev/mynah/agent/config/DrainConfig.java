package dev.mynah.agent.config;

import java.time.Duration;

/**
 * How the agent leaves.
 *
 * @param delay still accepting while readiness already says no
 * @param timeout from the start of draining until what is left is cut
 */
public record DrainConfig(Duration delay, Duration timeout) {
  public static final DrainConfig DEFAULT = new DrainConfig(Duration.ZERO, Duration.ofSeconds(20));
}
