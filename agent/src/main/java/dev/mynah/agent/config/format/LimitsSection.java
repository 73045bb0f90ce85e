package dev.mynah.agent.config.format;

import dev.mynah.agent.config.LimitsConfig;
import dev.mynah.settings.declare.Section;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.declare.Type;
import dev.mynah.settings.declare.Types;
import dev.mynah.settings.declare.Values;
import java.time.Duration;
import java.util.Map;

/** What one client may ask of us. */
final class LimitsSection {
  private static final int KIB = 1024;
  private static final int MIB = 1024 * KIB;
  private static final Type<Duration> WAIT =
      Types.duration(Duration.ofMillis(100), Duration.ofHours(1));

  private static final Setting<Integer> REQUEST_LINE =
      Setting.of("requestLine", bytes(256, MIB), "Longest request line; beyond it 414.")
          .byDefault(LimitsConfig.DEFAULT_REQUEST_LINE)
          .elsewise("8KiB");
  private static final Setting<Integer> HEADER_BYTES =
      Setting.of("headerBytes", bytes(KIB, 4 * MIB), "All fields of a head; beyond it 431.")
          .byDefault(LimitsConfig.DEFAULT_HEADER_BYTES)
          .elsewise("32KiB");
  private static final Setting<Integer> HEADER_COUNT =
      Setting.of("headerCount", Types.integer(10, 10_000), "Fields of a head; beyond it 431.")
          .byDefault(LimitsConfig.DEFAULT_HEADER_COUNT);
  private static final Setting<Long> BODY =
      Setting.of(
              "body",
              Types.size(0, 1024L * 1024 * MIB),
              "Longest request body; beyond it 413; 0 for no limit.")
          .byDefault(LimitsConfig.DEFAULT_BODY)
          .elsewise("0, no limit");
  private static final Setting<Integer> MATCH_BODY =
      Setting.of("matchBody", bytes(0, 256 * MIB), "Longest body read ahead for a body test.")
          .byDefault(LimitsConfig.DEFAULT_MATCH_BODY)
          .elsewise("1MiB");
  private static final Setting<Integer> CONNECTIONS =
      Setting.of(
              "connections",
              Types.integer(1, 1_000_000),
              "Open client connections; a further one is closed at once.")
          .byDefault(LimitsConfig.DEFAULT_CONNECTIONS);
  private static final Setting<Duration> HEAD_TIMEOUT =
      Setting.of("headTimeout", WAIT, "From a request's first byte to the end of its head: 408.")
          .byDefault(LimitsConfig.DEFAULT_HEAD_TIMEOUT);
  private static final Setting<Duration> BODY_IDLE_TIMEOUT =
      Setting.of("bodyIdleTimeout", WAIT, "Between two reads of a body: 408.")
          .byDefault(LimitsConfig.DEFAULT_BODY_IDLE_TIMEOUT);
  private static final Setting<Duration> IDLE_TIMEOUT =
      Setting.of("idleTimeout", WAIT, "Of a kept-alive connection between requests.")
          .byDefault(LimitsConfig.DEFAULT_IDLE_TIMEOUT);
  private static final Setting<Duration> WRITE_IDLE_TIMEOUT =
      Setting.of("writeIdleTimeout", WAIT, "While a client takes nothing of a ready answer.")
          .byDefault(LimitsConfig.DEFAULT_WRITE_IDLE_TIMEOUT);
  private static final Setting<Integer> REQUESTS_PER_CONNECTION =
      Setting.of(
              "requestsPerConnection",
              Types.integer(0, 1_000_000_000),
              "After which a connection is closed; 0 for no limit.")
          .byDefault(0);

  private static final Setting<Long> READ_AHEAD =
      Setting.of(
              "readAhead",
              Types.size(0, 1024L * 1024 * MIB),
              "Memory of all bodies together that are read ahead; 0 for a quarter of the heap.")
          .byDefault(LimitsConfig.ReadAhead.DEFAULT.bytes())
          .elsewise("a quarter of the heap");
  private static final Setting<Duration> READ_AHEAD_WAIT =
      Setting.of(
              "readAheadWait",
              Types.duration(Duration.ZERO, Duration.ofHours(1)),
              "How long a request waits for memory to read its body ahead; beyond it 503.")
          .byDefault(LimitsConfig.ReadAhead.DEFAULT.maxWait());

  static final Setting<LimitsConfig> LIMITS =
      Setting.of(
              "limits",
              Section.of(
                      "limits",
                      "What one client may ask.",
                      LimitsSection::build,
                      REQUEST_LINE,
                      HEADER_BYTES,
                      HEADER_COUNT,
                      BODY,
                      MATCH_BODY,
                      CONNECTIONS,
                      HEAD_TIMEOUT,
                      BODY_IDLE_TIMEOUT,
                      IDLE_TIMEOUT,
                      WRITE_IDLE_TIMEOUT,
                      REQUESTS_PER_CONNECTION,
                      READ_AHEAD,
                      READ_AHEAD_WAIT)
                  .synonyms(Map.of("maxBody", "body", "maxConnections", "connections")),
              "What one client may ask.")
          .byDefault(LimitsConfig.defaults())
          .elsewise("as below");

  private LimitsSection() {}

  private static Type<Integer> bytes(int least, int most) {
    return Types.size(least, most).becoming(Math::toIntExact);
  }

  private static LimitsConfig build(Values v) {
    return new LimitsConfig(
        v.get(REQUEST_LINE),
        v.get(HEADER_BYTES),
        v.get(HEADER_COUNT),
        v.get(BODY),
        v.get(MATCH_BODY),
        v.get(CONNECTIONS),
        v.get(HEAD_TIMEOUT),
        v.get(BODY_IDLE_TIMEOUT),
        v.get(IDLE_TIMEOUT),
        v.get(WRITE_IDLE_TIMEOUT),
        v.get(REQUESTS_PER_CONNECTION),
        readAhead(v));
  }

  private static LimitsConfig.ReadAhead readAhead(Values v) {
    long bytes = v.get(READ_AHEAD);
    if (bytes > 0 && bytes < v.get(MATCH_BODY)) {
      v.error(READ_AHEAD, "expected at least limits.matchBody, or no such body is ever read");
    }
    return new LimitsConfig.ReadAhead(bytes, v.get(READ_AHEAD_WAIT));
  }
}
