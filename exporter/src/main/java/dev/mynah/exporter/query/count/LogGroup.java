package dev.mynah.exporter.query.count;

import dev.mynah.exporter.log.LogEntry;
import dev.mynah.ledger.journal.HitEvent;
import java.util.List;

/** The group of an entry of the request log. */
final class LogGroup {
  private LogGroup() {}

  static List<String> of(LogEntry entry, List<Dimension> by) {
    return by.stream().map(each -> value(entry, each)).toList();
  }

  private static String value(LogEntry entry, Dimension dimension) {
    HitEvent event = entry.event();
    return switch (dimension) {
      case ROUTE -> event.request().route();
      case GROUP -> event.request().group();
      case METHOD -> event.request().method();
      case STATUS -> Integer.toString(event.answer().status());
      case OUTCOME -> event.answer().outcome();
      case PROTOCOL -> event.request().protocol();
      case WORKSPACE -> event.request().workspace();
      case ENVIRONMENT -> event.request().environment();
      case CONSUMER -> event.client().consumer();
      case CLIENT -> event.client().address();
      case USER_AGENT -> entry.origin().userAgentFamily();
      case COUNTRY -> entry.origin().country();
      case CITY -> entry.origin().city();
    };
  }
}
