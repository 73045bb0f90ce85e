package dev.mynah.exporter.log;

import dev.mynah.ledger.journal.HitEvent;

/**
 * One stored request.
 *
 * @param id grows with the order of arrival; also the cursor of pages
 * @param source which data directory it came from
 * @param event after privacy rules: its address and user agent are what may be shown
 */
public record LogEntry(long id, String source, HitEvent event, Origin origin) {
  /**
   * What was found out of address and user agent.
   *
   * @param country ISO 3166-1 code, {@code Local} for private addresses, empty when not known
   * @param userAgentFamily one word: {@code Chrome}, {@code curl}, {@code okhttp} ...
   */
  public record Origin(String country, String city, String userAgentFamily) {
    public static final Origin UNKNOWN = new Origin("", "", "");
  }
}
