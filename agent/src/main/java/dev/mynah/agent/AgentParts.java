package dev.mynah.agent;

import dev.mynah.agent.event.EventParts;
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
 * @param events where requests are told of once they have ended
 */
public record AgentParts(
    String instance,
    Health health,
    Metrics metrics,
    AccessLog accessLog,
    TemplateEngine templates,
    Clock wallClock,
    EventParts events) {

  /** Tells nobody. */
  public AgentParts(
      String instance,
      Health health,
      Metrics metrics,
      AccessLog accessLog,
      TemplateEngine templates,
      Clock wallClock) {
    this(instance, health, metrics, accessLog, templates, wallClock, EventParts.OFF);
  }

  /** On the system's clock, telling nobody. */
  public AgentParts(
      String instance,
      Health health,
      Metrics metrics,
      AccessLog accessLog,
      TemplateEngine templates) {
    this(instance, health, metrics, accessLog, templates, Clock.systemUTC());
  }

  /** The same, telling of requests. */
  public AgentParts telling(EventParts of) {
    return new AgentParts(instance, health, metrics, accessLog, templates, wallClock, of);
  }
}
