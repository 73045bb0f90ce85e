package dev.mynah.exporter.series;

/**
 * A query that is not answered, and a sentence for whoever asked. Carries no stack trace: refusals
 * are answers, not faults.
 */
public final class QueryRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** Why; also the label of {@code mynah_api_rejected_queries_total}. */
  public enum Kind {
    /** It makes no sense as written: 400. */
    BAD,
    /** It makes sense and is not supported: 422. */
    UNSUPPORTED,
    /** It would read or return more than a query may: 422. */
    TOO_LARGE,
    /** It took longer than a query may: 503. */
    TIMEOUT,
    /** What it asks cannot be reached now: 503. */
    UNAVAILABLE
  }

  /** A refusal with its sentence. */
  public QueryRefused(Kind kind, String sentence) {
    super(sentence, null, false, false);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
