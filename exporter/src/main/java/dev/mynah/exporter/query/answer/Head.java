package dev.mynah.exporter.query.answer;

import dev.mynah.exporter.openapi.About;
import dev.mynah.exporter.query.count.Evidence;
import dev.mynah.exporter.query.count.Inquiry;
import dev.mynah.exporter.series.Resolution;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What every answer begins with. */
public record Head(
    @About("What is answered, which may be wider than what was asked for.") Range range,
    @About("Which stored resolutions were read: minute, hour, day, month; empty without counts.")
        List<String> resolution,
    @About(
            "counts: exact; samples: drawn from the request log, weighted, exact only where"
                + " left_out is 0; counts and samples: the fields say which; routes: from the"
                + " configuration.")
        String basis,
    @About("The end of the last closed minute, epoch milliseconds; 0 when there is none.")
        long closedUntil,
    @About("The time zone of days and hours.") String timezone,
    @About("Requests of the range that are not in the request log; null where it was not read.")
        @Nullable Long leftOut,
    @About("What to know when reading this answer.") List<String> warnings) {

  /** From a moment up to another, which is not part of it; epoch milliseconds. */
  public record Range(
      @About("Where it begins, epoch milliseconds.") long from,
      @About("Where it ends, epoch milliseconds.") long to) {}

  /** The head of an answer that rests on an inquiry. */
  public static Head of(Inquiry inquiry) {
    Evidence evidence = inquiry.evidence();
    return new Head(
        new Range(evidence.range().fromMillis(), evidence.range().toMillis()),
        Arrays.stream(Resolution.values())
            .filter(evidence.resolutions()::contains)
            .map(each -> each.name().toLowerCase(Locale.ROOT))
            .toList(),
        basis(evidence),
        evidence.closedUntilMillis(),
        inquiry.question().zone().getId(),
        evidence.leftOut(),
        evidence.warnings());
  }

  private static String basis(Evidence evidence) {
    if (evidence.counted() && evidence.sampled()) {
      return "counts and samples";
    }
    if (evidence.counted()) {
      return "counts";
    }
    return evidence.sampled() ? "samples" : "routes";
  }
}
