package dev.mynah.exporter.query.ask;

import dev.mynah.control.Problem;
import dev.mynah.control.ProblemException;
import dev.mynah.exporter.series.QueryRefused;

/** The refusals of the JSON API. */
public final class Refusal {
  private Refusal() {}

  /** A parameter's value that makes no sense. */
  public static ProblemException badValue(String name, String found, String expected) {
    return bad("bad-parameter", name + ": " + shown(found) + " (expected " + expected + ")");
  }

  /** A request that makes no sense, in one sentence. */
  public static ProblemException bad(String reason, String sentence) {
    return new ProblemException(new Problem(400, reason, "Bad request", sentence));
  }

  /** Something that is not there. */
  public static ProblemException notFound(String sentence) {
    return new ProblemException(new Problem(404, "not-found", "Not found", sentence));
  }

  /** A reader's refusal as a problem. */
  public static Problem of(QueryRefused refused) {
    String sentence = String.valueOf(refused.getMessage());
    return switch (refused.kind()) {
      case BAD -> new Problem(400, "bad-query", "Bad request", sentence);
      case UNSUPPORTED -> new Problem(422, "unsupported", "Not supported", sentence);
      case TOO_LARGE -> new Problem(422, "too-large", "Too much to read", sentence);
      case TIMEOUT -> new Problem(503, "timeout", "Took too long", sentence);
      case UNAVAILABLE -> new Problem(503, "unavailable", "Not now", sentence);
    };
  }

  private static String shown(String found) {
    return found.length() <= 60 ? found : found.substring(0, 57) + "...";
  }
}
