package dev.mynah.agent.upstream;

import dev.mynah.agent.config.CredentialsPolicy;
import dev.mynah.agent.config.HeaderEdits;
import dev.mynah.agent.config.HostPolicy;
import dev.mynah.agent.config.PoolConfig;
import dev.mynah.agent.config.ProxyConfig;
import dev.mynah.agent.config.RetryConfig;
import dev.mynah.agent.config.UpstreamConfig;
import dev.mynah.agent.config.UpstreamTimeouts;
import dev.mynah.agent.config.UpstreamTlsConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Configurations of upstreams and routes for tests, each differing from the usual in one point. */
public final class TestUpstream {
  public static final UpstreamTimeouts TIMEOUTS =
      new UpstreamTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofSeconds(60));

  private TestUpstream() {}

  public static UpstreamConfig at(int port) {
    return at("http://127.0.0.1:" + port);
  }

  public static UpstreamConfig at(String url) {
    return new UpstreamConfig(
        "backend",
        URI.create(url),
        List.of(),
        TIMEOUTS,
        new PoolConfig(8, 16, Duration.ofSeconds(30)),
        UpstreamTlsConfig.DEFAULT,
        HostPolicy.UPSTREAM,
        CredentialsPolicy.FORWARD,
        RetryConfig.DEFAULT,
        Duration.ofSeconds(30),
        null,
        null);
  }

  public static UpstreamConfig named(UpstreamConfig u, String name) {
    return new UpstreamConfig(
        name,
        u.url(),
        u.addresses(),
        u.timeout(),
        u.pool(),
        u.tls(),
        u.host(),
        u.credentials(),
        u.retry(),
        u.dnsTtl(),
        u.via(),
        u.cache());
  }

  public static UpstreamConfig addresses(UpstreamConfig u, String... addresses) {
    return new UpstreamConfig(
        u.name(),
        u.url(),
        List.of(addresses),
        u.timeout(),
        u.pool(),
        u.tls(),
        u.host(),
        u.credentials(),
        u.retry(),
        u.dnsTtl(),
        u.via(),
        u.cache());
  }

  public static UpstreamConfig timeouts(
      UpstreamConfig u, Duration connect, Duration firstByte, Duration total) {
    return new UpstreamConfig(
        u.name(),
        u.url(),
        u.addresses(),
        new UpstreamTimeouts(connect, firstByte, total),
        u.pool(),
        u.tls(),
        u.host(),
        u.credentials(),
        u.retry(),
        u.dnsTtl(),
        u.via(),
        u.cache());
  }

  public static UpstreamConfig pool(UpstreamConfig u, int connections, int pending, Duration idle) {
    return new UpstreamConfig(
        u.name(),
        u.url(),
        u.addresses(),
        u.timeout(),
        new PoolConfig(connections, pending, idle),
        u.tls(),
        u.host(),
        u.credentials(),
        u.retry(),
        u.dnsTtl(),
        u.via(),
        u.cache());
  }

  public static UpstreamConfig tls(UpstreamConfig u, UpstreamTlsConfig tls) {
    return new UpstreamConfig(
        u.name(),
        u.url(),
        u.addresses(),
        u.timeout(),
        u.pool(),
        tls,
        u.host(),
        u.credentials(),
        u.retry(),
        u.dnsTtl(),
        u.via(),
        u.cache());
  }

  public static UpstreamConfig policies(
      UpstreamConfig u, HostPolicy host, CredentialsPolicy credentials) {
    return new UpstreamConfig(
        u.name(),
        u.url(),
        u.addresses(),
        u.timeout(),
        u.pool(),
        u.tls(),
        host,
        credentials,
        u.retry(),
        u.dnsTtl(),
        u.via(),
        u.cache());
  }

  public static UpstreamConfig retries(UpstreamConfig u, int attempts) {
    return new UpstreamConfig(
        u.name(),
        u.url(),
        u.addresses(),
        u.timeout(),
        u.pool(),
        u.tls(),
        u.host(),
        u.credentials(),
        new RetryConfig(attempts),
        u.dnsTtl(),
        u.via(),
        u.cache());
  }

  public static UpstreamConfig via(UpstreamConfig u, String proxy) {
    return new UpstreamConfig(
        u.name(),
        u.url(),
        u.addresses(),
        u.timeout(),
        u.pool(),
        u.tls(),
        u.host(),
        u.credentials(),
        u.retry(),
        u.dnsTtl(),
        proxy,
        u.cache());
  }

  public static ProxyConfig route() {
    return route(null, null);
  }

  public static ProxyConfig route(String stripPrefix, String addPrefix) {
    return new ProxyConfig(
        "backend", null, HeaderEdits.NONE, HeaderEdits.NONE, stripPrefix, addPrefix, null, null);
  }

  public static ProxyConfig edits(HeaderEdits request, HeaderEdits response) {
    return new ProxyConfig("backend", null, request, response, null, null, null, null);
  }

  public static ProxyConfig total(Duration total) {
    return new ProxyConfig(
        "backend", total, HeaderEdits.NONE, HeaderEdits.NONE, null, null, null, null);
  }
}
