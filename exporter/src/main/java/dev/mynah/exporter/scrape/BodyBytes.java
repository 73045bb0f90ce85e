package dev.mynah.exporter.scrape;

import dev.mynah.ledger.Family;
import dev.mynah.ledger.SeriesKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Bytes of bodies are exposed by route and outcome, and stored with the requests by method and code
 * as well: they are shared out by how many requests each had. Sums by route and outcome stay exact.
 */
final class BodyBytes {
  private static final int REQUESTS = 0;
  private static final int IN = 1;
  private static final int OUT = 2;
  private static final String OUTCOME = "outcome";

  private BodyBytes() {}

  /**
   * Moves bytes to the requests they came with.
   *
   * @param grown what each track grew by; its tracks of bytes are removed, and those of requests
   *     have all words of their kind afterwards
   * @param totals what each track has come to: of a route without requests in this span the bytes
   *     go where most requests ever were
   */
  static void join(Map<SeriesKey, long[]> grown, Map<SeriesKey, long[]> totals) {
    List<SeriesKey> bytes = new ArrayList<>();
    grown.replaceAll((key, words) -> isRequests(key) ? widened(words) : words);
    for (SeriesKey key : grown.keySet()) {
      if (key.family().equals(ExposedFamilies.BYTES_IN)
          || key.family().equals(ExposedFamilies.BYTES_OUT)) {
        bytes.add(key);
      }
    }
    for (SeriesKey key : bytes) {
      long[] amount = grown.remove(key);
      if (amount != null && amount[0] > 0) {
        share(key, amount[0], grown, totals);
      }
    }
  }

  private static void share(
      SeriesKey bytes, long amount, Map<SeriesKey, long[]> grown, Map<SeriesKey, long[]> totals) {
    int word = bytes.family().equals(ExposedFamilies.BYTES_IN) ? IN : OUT;
    List<long[]> takers = new ArrayList<>();
    long requests = 0;
    for (Map.Entry<SeriesKey, long[]> entry : grown.entrySet()) {
      if (isAlike(entry.getKey(), bytes) && entry.getValue()[REQUESTS] > 0) {
        takers.add(entry.getValue());
        requests += entry.getValue()[REQUESTS];
      }
    }
    if (takers.isEmpty()) {
      grown.computeIfAbsent(busiest(bytes, totals), key -> widened(new long[1]))[word] += amount;
      return;
    }
    long left = amount;
    for (long[] taker : takers) {
      long part = (long) ((double) amount * taker[REQUESTS] / requests);
      part = Math.min(part, left);
      taker[word] += part;
      left -= part;
    }
    takers.get(0)[word] += left;
  }

  private static SeriesKey busiest(SeriesKey bytes, Map<SeriesKey, long[]> totals) {
    SeriesKey busiest =
        new SeriesKey(
            Family.REQUESTS, List.of(bytes.label(Family.ROUTE), "", "", bytes.label(OUTCOME), ""));
    long most = 0;
    for (Map.Entry<SeriesKey, long[]> entry : totals.entrySet()) {
      if (isAlike(entry.getKey(), bytes) && entry.getValue()[REQUESTS] > most) {
        busiest = entry.getKey();
        most = entry.getValue()[REQUESTS];
      }
    }
    return busiest;
  }

  private static boolean isAlike(SeriesKey key, SeriesKey bytes) {
    return isRequests(key)
        && key.label(Family.ROUTE).equals(bytes.label(Family.ROUTE))
        && key.label(OUTCOME).equals(bytes.label(OUTCOME));
  }

  private static boolean isRequests(SeriesKey key) {
    return key.family().equals(Family.REQUESTS);
  }

  private static long[] widened(long[] count) {
    long[] words = new long[Family.Kind.REQUESTS.words()];
    words[REQUESTS] = count[0];
    return words;
  }
}
