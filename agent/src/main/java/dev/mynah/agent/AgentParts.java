package dev.mynah.agent;

import dev.mynah.agent.exchange.AccessLog;
import dev.mynah.agent.mock.template.TemplateEngine;
import dev.mynah.control.Health;
import dev.mynah.metrics.Metrics;
import java.time.Clock;

/**
 * What an agent is given by whoever starts it.
 *
 * @param instance letters and digits that name this process in {@code Via}
 * @param wallClock what {@code Date}, expiry and freshness go by; deadlines do not
 */
public record AgentParts(
    String instance,
    Health health,
    Metrics metrics,
    AccessLog accessLog,
    TemplateEngine templates,
    Clock wallClock) {

  /** On the system's clock. */
  public AgentParts(
      String instance,
      Health health,
      Metrics metrics,
      AccessLog accessLog,
      TemplateEngine templates) {
    this(instance, health, metrics, accessLog, templates, Clock.systemUTC());
  }
}
