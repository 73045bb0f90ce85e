package dev.mynah.settings;

import static dev.mynah.settings.JournalSettings.Capture.DEFAULT_BODY_LIMIT_BYTES;
import static dev.mynah.settings.JournalSettings.Capture.MOST_BODY_LIMIT_BYTES;

import dev.mynah.settings.JournalSettings.Capture;
import dev.mynah.settings.JournalSettings.Headers;
import dev.mynah.settings.JournalSettings.Redaction;
import dev.mynah.settings.declare.Section;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.declare.Type;
import dev.mynah.settings.declare.Types;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The declarations behind {@link JournalSettings} and {@link IdentitySettings}. */
final class JournalSections {
  private static final Pattern FIELD_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
  private static final Pattern JSON_PATH = Pattern.compile("\\$[!-~]{1,200}");
  private static final Pattern LABEL = Pattern.compile("[^\\x00-\\x1f\\x7f]{0,200}");

  private JournalSections() {}

  private static final Setting<JournalSettings.Mode> MODE =
      Setting.of(
              "mode",
              Types.choice(JournalSettings.Mode.class),
              "When it is written; auto: while an exporter reads it, or has within 30 days.")
          .byDefault(JournalSettings.Mode.AUTO)
          .atStart();
  private static final Setting<Long> SIZE =
      Setting.of(
              "size",
              Types.size(JournalSettings.LEAST_SIZE_BYTES, JournalSettings.MOST_SIZE_BYTES),
              "Cap of all its files.")
          .byDefault(JournalSettings.DEFAULT_SIZE_BYTES)
          .atStart();
  private static final Setting<Long> SEGMENT_SIZE =
      Setting.of(
              "segmentSize",
              Types.size(JournalSettings.LEAST_SEGMENT_BYTES, JournalSettings.MOST_SEGMENT_BYTES),
              "When the next file is begun; never above a quarter of size.")
          .byDefault(JournalSettings.DEFAULT_SEGMENT_BYTES)
          .atStart();
  private static final Setting<Long> FRAME_RESERVE =
      Setting.of(
              "frameReserve",
              Types.size(
                  JournalSettings.LEAST_FRAME_RESERVE_BYTES,
                  JournalSettings.MOST_FRAME_RESERVE_BYTES),
              "What events leave free for counts while the exporter is away; never above half of"
                  + " size.")
          .byDefault(JournalSettings.DEFAULT_FRAME_RESERVE_BYTES)
          .atStart();
  private static final Setting<Integer> EVENTS_PER_SECOND =
      Setting.of(
              "eventsPerSecond",
              Types.integer(1, JournalSettings.MOST_EVENTS_PER_SECOND),
              "How many requests are told of one by one; of more, a sample. Counts are never"
                  + " sampled.")
          .byDefault(JournalSettings.DEFAULT_EVENTS_PER_SECOND)
          .atStart();
  private static final Setting<Integer> RING =
      Setting.of(
              "ring",
              Types.integer(JournalSettings.LEAST_RING_EVENTS, JournalSettings.MOST_RING_EVENTS),
              "How many events may wait to be written, for each event loop.")
          .byDefault(JournalSettings.DEFAULT_RING_EVENTS)
          .atStart();

  private static final Setting<List<String>> HEADERS =
      Setting.of(
              "headers",
              fieldName("expected names of header fields, or one of the words none and all")
                  .listOrOne(),
              "Header fields that are kept with an event: names, or all, or none. Secrets are"
                  + " struck out.")
          .byDefault(List.of())
          .elsewise("none")
          .atStart();
  private static final Setting<Boolean> BODIES =
      Setting.of("bodies", Types.truth(), "Whether bodies are kept with an event.")
          .byDefault(false)
          .atStart();
  private static final Setting<Long> BODY_LIMIT =
      Setting.of("bodyLimit", Types.size(0, MOST_BODY_LIMIT_BYTES), "How much of each body.")
          .byDefault((long) DEFAULT_BODY_LIMIT_BYTES)
          .atStart();

  private static final Setting<List<String>> FIELDS =
      Setting.of(
              "fields",
              fieldName("expected names of header fields").listOrOne(),
              "Header fields that are struck out besides Authorization, Proxy-Authorization, Cookie"
                  + " and Set-Cookie.")
          .byDefault(List.of())
          .elsewise("none")
          .atStart();
  private static final Setting<List<String>> JSON_PATHS =
      Setting.of(
              "jsonPaths",
              Types.token(
                      "JSON path",
                      "expected a path such as $.card.number or $..password",
                      text -> matching(JSON_PATH, text))
                  .listOrOne(),
              "Values of JSON bodies that are struck out.")
          .byDefault(List.of())
          .elsewise("none")
          .atStart();
  private static final Setting<Redaction> REDACT =
      Setting.of(
              "redact",
              Section.of(
                  "redact",
                  "What is struck out before an event is written.",
                  v -> new Redaction(v.get(FIELDS), v.get(JSON_PATHS)),
                  FIELDS,
                  JSON_PATHS),
              "What is struck out before an event is written.")
          .byDefault(Redaction.DEFAULT)
          .elsewise("as below");

  static final Setting<JournalSettings> JOURNAL =
      Setting.of(
              "journal",
              Section.of(
                      "journal",
                      "What is kept for the exporter.",
                      v ->
                          new JournalSettings(
                              v.get(MODE),
                              v.get(SIZE),
                              v.get(SEGMENT_SIZE),
                              v.get(FRAME_RESERVE),
                              v.get(EVENTS_PER_SECOND),
                              v.get(RING),
                              new Capture(
                                  Headers.of(v.get(HEADERS)),
                                  v.get(BODIES),
                                  Math.toIntExact(v.get(BODY_LIMIT)),
                                  v.get(REDACT))),
                      MODE,
                      SIZE,
                      SEGMENT_SIZE,
                      FRAME_RESERVE,
                      EVENTS_PER_SECOND,
                      RING,
                      HEADERS,
                      BODIES,
                      BODY_LIMIT,
                      REDACT)
                  .synonyms(Map.of("enabled", "mode", "sampling", "eventsPerSecond")),
              "What is kept for the exporter.")
          .byDefault(JournalSettings.DEFAULT)
          .elsewise("as below");

  private static final Setting<String> JOB =
      label("job", "What kind of process this is, in stored series.")
          .byDefault(IdentitySettings.DEFAULT_JOB)
          .atStart();
  private static final Setting<String> INSTANCE =
      label("instance", "Which of them this is.")
          .byDefault("")
          .elsewise("the host's name and the admin port")
          .atStart();
  private static final Setting<String> NAMESPACE =
      label("namespace", "Its namespace in Kubernetes.").byDefault("").elsewise("none").atStart();
  private static final Setting<String> POD =
      label("pod", "Its pod in Kubernetes.").byDefault("").elsewise("none").atStart();
  private static final Setting<String> WORKSPACE =
      label("workspace", "Whose it is.").byDefault(IdentitySettings.DEFAULT_WORKSPACE).atStart();
  private static final Setting<String> ENVIRONMENT =
      label("environment", "Where it runs, such as staging.")
          .byDefault("")
          .elsewise("none")
          .atStart();

  static final Setting<IdentitySettings> IDENTITY =
      Setting.of(
              "identity",
              Section.of(
                  "identity",
                  "What this process is called where the counts of many meet.",
                  v ->
                      new IdentitySettings(
                          v.get(JOB),
                          v.get(INSTANCE),
                          v.get(NAMESPACE),
                          v.get(POD),
                          v.get(WORKSPACE),
                          v.get(ENVIRONMENT)),
                  JOB,
                  INSTANCE,
                  NAMESPACE,
                  POD,
                  WORKSPACE,
                  ENVIRONMENT),
              "What this process is called where the counts of many meet.")
          .byDefault(IdentitySettings.DEFAULT)
          .elsewise("as below");

  private static Setting<String> label(String key, String doc) {
    return Setting.of(
        key,
        Types.token("text", "expected up to 200 characters", text -> matching(LABEL, text)),
        doc);
  }

  private static Type<String> fieldName(String expected) {
    return Types.token("name", expected, text -> matching(FIELD_NAME, text));
  }

  private static String matching(Pattern pattern, String text) {
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException("not of the form " + pattern);
    }
    return text;
  }
}
