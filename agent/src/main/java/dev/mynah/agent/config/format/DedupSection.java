package dev.mynah.agent.config.format;

import dev.mynah.agent.config.reuse.DedupConfig;
import dev.mynah.settings.declare.Section;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.declare.Type;
import dev.mynah.settings.declare.Types;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which repeated requests are answered once. */
final class DedupSection {
  private static final Type<Duration> WINDOW_TYPE =
      Types.duration(Duration.ofMillis(100), Duration.ofDays(1));
  private static final long MIB = 1024L * 1024;

  /** What one place says; what it leaves out is said by the next wider one. */
  record Draft(
      boolean enabled,
      @Nullable Duration window,
      @Nullable Set<String> methods,
      @Nullable List<String> headers,
      @Nullable Long maxBody,
      @Nullable Long maxAnswer,
      @Nullable Duration longestWait) {

    /** With defaults for what neither this nor the wider one says. */
    DedupConfig config(Draft wider) {
      return new DedupConfig(
          or(window, wider.window, DedupConfig.DEFAULT_WINDOW),
          or(methods, wider.methods, DedupConfig.DEFAULT_METHODS),
          or(headers, wider.headers, List.of()),
          or(maxBody, wider.maxBody, DedupConfig.DEFAULT_MAX_BODY),
          or(maxAnswer, wider.maxAnswer, DedupConfig.DEFAULT_MAX_ANSWER),
          or(longestWait, wider.longestWait, DedupConfig.DEFAULT_WAIT));
    }

    private static <T> T or(@Nullable T own, @Nullable T wider, T usual) {
      if (own != null) {
        return own;
      }
      return wider == null ? usual : wider;
    }
  }

  /** Says nothing. */
  static final Draft NOTHING = window(null);

  private static final Setting<Boolean> ENABLED =
      Setting.of("enabled", Types.truth(), "false switches it off where it stands.")
          .byDefault(true);
  private static final Setting<Duration> WINDOW =
      Setting.of("window", WINDOW_TYPE, "How long an equal request gets the first one's answer.")
          .elsewise("defaults.dedup.window, else 60s");
  private static final Setting<List<String>> METHODS =
      Setting.of(
              "methods",
              Tokens.METHOD_NAME.listOrOne(),
              "Methods; one with side effects only where it is listed.")
          .elsewise("GET, HEAD")
          .example("POST");
  private static final Setting<List<String>> HEADERS =
      Setting.of(
              "headers",
              Tokens.FIELD.listOrOne(),
              "Request fields that make a difference; credentials always do. Idempotency-Key among"
                  + " them makes that key the identity of a request.")
          .elsewise("none");
  private static final Setting<Long> MAX_BODY =
      Setting.of(
              "maxBody",
              Types.size(0, 256 * MIB),
              "Longest request body that is looked at; a longer one goes on as it is.")
          .elsewise("1MiB");
  private static final Setting<Long> MAX_ANSWER =
      Setting.of("maxAnswer", Types.size(0, 256 * MIB), "Longest answer that is remembered.")
          .elsewise("256KiB");
  private static final Setting<Duration> WAIT =
      Setting.of(
              "wait",
              Types.duration(Duration.ofMillis(100), Duration.ofHours(1)),
              "How long a duplicate waits for the first one's answer.")
          .elsewise("30s");

  private static final Section<Draft> SECTION =
      Section.of(
              "dedup",
              "Which repeated requests are answered once. In short form, dedup: 60s, it is the"
                  + " window.",
              v ->
                  new Draft(
                      v.get(ENABLED),
                      v.find(WINDOW),
                      v.find(METHODS) == null ? null : Set.copyOf(v.get(METHODS)),
                      v.find(HEADERS),
                      v.find(MAX_BODY),
                      v.find(MAX_ANSWER),
                      v.find(WAIT)),
              ENABLED,
              WINDOW,
              METHODS,
              HEADERS,
              MAX_BODY,
              MAX_ANSWER,
              WAIT)
          .synonyms(
              Map.of(
                  "ttl", "window",
                  "method", "methods",
                  "key", "headers",
                  "idempotencyKey", "headers: [Idempotency-Key]",
                  "size", "dedup.size at the top of the file"));

  /** What a route or the defaults say. */
  static final Setting<Draft> DEDUP =
      Setting.of(
              "dedup",
              SECTION.orShort(WINDOW_TYPE.becoming(DedupSection::window)),
              "Which repeated requests are answered once.")
          .elsewise("none");

  private DedupSection() {}

  private static Draft window(@Nullable Duration window) {
    return new Draft(true, window, null, null, null, null, null);
  }
}
