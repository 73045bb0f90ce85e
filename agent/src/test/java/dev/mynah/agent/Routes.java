package dev.mynah.agent;

import dev.mynah.agent.config.CredentialsPolicy;
import dev.mynah.agent.config.Delay;
import dev.mynah.agent.config.HeaderEdits;
import dev.mynah.agent.config.HeaderValue;
import dev.mynah.agent.config.HostPolicy;
import dev.mynah.agent.config.MatchConfig;
import dev.mynah.agent.config.MockBody;
import dev.mynah.agent.config.MockConfig;
import dev.mynah.agent.config.PoolConfig;
import dev.mynah.agent.config.ProxyConfig;
import dev.mynah.agent.config.RetryConfig;
import dev.mynah.agent.config.RouteConfig;
import dev.mynah.agent.config.RouteMode;
import dev.mynah.agent.config.UpstreamConfig;
import dev.mynah.agent.config.UpstreamTimeouts;
import dev.mynah.agent.config.UpstreamTlsConfig;
import dev.mynah.agent.config.reuse.CacheConfig;
import dev.mynah.agent.config.reuse.RouteReuse;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Route and upstream records for tests. */
final class Routes {
  private Routes() {}

  static MatchConfig match(String method, String path) {
    return new MatchConfig(
        Set.of(method),
        path,
        null,
        null,
        null,
        Map.of(),
        Map.of(),
        Map.of(),
        List.of(),
        MatchConfig.OnTooLarge.REJECT);
  }

  static RouteConfig mock(String id, String method, String path, MockConfig mock) {
    return new RouteConfig(
        id,
        "default",
        RouteMode.MOCK,
        5,
        match(method, path),
        mock,
        null,
        null,
        RouteReuse.NONE,
        null,
        410,
        BigDecimal.ZERO,
        "test");
  }

  static MockConfig text(int status, String text) {
    return new MockConfig(
        status, List.of(), new MockBody.Text(text), false, new Delay.None(), true);
  }

  static MockConfig template(String text) {
    return new MockConfig(
        200,
        List.of(new HeaderValue("X-Kind", "rendered")),
        new MockBody.Text(text),
        true,
        new Delay.None(),
        true);
  }

  static RouteConfig proxy(String id, String method, String path, String to) {
    return proxy(id, method, path, to, null);
  }

  static RouteConfig proxy(String id, String method, String path, String to, Duration timeout) {
    ProxyConfig proxy =
        new ProxyConfig(to, timeout, HeaderEdits.NONE, HeaderEdits.NONE, null, null, null, null);
    return new RouteConfig(
        id,
        to,
        RouteMode.PROXY,
        5,
        match(method, path),
        null,
        proxy,
        null,
        RouteReuse.NONE,
        null,
        410,
        BigDecimal.ZERO,
        "test");
  }

  /** A proxied route that claims every method and path below a prefix. */
  static RouteConfig all(String id, String prefix, String to, @Nullable CacheConfig cache) {
    MatchConfig match =
        new MatchConfig(
            Set.of(),
            prefix + "/**",
            null,
            null,
            null,
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(),
            MatchConfig.OnTooLarge.REJECT);
    ProxyConfig proxy =
        new ProxyConfig(to, null, HeaderEdits.NONE, HeaderEdits.NONE, null, null, null, null);
    return new RouteConfig(
        id,
        to,
        RouteMode.PROXY,
        5,
        match,
        null,
        proxy,
        null,
        new RouteReuse(cache, null, null),
        null,
        410,
        BigDecimal.ZERO,
        "test");
  }

  static UpstreamConfig upstream(String name, int port) {
    return upstream(name, port, Duration.ofSeconds(30));
  }

  static UpstreamConfig upstream(String name, int port, Duration firstByte) {
    return new UpstreamConfig(
        name,
        URI.create("http://127.0.0.1:" + port),
        List.of(),
        new UpstreamTimeouts(Duration.ofSeconds(30), firstByte, Duration.ofSeconds(60)),
        new PoolConfig(64, 256, Duration.ofSeconds(30)),
        UpstreamTlsConfig.DEFAULT,
        HostPolicy.UPSTREAM,
        CredentialsPolicy.FORWARD,
        RetryConfig.DEFAULT,
        Duration.ofSeconds(30),
        null,
        null);
  }
}
