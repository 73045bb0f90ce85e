package dev.mynah.metrics;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The two texts that a scrape may get.
 *
 * @param contentType for the answer, with the escaping that was asked for: our names need none
 */
record Format(boolean openMetrics, String contentType) {
  private static final String OPEN_METRICS = "application/openmetrics-text";
  private static final Set<String> ESCAPINGS =
      Set.of("allow-utf-8", "underscores", "dots", "values");

  /** The better of the two by weight; OpenMetrics only where it is named. */
  static Format negotiate(String accept) {
    List<AcceptHeader.Choice> choices = AcceptHeader.parse(accept).choices();
    Optional<AcceptHeader.Choice> open = best(choices, Format::isOpenMetrics);
    double text = textWeight(choices);
    return open.filter(choice -> choice.weight() > 0 && choice.weight() >= text)
        .map(choice -> new Format(true, TextFormat.CONTENT_TYPE_OPENMETRICS_100 + escaping(choice)))
        .orElse(new Format(false, TextFormat.CONTENT_TYPE_004));
  }

  /** The families as text. */
  String write(List<MetricFamilySamples> families) {
    StringWriter out = new StringWriter();
    try {
      if (openMetrics) {
        TextFormat.writeOpenMetrics100(out, Collections.enumeration(families));
      } else {
        TextFormat.write004(out, Collections.enumeration(families));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toString();
  }

  private interface Test {
    boolean passes(AcceptHeader.Choice choice);
  }

  /** What names a type outweighs {@code text/*}, and that the star (RFC 9110 section 12.5.1). */
  private static double textWeight(List<AcceptHeader.Choice> choices) {
    return best(choices, Format::isText)
        .or(() -> best(choices, choice -> choice.value().equals("text/*")))
        .or(() -> best(choices, choice -> choice.value().equals("*/*")))
        .map(AcceptHeader.Choice::weight)
        .orElse(0.0);
  }

  private static Optional<AcceptHeader.Choice> best(
      List<AcceptHeader.Choice> choices, Test wanted) {
    return choices.stream()
        .filter(wanted::passes)
        .reduce((one, other) -> other.weight() > one.weight() ? other : one);
  }

  private static boolean isOpenMetrics(AcceptHeader.Choice choice) {
    return choice.value().equals(OPEN_METRICS) && hasVersion(choice, "1.0.0");
  }

  private static boolean isText(AcceptHeader.Choice choice) {
    return choice.value().equals("text/plain") && hasVersion(choice, "0.0.4");
  }

  private static boolean hasVersion(AcceptHeader.Choice choice, String version) {
    return choice.parameters().getOrDefault("version", version).equals(version);
  }

  private static String escaping(AcceptHeader.Choice choice) {
    String asked = choice.parameters().getOrDefault("escaping", "");
    return ESCAPINGS.contains(asked) ? "; escaping=" + asked : "";
  }
}
