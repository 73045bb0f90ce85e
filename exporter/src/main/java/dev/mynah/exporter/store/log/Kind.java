package dev.mynah.exporter.store.log;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Groups of texts that repeat together, so that a request names each group by one small number. The
 * parts are named as in {@link dev.mynah.exporter.log.LogFilter}; their order is that of the
 * database and does not change.
 */
enum Kind {
  SOURCE(1, 10_000, List.of("source")),
  /** What was asked and how it was answered: about as many as the ledger has series. */
  SHAPE(
      2,
      50_000,
      List.of(
          "route", "group", "workspace", "environment", "method", "protocol", "outcome", "code")),
  /** Who asked, as clients are told apart. */
  ACTOR(3, 100_000, List.of("client", "consumer", "user_agent_family", "country", "city")),
  AGENT(4, 20_000, List.of("user_agent")),
  FAULT(5, 10_000, List.of("error_type", "error_category", "reason")),
  ROUTE(6, 20_000, List.of("route")),
  MISSING(7, 50_000, List.of("method", "path"));

  /** Stands for each text of a group beyond the bound. */
  static final String OVERFLOW = "_overflow";

  private static final String COUNTRY = "country";

  private final int code;
  private final int most;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> parts;

  Kind(int code, int most, List<String> parts) {
    this.code = code;
    this.most = most;
    this.parts = parts;
  }

  /** In the database. */
  int code() {
    return code;
  }

  /** How many groups are kept at once; later ones are stored as {@link #overflow}. */
  int most() {
    return most;
  }

  List<String> parts() {
    return parts;
  }

  /** The place of a part; -1 where it has none of the name. */
  int place(String part) {
    return parts.indexOf(part);
  }

  /** What stands for a group that is one too many: of a client, its country is kept. */
  String overflow(String group) {
    List<String> rest = new ArrayList<>(Collections.nCopies(parts.size(), OVERFLOW));
    int country = place(COUNTRY);
    if (country >= 0) {
      rest.set(country, split(group).get(country));
    }
    return String.join(String.valueOf(StoredText.SEPARATOR), rest);
  }

  /** The parts of a group; as many as there should be, whatever is stored. */
  List<String> split(String group) {
    List<String> found = new ArrayList<>(parts.size());
    int from = 0;
    while (found.size() < parts.size() - 1) {
      int to = group.indexOf(StoredText.SEPARATOR, from);
      if (to < 0) {
        break;
      }
      found.add(group.substring(from, to));
      from = to + 1;
    }
    found.add(group.substring(from));
    while (found.size() < parts.size()) {
      found.add("");
    }
    return List.copyOf(found);
  }
}
