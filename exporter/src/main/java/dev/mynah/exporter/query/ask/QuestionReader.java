package dev.mynah.exporter.query.ask;

import dev.mynah.exporter.openapi.Operation;
import dev.mynah.exporter.openapi.Parameter;
import dev.mynah.exporter.query.ask.Question.Page;
import dev.mynah.exporter.query.ask.Question.When;
import dev.mynah.exporter.series.TimeRange;
import dev.mynah.settings.declare.Suggestion;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads the query of a request to one path: every parameter is known and makes sense, or 400. */
public final class QuestionReader {
  private static final int MOST_VALUES = 500;
  private static final Set<String> OF_THE_PAGE = Set.of("cursor", "limit");
  private static final Set<String> FILTER_NAMES = filterNames();

  private final String path;
  private final List<Parameter> known;
  private final ApiSettings settings;
  private final Clock clock;
  private final long usualSpanMillis;

  /**
   * A reader for one path.
   *
   * @param usualSpan how long a range is when nothing is said
   */
  public QuestionReader(
      Operation operation, Duration usualSpan, ApiSettings settings, Clock clock) {
    this.path = operation.path();
    this.known = operation.parameters();
    this.usualSpanMillis = usualSpan.toMillis();
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Reads a query as it was sent.
   *
   * @throws dev.mynah.control.ProblemException 400 with what was found and what is allowed
   */
  public Question read(String query) {
    Map<String, List<String>> given = given(query);
    Map<String, List<String>> filters = new TreeMap<>(given);
    filters.keySet().retainAll(FILTER_NAMES);
    Map<String, List<String>> marked = new TreeMap<>(given);
    marked.keySet().removeAll(OF_THE_PAGE);
    String mark = Cursor.question(path + marked);
    long nowMillis = clock.millis();
    ZoneId zone = one(given, "tz").map(QuestionReader::zone).orElse(ZoneOffset.UTC);
    Optional<Step> step = one(given, "step").map(text -> Step.parse("step", text));
    Optional<Cursor> cursor = one(given, "cursor").map(text -> Cursor.parse(text, mark));
    TimeRange range =
        cursor.map(Cursor::range).orElseGet(() -> range(given, new TimeText(zone, nowMillis)));
    boolean rangeGiven =
        cursor.isPresent() || given.containsKey("from") || given.containsKey("timeframe");
    Optional<String> limit = one(given, "limit");
    return new Question(
        range,
        new When(zone, step, nowMillis, rangeGiven),
        Filters.of(filters),
        new Page(
            limit.map(this::limit).orElse(settings.pageRows()),
            limit.isPresent(),
            cursor.map(Cursor::after).orElse(-1L),
            mark),
        given);
  }

  private Map<String, List<String>> given(String query) {
    Map<String, List<String>> given = new TreeMap<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      if (!name.isEmpty()) {
        add(given, known(name), value);
      }
    }
    return given;
  }

  private Parameter known(String name) {
    for (Parameter parameter : known) {
      if (parameter.isCalled(name)) {
        return parameter;
      }
    }
    List<String> names = known.stream().map(Parameter::name).toList();
    String nearest = Suggestion.nearest(name, names);
    throw Refusal.bad(
        "unknown-parameter",
        name
            + ": no such parameter here"
            + (nearest == null ? "" : ", did you mean " + nearest + "?")
            + " (expected "
            + String.join(", ", names)
            + ")");
  }

  /** An empty value is as good as none: dashboards send it for "all". */
  private static void add(Map<String, List<String>> given, Parameter parameter, String value) {
    String name = parameter.name();
    List<String> values = parameter.several() ? List.of(value.split(",", -1)) : List.of(value);
    Set<String> all = new LinkedHashSet<>(given.getOrDefault(name, List.of()));
    int before = all.size();
    for (String each : values) {
      String text = each.strip();
      if (text.isEmpty()) {
        continue;
      }
      if (!parameter.allowed().isEmpty() && !parameter.allowed().contains(text)) {
        String nearest = Suggestion.nearest(text, parameter.allowed());
        throw Refusal.badValue(
            name,
            text,
            String.join(", ", parameter.allowed())
                + (nearest == null ? "" : "; did you mean " + nearest + "?"));
      }
      all.add(text);
    }
    if (!parameter.several() && before > 0 && all.size() > 1) {
      throw Refusal.badValue(name, String.join(" and ", all), "one value");
    }
    if (all.size() > MOST_VALUES) {
      throw Refusal.badValue(name, all.size() + " values", "up to " + MOST_VALUES);
    }
    if (!all.isEmpty()) {
      given.put(name, new ArrayList<>(all));
    }
  }

  private TimeRange range(Map<String, List<String>> given, TimeText text) {
    long to =
        one(given, "to").map(t -> text.moment("to", t)).orElseGet(() -> text.moment("to", "now"));
    Optional<String> from = one(given, "from");
    Optional<String> timeframe = one(given, "timeframe");
    if (from.isPresent() && timeframe.isPresent()) {
      throw Refusal.badValue("timeframe", timeframe.get(), "not together with from");
    }
    long begin =
        from.map(f -> text.moment("from", f))
            .orElseGet(
                () ->
                    to - timeframe.map(t -> TimeText.span("timeframe", t)).orElse(usualSpanMillis));
    if (begin >= to) {
      throw Refusal.badValue("from", from.orElse(Long.toString(begin)), "a moment before to");
    }
    return new TimeRange(Math.max(0, begin), to);
  }

  private int limit(String text) {
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= settings.maxPageRows()) {
        return limit;
      }
    } catch (NumberFormatException e) {
      throw Refusal.badValue("limit", text, "1 to " + settings.maxPageRows());
    }
    throw Refusal.badValue("limit", text, "1 to " + settings.maxPageRows());
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw Refusal.badValue("tz", text, "an IANA time zone such as Europe/Berlin, or UTC");
    }
  }

  private static Optional<String> one(Map<String, List<String>> given, String name) {
    return given.getOrDefault(name, List.of()).stream().findFirst();
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      throw Refusal.bad("bad-query", "The query's percent-encoding is broken.");
    }
  }

  private static Set<String> filterNames() {
    Set<String> names = new LinkedHashSet<>();
    Asked.FILTERS.forEach(each -> names.add(each.name()));
    Asked.LOG_FILTERS.forEach(each -> names.add(each.name()));
    return names;
  }
}
