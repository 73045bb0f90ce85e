package dev.mynah.metrics;

import static dev.mynah.metrics.Metric.counter;
import static dev.mynah.metrics.Metric.gauge;

import dev.mynah.metrics.Metric.Source;
import java.util.ArrayList;
import java.util.List;

/** The part of the {@link Catalogue} about the journal, as its writer has it. */
final class JournalCatalogue {
  private static final List<Metric> DECLARED = new ArrayList<>();

  static final Metric WRITING =
      declare(
          gauge("mynah_journal_writing", "1 while the journal is written, else 0.")
              .worry("0 where an exporter runs: it has not said for 30 days how far it is.")
              .history());

  static final Metric EVENTS =
      declare(counter("mynah_journal_events_total", "Requests written to the journal one by one."));

  static final Metric LEFT_OUT =
      declare(
          counter(
                  "mynah_journal_events_left_out_total",
                  "Requests without an event and not in a sample, by reason budget, ring or disk."
                      + " Counts hold them all the same.",
                  "reason")
              .worry("Reason disk above 0: no room, or the exporter is away; else only bursts."));

  static final Metric FRAMES =
      declare(
          counter("mynah_journal_frames_total", "Frames of counts written to the journal.")
              .worry("It stands still: counts do not reach the exporter's store."));

  static final Metric WRITTEN =
      declare(counter("mynah_journal_written_bytes_total", "Bytes written to the journal."));

  static final Metric BYTES =
      declare(gauge("mynah_journal_bytes", "What the journal's files take.").history());

  static final Metric CAPACITY =
      declare(gauge("mynah_journal_capacity_bytes", "What the journal's files may take."));

  static final Metric UNREAD =
      declare(
          gauge("mynah_journal_backlog_bytes", "What the slowest exporter has still to read.")
              .worry(
                  "It grows for longer than an exporter may be away: near"
                      + " mynah_journal_capacity_bytes it is deleted unread.")
              .history()
              .inMinimal());

  static final Metric DELETED_UNREAD =
      declare(
          counter(
                  "mynah_journal_deleted_unread_bytes_total",
                  "What was deleted before the slowest exporter had read it, for want of room.")
              .worry("Above 0: events are lost, and counts of that time are in no known minute.")
              .inMinimal());

  static final Metric WRITE_FAILURES =
      declare(
          counter(
                  "mynah_journal_write_failures_total",
                  "Attempts to write the journal that failed; counts are written once it goes.")
              .worry("Above 0: the disk is full, or the directory is gone; the log says which.")
              .inMinimal());

  private JournalCatalogue() {}

  static List<Metric> all() {
    return List.copyOf(DECLARED);
  }

  private static Metric declare(Metric metric) {
    Metric computed = metric.from(Source.COMPUTED);
    DECLARED.add(computed);
    return computed;
  }
}
