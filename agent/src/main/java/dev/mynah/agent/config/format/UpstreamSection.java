package dev.mynah.agent.config.format;

import dev.mynah.agent.config.CredentialsPolicy;
import dev.mynah.agent.config.HostPolicy;
import dev.mynah.agent.config.PoolConfig;
import dev.mynah.agent.config.RetryConfig;
import dev.mynah.agent.config.UpstreamConfig;
import dev.mynah.agent.config.UpstreamTimeouts;
import dev.mynah.agent.config.UpstreamTlsConfig;
import dev.mynah.settings.declare.Section;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.declare.Type;
import dev.mynah.settings.declare.Types;
import dev.mynah.settings.declare.Values;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real backend. */
final class UpstreamSection {
  private static final Setting<Duration> CONNECT =
      Setting.of(
              "connect",
              Types.duration(Duration.ofMillis(10), Duration.ofMinutes(5)),
              "Until the connection stands, TLS included.")
          .byDefault(UpstreamTimeouts.DEFAULT_CONNECT);
  private static final Setting<Duration> FIRST_BYTE =
      Setting.of(
              "firstByte",
              Types.duration(Duration.ofMillis(10), Duration.ofHours(24)),
              "From the last byte sent until the answer's head.")
          .byDefault(UpstreamTimeouts.DEFAULT_FIRST_BYTE);
  private static final Type<Duration> WHOLE =
      Types.duration(ProxySection.SHORTEST, ProxySection.LONGEST);
  private static final Setting<Duration> TOTAL =
      Setting.of("total", WHOLE, "From the request's head until the answer's last byte.")
          .byDefault(UpstreamTimeouts.DEFAULT_TOTAL);
  private static final UpstreamTimeouts TIMEOUTS =
      new UpstreamTimeouts(
          UpstreamTimeouts.DEFAULT_CONNECT,
          UpstreamTimeouts.DEFAULT_FIRST_BYTE,
          UpstreamTimeouts.DEFAULT_TOTAL);
  private static final Section<UpstreamTimeouts> TIMEOUT_SECTION =
      Section.of(
              "upstreamTimeouts",
              "How long an upstream may take. In short form, timeout: 10s, firstByte and total are"
                  + " both that.",
              v -> new UpstreamTimeouts(v.get(CONNECT), v.get(FIRST_BYTE), v.get(TOTAL)),
              CONNECT,
              FIRST_BYTE,
              TOTAL)
          .synonyms(Map.of("read", "firstByte", "response", "firstByte", "request", "total"));

  private static final Setting<Integer> MAX_CONNECTIONS =
      Setting.of(
              "maxConnections",
              Types.integer(1, 10_000),
              "Connections open at a time on one event loop; a request beyond waits.")
          .byDefault(PoolConfig.DEFAULT_MAX_CONNECTIONS);
  private static final Setting<Integer> MAX_PENDING =
      Setting.of(
              "maxPending",
              Types.integer(0, 100_000),
              "Requests that may wait for one on one event loop; beyond that 503.")
          .byDefault(PoolConfig.DEFAULT_MAX_PENDING);
  private static final Setting<Duration> POOL_IDLE =
      Setting.of(
              "idleTimeout",
              Types.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
              "After which an unused connection is closed.")
          .byDefault(PoolConfig.DEFAULT_IDLE_TIMEOUT);
  private static final Section<PoolConfig> POOL_SECTION =
      Section.of(
          "pool",
          "Connections kept to one upstream, counted per event loop.",
          v -> new PoolConfig(v.get(MAX_CONNECTIONS), v.get(MAX_PENDING), v.get(POOL_IDLE)),
          MAX_CONNECTIONS,
          MAX_PENDING,
          POOL_IDLE);

  private static final Type<Integer> ATTEMPT_COUNT = Types.integer(0, 5);
  private static final Setting<Integer> ATTEMPTS =
      Setting.of("attempts", ATTEMPT_COUNT, "Further attempts after the first.")
          .byDefault(RetryConfig.DEFAULT.attempts());
  private static final Section<RetryConfig> RETRY_SECTION =
      Section.of(
          "retry",
          "Retries of requests that are safe to repeat; retry: 2 is the short form.",
          v -> new RetryConfig(v.get(ATTEMPTS)),
          ATTEMPTS);

  private static final Setting<URI> URL =
      Setting.of("url", Tokens.HTTP_URL, "Scheme, host, port and path in front of the route's.")
          .required()
          .example("https://api.example/v1");
  private static final Setting<List<String>> ADDRESSES =
      Setting.of(
              "addresses",
              Tokens.HOST_AND_PORT.listOrOne(),
              "host:port connected to instead of the URL's host, in order of preference.")
          .byDefault(List.of())
          .elsewise("the URL's host is resolved");
  private static final Setting<UpstreamTimeouts> TIMEOUT =
      Setting.of(
              "timeout",
              TIMEOUT_SECTION.orShort(WHOLE.becoming(UpstreamSection::timeouts)),
              "How long it may take.")
          .byDefault(TIMEOUTS)
          .elsewise("as below");
  private static final Setting<PoolConfig> POOL =
      Setting.of("pool", POOL_SECTION, "Connections kept.")
          .byDefault(
              new PoolConfig(
                  PoolConfig.DEFAULT_MAX_CONNECTIONS,
                  PoolConfig.DEFAULT_MAX_PENDING,
                  PoolConfig.DEFAULT_IDLE_TIMEOUT))
          .elsewise("as below");
  private static final Setting<RetryConfig> RETRY =
      Setting.of(
              "retry",
              RETRY_SECTION.orShort(ATTEMPT_COUNT.becoming(RetryConfig::new)),
              "Retries of requests that are safe to repeat.")
          .byDefault(RetryConfig.DEFAULT)
          .elsewise("as below");
  private static final Setting<Path> CA_FILE =
      Setting.of("caFile", Types.file(), "PEM authorities to trust instead of the JDK's.");
  private static final Setting<Path> CERT_FILE =
      Setting.of("certFile", Types.file(), "PEM certificate to show; keyFile goes with it.");
  private static final Setting<Path> KEY_FILE =
      Setting.of("keyFile", Types.keyFile(), "PEM key of certFile.");
  private static final Setting<String> SERVER_NAME =
      Setting.of("serverName", Tokens.BIND_HOST, "Name sent in SNI and checked.")
          .elsewise("the URL's host");
  private static final Setting<Boolean> VERIFY =
      Setting.of("verify", Types.truth(), "false accepts any certificate: for tests only.")
          .byDefault(true);
  private static final Setting<HostPolicy> HOST =
      Setting.of("host", Types.choice(HostPolicy.class), "Which Host it sees; keep: the client's.")
          .byDefault(HostPolicy.UPSTREAM);
  private static final Setting<CredentialsPolicy> CREDENTIALS =
      Setting.of(
              "credentials",
              Types.choice(CredentialsPolicy.class),
              "Whether Authorization, Proxy-Authorization and Cookie are sent on.")
          .byDefault(CredentialsPolicy.FORWARD);
  private static final Setting<Duration> DNS_TTL =
      Setting.of(
              "dnsTtl",
              Types.duration(Duration.ZERO, Duration.ofDays(1)),
              "How long a resolved address is trusted; 0s resolves for every new connection.")
          .byDefault(UpstreamConfig.DEFAULT_DNS_TTL);
  private static final Setting<String> VIA =
      Setting.of("via", Tokens.HOST_AND_PORT, "An outgoing HTTP proxy.");

  private static final Section<UpstreamConfig> SECTION =
      Section.of(
              "upstream",
              "A real backend.",
              UpstreamSection::build,
              URL,
              ADDRESSES,
              TIMEOUT,
              POOL,
              RETRY,
              CA_FILE,
              CERT_FILE,
              KEY_FILE,
              SERVER_NAME,
              VERIFY,
              HOST,
              CREDENTIALS,
              DNS_TTL,
              VIA,
              CacheSection.CACHE)
          .synonyms(
              Map.of(
                  "target", "url",
                  "address", "addresses",
                  "tls", "caFile, certFile, keyFile, serverName or verify beside url",
                  "ca", "caFile",
                  "sni", "serverName",
                  "insecureSkipVerify", "verify: false",
                  "retries", "retry",
                  "connectTimeout", "timeout.connect",
                  "proxy", "via"))
          .later(
              Map.of(
                  "breaker", "will stop calling an upstream that fails",
                  "http2", "will speak HTTP/2",
                  "healthCheck", "will watch whether it answers"));

  /** A section, or the URL alone; the name is filled in by {@link Upstreams}. */
  static final Type<UpstreamConfig> TYPE =
      SECTION.orShort(Tokens.HTTP_URL.becoming(UpstreamSection::plain));

  private UpstreamSection() {}

  private static UpstreamTimeouts timeouts(Duration whole) {
    boolean quick = whole.compareTo(UpstreamTimeouts.DEFAULT_CONNECT) < 0;
    return new UpstreamTimeouts(quick ? whole : UpstreamTimeouts.DEFAULT_CONNECT, whole, whole);
  }

  /** An upstream with nothing but a URL. */
  static UpstreamConfig plain(URI url) {
    return new UpstreamConfig(
        "",
        url,
        List.of(),
        TIMEOUTS,
        new PoolConfig(
            PoolConfig.DEFAULT_MAX_CONNECTIONS,
            PoolConfig.DEFAULT_MAX_PENDING,
            PoolConfig.DEFAULT_IDLE_TIMEOUT),
        UpstreamTlsConfig.DEFAULT,
        HostPolicy.UPSTREAM,
        CredentialsPolicy.FORWARD,
        RetryConfig.DEFAULT,
        UpstreamConfig.DEFAULT_DNS_TTL,
        null,
        null);
  }

  private static @Nullable UpstreamConfig build(Values v) {
    if ((v.find(CERT_FILE) == null) != (v.find(KEY_FILE) == null)) {
      Setting<Path> lonely = v.find(CERT_FILE) == null ? KEY_FILE : CERT_FILE;
      v.error(lonely, "expected certFile and keyFile together");
      return null;
    }
    UpstreamTlsConfig tls =
        new UpstreamTlsConfig(
            v.find(CA_FILE),
            v.find(CERT_FILE),
            v.find(KEY_FILE),
            v.find(SERVER_NAME),
            v.get(VERIFY));
    warnOfTls(v, v.get(URL), tls);
    return new UpstreamConfig(
        "",
        v.get(URL),
        v.get(ADDRESSES),
        v.get(TIMEOUT),
        v.get(POOL),
        tls,
        v.get(HOST),
        v.get(CREDENTIALS),
        v.get(RETRY),
        v.get(DNS_TTL),
        v.find(VIA),
        v.find(CacheSection.CACHE));
  }

  private static void warnOfTls(Values v, URI url, UpstreamTlsConfig tls) {
    if (!tls.verify()) {
      v.warn(v.place(VERIFY), "false", "any certificate is accepted: for tests only");
    }
    if (url.getScheme().equalsIgnoreCase("http") && !tls.equals(UpstreamTlsConfig.DEFAULT)) {
      v.warn(v.place(URL), v.shown(URL), "settings of TLS have no effect on http://");
    }
  }
}
