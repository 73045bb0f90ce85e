package dev.mynah.exporter.promql.eval;

import dev.mynah.exporter.promql.syntax.Function;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Functions that change each element of a vector by itself. */
final class VectorFunctions {
  private VectorFunctions() {}

  /**
   * Applies a function in place.
   *
   * @param parameters of the function besides the vector, each for all times
   */
  static List<Line> apply(
      Function function, List<Line> lines, List<double[]> parameters, QueryScope scope) {
    List<Line> result = new ArrayList<>();
    for (Line line : lines) {
      double[] values = line.values();
      for (int i = 0; i < values.length; i++) {
        if (line.isPresent(i)) {
          values[i] = value(function, values[i], parameters, i);
        }
        scope.budget().tick();
      }
      Line changed = line.labelled(line.labels().withoutName());
      if (changed.isPresentAnywhere()) {
        result.add(changed);
      }
    }
    return MergedLines.of(result);
  }

  private static double value(
      Function function, double value, List<double[]> parameters, int step) {
    return switch (function) {
      case ABS -> Math.abs(value);
      case CEIL -> Math.ceil(value);
      case FLOOR -> Math.floor(value);
      case EXP -> Math.exp(value);
      case LN -> Math.log(value);
      case LOG2 -> log2(value);
      case LOG10 -> Math.log10(value);
      case SQRT -> Math.sqrt(value);
      case SGN -> Math.signum(value);
      case CLAMP -> clamp(value, parameters.get(0)[step], parameters.get(1)[step]);
      case CLAMP_MIN -> atLeast(value, parameters.get(0)[step]);
      case CLAMP_MAX -> atMost(value, parameters.get(0)[step]);
      case ROUND -> rounded(value, parameters.isEmpty() ? 1 : parameters.get(0)[step]);
      default -> ofCalendar(function, value);
    };
  }

  private static double log2(double value) {
    double exponent = Math.getExponent(value);
    boolean isPower = value == Math.scalb(1.0, (int) exponent);
    return isPower ? exponent : Math.log(value) / Math.log(2);
  }

  private static double clamp(double value, double least, double most) {
    return most < least ? Line.ABSENT : atMost(atLeast(value, least), most);
  }

  private static double atLeast(double value, double least) {
    return Double.isNaN(least) ? Double.NaN : Math.max(value, least);
  }

  private static double atMost(double value, double most) {
    return Double.isNaN(most) ? Double.NaN : Math.min(value, most);
  }

  /** Half goes up. */
  private static double rounded(double value, double unit) {
    double inverse = 1 / unit;
    return Math.floor(value * inverse + 0.5) / inverse;
  }

  /** Parts of a moment in UTC, given in seconds. */
  private static double ofCalendar(Function function, double seconds) {
    if (Double.isNaN(seconds) || Math.abs(seconds) > 1e12) {
      return Double.NaN;
    }
    LocalDateTime at =
        LocalDateTime.ofInstant(Instant.ofEpochSecond((long) Math.floor(seconds)), ZoneOffset.UTC);
    return switch (function) {
      case MINUTE -> at.getMinute();
      case HOUR -> at.getHour();
      case DAY_OF_WEEK -> at.getDayOfWeek().getValue() % 7;
      case DAY_OF_MONTH -> at.getDayOfMonth();
      case DAY_OF_YEAR -> at.getDayOfYear();
      case DAYS_IN_MONTH -> at.toLocalDate().lengthOfMonth();
      case MONTH -> at.getMonthValue();
      case YEAR -> at.getYear();
      default -> throw new IllegalStateException(function.word() + " is no function of elements");
    };
  }
}
