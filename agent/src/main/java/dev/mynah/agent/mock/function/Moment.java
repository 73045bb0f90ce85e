package dev.mynah.agent.mock.function;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** A date that helpers hand to each other; prints in ISO 8601 to the second. */
public record Moment(ZonedDateTime at) implements ModelValue {
  @Override
  public Object plain() {
    return toString();
  }

  @Override
  public String toString() {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.truncatedTo(ChronoUnit.SECONDS));
  }
}
