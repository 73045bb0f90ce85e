package dev.mynah.agent;

import dev.mynah.agent.exchange.AccessLog;
import dev.mynah.agent.mock.template.TemplateEngine;
import dev.mynah.control.Health;
import dev.mynah.metrics.Metrics;

/**
 * What an agent is given by whoever starts it.
 *
 * @param instance letters and digits that name this process in {@code Via}
 */
public record AgentParts(
    String instance,
    Health health,
    Metrics metrics,
    AccessLog accessLog,
    TemplateEngine templates) {}
