package dev.mynah.exporter.scrape;

/** Prometheus gave no answer that can be used. */
final class PrometheusFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean unreachable;

  private PrometheusFailure(String sentence, boolean unreachable) {
    super(sentence);
    this.unreachable = unreachable;
  }

  /** There was no answer: the next question would have none either. */
  static PrometheusFailure unreachable(String sentence) {
    return new PrometheusFailure(sentence, true);
  }

  /** It answered, but not what was asked. */
  static PrometheusFailure refused(String sentence) {
    return new PrometheusFailure(sentence, false);
  }

  boolean isUnreachable() {
    return unreachable;
  }
}
