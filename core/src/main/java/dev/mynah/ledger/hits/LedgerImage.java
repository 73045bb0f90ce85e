package dev.mynah.ledger.hits;

import dev.mynah.ledger.Family;
import dev.mynah.ledger.SeriesBook;
import dev.mynah.ledger.SeriesKey;
import dev.mynah.ledger.SeriesSum;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The counts of a ledger apart from where they stand: what is carried into a new pair of files.
 *
 * @param ledgerId names the counts, and stays with them
 * @param createdMillis since when is counted
 * @param sums the words of each series, added up over its slots
 */
record LedgerImage(long ledgerId, long createdMillis, Map<SeriesKey, long[]> sums) {

  /** No counts yet. */
  static LedgerImage empty(long ledgerId, long createdMillis) {
    return new LedgerImage(ledgerId, createdMillis, Map.of());
  }

  static LedgerImage of(long ledgerId, long createdMillis, Collection<SeriesBook.Entry> entries) {
    Map<SeriesKey, long[]> sums = new LinkedHashMap<>();
    for (SeriesBook.Entry entry : entries) {
      Family.Kind kind = entry.key().family().kind();
      long[] sum = sums.computeIfAbsent(entry.key(), key -> new long[kind.words()]);
      SeriesSum.add(kind, sum, entry.words());
    }
    return new LedgerImage(ledgerId, createdMillis, sums);
  }

  /** The same counts, with those of some routes folded into {@link Family#REMOVED}. */
  LedgerImage withoutRoutes(Set<String> gone) {
    if (gone.isEmpty()) {
      return this;
    }
    Map<SeriesKey, long[]> folded = new LinkedHashMap<>();
    sums.forEach(
        (key, sum) -> {
          boolean removed = gone.contains(key.label(Family.ROUTE));
          if (removed && RoutePresence.isPresence(key)) {
            return;
          }
          SeriesKey target = removed ? key.withRoute(Family.REMOVED) : key;
          Family.Kind kind = key.family().kind();
          SeriesSum.add(kind, folded.computeIfAbsent(target, k -> new long[kind.words()]), sum);
        });
    return new LedgerImage(ledgerId, createdMillis, folded);
  }
}
