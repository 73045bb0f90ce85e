package dev.mynah.agent.config.format;

import dev.mynah.agent.config.Delay;
import dev.mynah.settings.declare.Section;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.declare.Type;
import dev.mynah.settings.declare.Types;
import dev.mynah.settings.declare.Values;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How long a made-up answer waits. */
final class DelaySection {
  private static final Type<Duration> SPAN = Types.duration(Duration.ZERO, Duration.ofHours(1));
  private static final String FORMS = "expected fixed; or min and max; or median, sigma and max";

  private static final Setting<Duration> FIXED =
      Setting.of("fixed", SPAN, "Always the same; the short form is delay: 200ms.");
  private static final Setting<Duration> MIN =
      Setting.of("min", SPAN, "The shortest of an even spread.");
  private static final Setting<Duration> MAX =
      Setting.of("max", SPAN, "The longest, of an even or a log-normal spread.");
  private static final Setting<Duration> MEDIAN =
      Setting.of("median", SPAN, "Half of the answers wait less than this: log-normal spread.");
  private static final Setting<BigDecimal> SIGMA =
      Setting.of("sigma", Types.decimal("0", "5"), "How far the log-normal spread reaches.");

  private static final Section<Delay> SECTION =
      Section.of(
              "delay",
              "How long a made-up answer waits.",
              DelaySection::build,
              FIXED,
              MIN,
              MAX,
              MEDIAN,
              SIGMA)
          .synonyms(Map.of("lower", "min", "upper", "max", "milliseconds", "fixed"));

  /** A section, or one duration. */
  static final Type<Delay> TYPE = SECTION.orShort(SPAN.becoming(Delay.Fixed::new));

  private DelaySection() {}

  private static @Nullable Delay build(Values v) {
    Duration fixed = v.find(FIXED);
    Duration min = v.find(MIN);
    Duration max = v.find(MAX);
    Duration median = v.find(MEDIAN);
    BigDecimal sigma = v.find(SIGMA);
    boolean logNormal = median != null || sigma != null;
    boolean uniform = min != null;
    if (fixed != null && max == null && !uniform && !logNormal) {
      return new Delay.Fixed(fixed);
    }
    if (fixed != null || max == null || uniform == logNormal) {
      v.error(v.place(), "an unfinished spread", FORMS);
      return null;
    }
    if (uniform && min != null) {
      return uniform(v, min, max);
    }
    if (median == null || sigma == null || median.isZero() || median.compareTo(max) > 0) {
      v.error(v.place(), "an unfinished spread", "expected median above 0s and up to max, sigma");
      return null;
    }
    return new Delay.LogNormal(median, sigma.doubleValue(), max);
  }

  private static @Nullable Delay uniform(Values v, Duration min, Duration max) {
    if (min.compareTo(max) > 0) {
      v.error(MIN, "expected at most max");
      return null;
    }
    return new Delay.Uniform(min, max);
  }
}
