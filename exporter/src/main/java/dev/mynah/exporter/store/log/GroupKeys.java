package dev.mynah.exporter.store.log;

import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.log.LogReader.Key;
import dev.mynah.ledger.journal.HitEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the keys of groups are: in which column, and which part of it. */
final class GroupKeys {
  private static final String MESSAGE = "message";

  private static final Map<Key, Place> OF_ENTRIES = ofEntries();
  private static final Map<Key, Place> OF_DAYS = ofDays();

  private final List<Key> keys;
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

  private GroupKeys(List<Key> keys, Map<Key, Place> places) {
    this.keys = List.copyOf(keys);
    List<Place> found = new ArrayList<>();
    for (Key key : keys) {
      Place place = places.get(key);
      if (place == null) {
        throw new IllegalArgumentException("no column has " + key);
      }
      found.add(place);
    }
    this.places = List.copyOf(found);
  }

  /** Keys in the log. */
  static GroupKeys inLog(List<Key> keys) {
    return new GroupKeys(keys, OF_ENTRIES);
  }

  /** Keys in the table of days. */
  static GroupKeys inDays(List<Key> keys) {
    return new GroupKeys(keys, OF_DAYS);
  }

  /** Method and path, which is no key that others may ask for. */
  static GroupKeys methodAndPath() {
    Map<Key, Place> places = new EnumMap<>(Key.class);
    places.put(Key.METHOD, Place.of("shape", Kind.SHAPE, "method"));
    places.put(Key.ERROR_MESSAGE, new Place(LogQuery.PATH, null, LogQuery.PATH));
    return new GroupKeys(List.of(Key.METHOD, Key.ERROR_MESSAGE), places);
  }

  /** Whether whole days know all these keys, and are about clients. */
  static boolean daysKnow(List<Key> keys) {
    return OF_DAYS.keySet().containsAll(keys) && keys.stream().anyMatch(key -> key != Key.ROUTE);
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

  private static String value(LogEntry entry, Key key) {
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

  private static String trouble(HitEvent.@Nullable Trouble trouble, Key key) {
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

  private static Map<Key, Place> ofEntries() {
    Map<Key, Place> places = new EnumMap<>(Key.class);
    places.putAll(actors());
    places.put(Key.ROUTE, Place.of("shape", Kind.SHAPE, "route"));
    places.put(Key.GROUP, Place.of("shape", Kind.SHAPE, "group"));
    places.put(Key.WORKSPACE, Place.of("shape", Kind.SHAPE, "workspace"));
    places.put(Key.ENVIRONMENT, Place.of("shape", Kind.SHAPE, "environment"));
    places.put(Key.METHOD, Place.of("shape", Kind.SHAPE, "method"));
    places.put(Key.STATUS, Place.of("shape", Kind.SHAPE, "code"));
    places.put(Key.OUTCOME, Place.of("shape", Kind.SHAPE, "outcome"));
    places.put(Key.PROTOCOL, Place.of("shape", Kind.SHAPE, "protocol"));
    places.put(Key.ERROR_TYPE, Place.of("fault", Kind.FAULT, "error_type"));
    places.put(Key.ERROR_CATEGORY, Place.of("fault", Kind.FAULT, "error_category"));
    places.put(Key.ERROR_REASON, Place.of("fault", Kind.FAULT, "reason"));
    places.put(Key.ERROR_MESSAGE, new Place(MESSAGE, null, MESSAGE));
    return places;
  }

  private static Map<Key, Place> ofDays() {
    Map<Key, Place> places = actors();
    places.put(Key.ROUTE, Place.of("route", Kind.ROUTE, "route"));
    return places;
  }

  private static Map<Key, Place> actors() {
    Map<Key, Place> places = new EnumMap<>(Key.class);
    places.put(Key.CLIENT, Place.of("actor", Kind.ACTOR, "client"));
    places.put(Key.CONSUMER, Place.of("actor", Kind.ACTOR, "consumer"));
    places.put(Key.USER_AGENT_FAMILY, Place.of("actor", Kind.ACTOR, "user_agent_family"));
    places.put(Key.COUNTRY, Place.of("actor", Kind.ACTOR, "country"));
    places.put(Key.CITY, Place.of("actor", Kind.ACTOR, "city"));
    return places;
  }
}
