package dev.mynah.exporter.fake;

import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.log.LogFilter;
import dev.mynah.exporter.log.LogReader.Key;
import dev.mynah.exporter.series.Matcher;
import dev.mynah.ledger.journal.HitEvent;
import java.util.Locale;

/** What a request of the log is grouped and filtered by, read from the request itself. */
public final class LogFields {
  private static final HitEvent.Trouble NONE = new HitEvent.Trouble("", "", "", "");

  private LogFields() {}

  /** Whether a filter means a request. */
  public static boolean isMeant(LogFilter filter, LogEntry entry) {
    return filter.range().contains(entry.event().timeMillis())
        && (!filter.errorsOnly() || entry.event().trouble() != null)
        && filter.matchers().stream().allMatch(each -> each.accepts(get(entry, each)));
  }

  /** The value that requests are grouped by. */
  public static String get(LogEntry entry, Key key) {
    HitEvent event = entry.event();
    HitEvent.Trouble trouble = event.trouble() == null ? NONE : event.trouble();
    return switch (key) {
      case ROUTE -> event.request().route();
      case GROUP -> event.request().group();
      case WORKSPACE -> event.request().workspace();
      case ENVIRONMENT -> event.request().environment();
      case METHOD -> event.request().method();
      case STATUS -> String.format(Locale.ROOT, "%03d", event.answer().status());
      case OUTCOME -> event.answer().outcome();
      case PROTOCOL -> event.request().protocol();
      case CLIENT -> event.client().address();
      case CONSUMER -> event.client().consumer();
      case USER_AGENT_FAMILY -> entry.origin().userAgentFamily();
      case COUNTRY -> entry.origin().country();
      case CITY -> entry.origin().city();
      case ERROR_TYPE -> trouble.type();
      case ERROR_CATEGORY -> trouble.category();
      case ERROR_REASON -> trouble.reason();
      case ERROR_MESSAGE -> trouble.message();
    };
  }

  private static String get(LogEntry entry, Matcher matcher) {
    return switch (matcher.name()) {
      case "code" -> get(entry, Key.STATUS);
      case "path" -> entry.event().request().path();
      case "trace_id" -> entry.event().client().traceId();
      case "source" -> entry.source();
      case "user_agent" -> entry.event().client().userAgent();
      case "reason" -> get(entry, Key.ERROR_REASON);
      default -> get(entry, Key.valueOf(matcher.name().toUpperCase(Locale.ROOT)));
    };
  }
}
