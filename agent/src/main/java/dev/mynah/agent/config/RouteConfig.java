package dev.mynah.agent.config;

import dev.mynah.agent.config.reuse.RouteReuse;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One route: what it claims and how it answers.
 *
 * @param id declared, or a hash of method, pattern and file
 * @param group for reports; the upstream's name when not declared, else {@code default}
 * @param priority 1 is highest, 5 the default
 * @param reuse how it saves calls
 * @param expires the moment from which it answers {@code expiredStatus}; null for never
 * @param cost of one call to the real service, in the operator's own unit
 * @param source file and line, for messages
 */
public record RouteConfig(
    String id,
    String group,
    RouteMode mode,
    int priority,
    MatchConfig match,
    @Nullable MockConfig mock,
    @Nullable ProxyConfig proxy,
    @Nullable CorsConfig cors,
    RouteReuse reuse,
    @Nullable Instant expires,
    int expiredStatus,
    BigDecimal cost,
    String source) {
  public static final int DEFAULT_PRIORITY = 5;
  public static final int DEFAULT_EXPIRED_STATUS = 410;

  /**
   * The same less its mock, whose body takes most of the memory: what has to be known of a route
   * once its answer has been compiled.
   */
  public RouteConfig withoutMock() {
    return new RouteConfig(
        id,
        group,
        mode,
        priority,
        match,
        null,
        proxy,
        cors,
        reuse,
        expires,
        expiredStatus,
        cost,
        source);
  }
}
