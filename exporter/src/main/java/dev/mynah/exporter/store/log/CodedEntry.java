package dev.mynah.exporter.store.log;

import static dev.mynah.exporter.store.log.StoredText.AGENT_CHARACTERS;
import static dev.mynah.exporter.store.log.StoredText.MESSAGE_CHARACTERS;
import static dev.mynah.exporter.store.log.StoredText.NAME_CHARACTERS;
import static dev.mynah.exporter.store.log.StoredText.PATH_CHARACTERS;
import static dev.mynah.exporter.store.log.StoredText.SEPARATOR;
import static dev.mynah.exporter.store.log.StoredText.clean;

import dev.mynah.exporter.log.LogEntry;
import dev.mynah.ledger.Outcome;
import dev.mynah.ledger.journal.HitEvent;
import org.jspecify.annotations.Nullable;

/**
 * A request and its texts as the dictionary has them.
 *
 * @param fault null when nothing went wrong
 * @param missing method and path where no route claimed it, else null
 */
record CodedEntry(
    LogEntry entry,
    String shape,
    String actor,
    String agent,
    String route,
    @Nullable String fault,
    @Nullable String missing) {
  private static final String UNMATCHED = Outcome.UNMATCHED.label();
  private static final int CODE_DIGITS = 3;

  static CodedEntry of(LogEntry entry) {
    HitEvent event = entry.event();
    String route = name(event.request().route());
    return new CodedEntry(
        entry,
        shape(event, route),
        actor(event.client(), entry.origin()),
        clean(event.client().userAgent(), AGENT_CHARACTERS),
        route,
        fault(event.trouble()),
        missing(event));
  }

  HitEvent event() {
    return entry.event();
  }

  String path() {
    return clean(event().request().path(), PATH_CHARACTERS);
  }

  @Nullable String message() {
    HitEvent.Trouble trouble = event().trouble();
    return trouble == null || trouble.message().isEmpty()
        ? null
        : clean(trouble.message(), MESSAGE_CHARACTERS);
  }

  /** A status as filters and groups have it: {@code 000} where no answer was begun. */
  static String code(int status) {
    String digits = Integer.toString(status);
    return digits.length() >= CODE_DIGITS
        ? digits
        : "0".repeat(CODE_DIGITS - digits.length()) + digits;
  }

  private static String shape(HitEvent event, String route) {
    HitEvent.Request request = event.request();
    return route
        + SEPARATOR
        + name(request.group())
        + SEPARATOR
        + name(request.workspace())
        + SEPARATOR
        + name(request.environment())
        + SEPARATOR
        + name(request.method())
        + SEPARATOR
        + name(request.protocol())
        + SEPARATOR
        + name(event.answer().outcome())
        + SEPARATOR
        + code(event.answer().status());
  }

  private static String actor(HitEvent.Client client, LogEntry.Origin origin) {
    return name(client.address())
        + SEPARATOR
        + name(client.consumer())
        + SEPARATOR
        + name(origin.userAgentFamily())
        + SEPARATOR
        + name(origin.country())
        + SEPARATOR
        + name(origin.city());
  }

  private static @Nullable String fault(HitEvent.@Nullable Trouble trouble) {
    return trouble == null
        ? null
        : name(trouble.type())
            + SEPARATOR
            + name(trouble.category())
            + SEPARATOR
            + name(trouble.reason());
  }

  private static @Nullable String missing(HitEvent event) {
    return event.answer().outcome().equals(UNMATCHED)
        ? name(event.request().method())
            + SEPARATOR
            + clean(event.request().path(), PATH_CHARACTERS)
        : null;
  }

  private static String name(String text) {
    return clean(text, NAME_CHARACTERS);
  }
}
