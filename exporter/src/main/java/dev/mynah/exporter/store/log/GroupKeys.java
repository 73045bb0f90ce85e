package dev.mynah.exporter.store.log;

import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.log.LogReader;
import dev.mynah.ledger.journal.HitEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the keys of groups are: in which column, and which part of it. */
final class GroupKeys {
  private static final String MESSAGE = "message";

  private static final Map<LogReader.Key, Place> OF_ENTRIES = ofEntries();
  private static final Map<LogReader.Key, Place> OF_DAYS = ofDays();

  private final List<LogReader.Key> keys;
  private final List<Place> places;

  /**
   * A column.
   *
   * @param kind whose numbers it has; null where it is text itself
   */
  record Place(String column, @Nullable Kind kind, String part) {
    private static Place of(String column, Kind kind, String part) {
      return new Place(column, kind, part);
    }

    String text(List<String> parts) {
      return kind == null ? "" : parts.get(kind.place(part));
    }
  }

  private GroupKeys(List<LogReader.Key> keys, Map<LogReader.Key, Place> places) {
    this.keys = List.copyOf(keys);
    List<Place> found = new ArrayList<>();
    for (LogReader.Key key : keys) {
      Place place = places.get(key);
      if (place == null) {
        throw new IllegalArgumentException("no column has " + key);
      }
      found.add(place);
    }
    this.places = List.copyOf(found);
  }

  /** Keys in the log. */
  static GroupKeys inLog(List<LogReader.Key> keys) {
    return new GroupKeys(keys, OF_ENTRIES);
  }

  /** Keys in the table of days. */
  static GroupKeys inDays(List<LogReader.Key> keys) {
    return new GroupKeys(keys, OF_DAYS);
  }

  /** Method and path, which is no key that others may ask for. */
  static GroupKeys methodAndPath() {
    Map<LogReader.Key, Place> places = new EnumMap<>(LogReader.Key.class);
    places.put(LogReader.Key.METHOD, Place.of("shape", Kind.SHAPE, "method"));
    places.put(LogReader.Key.ERROR_MESSAGE, new Place(LogQuery.PATH, null, LogQuery.PATH));
    return new GroupKeys(List.of(LogReader.Key.METHOD, LogReader.Key.ERROR_MESSAGE), places);
  }

  /** Whether whole days know all these keys, and are about clients. */
  static boolean daysKnow(List<LogReader.Key> keys) {
    return OF_DAYS.keySet().containsAll(keys)
        && keys.stream().anyMatch(key -> key != LogReader.Key.ROUTE);
  }

  /** The keys' places, in their order. */
  List<Place> places() {
    return places;
  }

  /** Each column once. */
  List<String> columns() {
    return places.stream().map(Place::column).distinct().toList();
  }

  /** What an entry has for these keys. */
  List<String> values(LogEntry entry) {
    return keys.stream().map(key -> value(entry, key)).toList();
  }

  private static String value(LogEntry entry, LogReader.Key key) {
    HitEvent event = entry.event();
    HitEvent.Request request = event.request();
    return switch (key) {
      case ROUTE -> request.route();
      case GROUP -> request.group();
      case WORKSPACE -> request.workspace();
      case ENVIRONMENT -> request.environment();
      case METHOD -> request.method();
      case STATUS -> CodedEntry.code(event.answer().status());
      case OUTCOME -> event.answer().outcome();
      case PROTOCOL -> request.protocol();
      case CLIENT -> event.client().address();
      case CONSUMER -> event.client().consumer();
      case USER_AGENT_FAMILY -> entry.origin().userAgentFamily();
      case COUNTRY -> entry.origin().country();
      case CITY -> entry.origin().city();
      case ERROR_TYPE, ERROR_CATEGORY, ERROR_REASON, ERROR_MESSAGE -> trouble(event.trouble(), key);
    };
  }

  private static String trouble(HitEvent.@Nullable Trouble trouble, LogReader.Key key) {
    if (trouble == null) {
      return "";
    }
    return switch (key) {
      case ERROR_TYPE -> trouble.type();
      case ERROR_CATEGORY -> trouble.category();
      case ERROR_REASON -> trouble.reason();
      default -> trouble.message();
    };
  }

  private static Map<LogReader.Key, Place> ofEntries() {
    Map<LogReader.Key, Place> places = new EnumMap<>(LogReader.Key.class);
    places.putAll(actors());
    places.put(LogReader.Key.ROUTE, Place.of("shape", Kind.SHAPE, "route"));
    places.put(LogReader.Key.GROUP, Place.of("shape", Kind.SHAPE, "group"));
    places.put(LogReader.Key.WORKSPACE, Place.of("shape", Kind.SHAPE, "workspace"));
    places.put(LogReader.Key.ENVIRONMENT, Place.of("shape", Kind.SHAPE, "environment"));
    places.put(LogReader.Key.METHOD, Place.of("shape", Kind.SHAPE, "method"));
    places.put(LogReader.Key.STATUS, Place.of("shape", Kind.SHAPE, "code"));
    places.put(LogReader.Key.OUTCOME, Place.of("shape", Kind.SHAPE, "outcome"));
    places.put(LogReader.Key.PROTOCOL, Place.of("shape", Kind.SHAPE, "protocol"));
    places.put(LogReader.Key.ERROR_TYPE, Place.of("fault", Kind.FAULT, "error_type"));
    places.put(LogReader.Key.ERROR_CATEGORY, Place.of("fault", Kind.FAULT, "error_category"));
    places.put(LogReader.Key.ERROR_REASON, Place.of("fault", Kind.FAULT, "reason"));
    places.put(LogReader.Key.ERROR_MESSAGE, new Place(MESSAGE, null, MESSAGE));
    return places;
  }

  private static Map<LogReader.Key, Place> ofDays() {
    Map<LogReader.Key, Place> places = actors();
    places.put(LogReader.Key.ROUTE, Place.of("route", Kind.ROUTE, "route"));
    return places;
  }

  private static Map<LogReader.Key, Place> actors() {
    Map<LogReader.Key, Place> places = new EnumMap<>(LogReader.Key.class);
    places.put(LogReader.Key.CLIENT, Place.of("actor", Kind.ACTOR, "client"));
    places.put(LogReader.Key.CONSUMER, Place.of("actor", Kind.ACTOR, "consumer"));
    places.put(LogReader.Key.USER_AGENT_FAMILY, Place.of("actor", Kind.ACTOR, "user_agent_family"));
    places.put(LogReader.Key.COUNTRY, Place.of("actor", Kind.ACTOR, "country"));
    places.put(LogReader.Key.CITY, Place.of("actor", Kind.ACTOR, "city"));
    return places;
  }
}
