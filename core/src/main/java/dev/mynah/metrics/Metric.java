package dev.mynah.metrics;

import java.util.List;

/**
 * One metric as it is declared, once, in the {@link Catalogue}.
 *
 * @param name as exposed, with unit and {@code _total}
 * @param help what it means; also the {@code HELP} line
 * @param worry when an operator should look, empty where there is nothing to fear
 * @param source who holds the value
 * @param stored whether the exporter keeps its history
 * @param minimal whether the preset {@code minimal} shows it
 */
public record Metric(
    String name,
    Type type,
    List<String> labels,
    String help,
    String worry,
    Source source,
    boolean stored,
    boolean minimal) {

  /** What Prometheus calls it. */
  public enum Type {
    COUNTER,
    GAUGE,
    HISTOGRAM,
    INFO
  }

  /** The base unit, which the name ends in. */
  public enum Unit {
    NONE,
    SECONDS,
    BYTES
  }

  /** Who holds the value. */
  public enum Source {
    /** The ledger's file: it survives restarts. */
    LEDGER,
    /** Micrometer: it starts anew with the process. */
    MICROMETER,
    /** Worked out at each scrape. */
    COMPUTED
  }

  /** Keeps its own copy of the labels. */
  public Metric {
    labels = List.copyOf(labels);
  }

  static Metric counter(String name, String help, String... labels) {
    return declared(name, Type.COUNTER, help, labels);
  }

  static Metric gauge(String name, String help, String... labels) {
    return declared(name, Type.GAUGE, help, labels);
  }

  static Metric histogram(String name, String help, String... labels) {
    return declared(name, Type.HISTOGRAM, help, labels);
  }

  static Metric info(String name, String help, String... labels) {
    return declared(name, Type.INFO, help, labels);
  }

  private static Metric declared(String name, Type type, String help, String... labels) {
    return new Metric(name, type, List.of(labels), help, "", Source.MICROMETER, false, false);
  }

  Metric worry(String when) {
    return new Metric(name, type, labels, help, when, source, stored, minimal);
  }

  Metric from(Source other) {
    return new Metric(name, type, labels, help, worry, other, stored, minimal);
  }

  Metric history() {
    return new Metric(name, type, labels, help, worry, source, true, minimal);
  }

  Metric inMinimal() {
    return new Metric(name, type, labels, help, worry, source, stored, true);
  }

  /** The unit, read off the name. */
  public Unit unit() {
    String bare = name.endsWith("_total") ? name.substring(0, name.length() - 6) : name;
    if (bare.endsWith("_seconds")) {
      return Unit.SECONDS;
    }
    return bare.endsWith("_bytes") ? Unit.BYTES : Unit.NONE;
  }
}
