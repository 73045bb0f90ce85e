package dev.mynah.dashboards.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A panel while it is described; what it says and its queries stand in one place. Mutable. */
public final class Panel {
  private static final int HALF = 12;
  private static final int TALL = 8;
  private static final int SIXTH = 4;
  private static final int LOW = 4;
  private static final int WHOLE = 24;

  final Kind kind;
  final String title;
  final String description;
  final List<Query> queries = new ArrayList<>();
  final List<Column> columns = new ArrayList<>();
  final List<DetailLink> links = new ArrayList<>();
  Unit unit = Unit.COUNT;
  Steps steps = Steps.none();
  @Nullable String insteadOfNothing;
  @Nullable Double most;
  @Nullable String step;
  int width;
  int height;

  /** What is drawn. */
  enum Kind {
    LINES("timeseries"),
    NUMBER("stat"),
    TABLE("table"),
    TEXT("text");

    final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  private Panel(Kind kind, String title, String description, int width, int height) {
    this.kind = kind;
    this.title = title;
    this.description = description;
    this.width = width;
    this.height = height;
  }

  /** Lines over time. */
  public static Panel lines(String title, String description) {
    return new Panel(Kind.LINES, title, description, HALF, TALL);
  }

  /** One number. */
  public static Panel number(String title, String description) {
    return new Panel(Kind.NUMBER, title, description, SIXTH, LOW);
  }

  /** A table of labels and values. */
  public static Panel table(String title, String description) {
    return new Panel(Kind.TABLE, title, description, WHOLE, TALL);
  }

  /** Words; the description is what is read. */
  static Panel text(String title, String markdown) {
    return new Panel(Kind.TEXT, title, markdown, WHOLE, LOW);
  }

  /** How values are written. */
  public Panel unit(Unit chosen) {
    unit = chosen;
    return this;
  }

  /** Which values are bad. */
  public Panel steps(Steps chosen) {
    steps = chosen;
    return this;
  }

  /** A query; of a number it is asked at the end of the range. */
  public Panel query(String expression, String legend) {
    Query.Kind how = kind == Kind.NUMBER ? Query.Kind.INSTANT : Query.Kind.RANGE;
    queries.add(new Query(expression, legend, how, false));
    return this;
  }

  /** A query for times, with traces of slow requests where they are kept. */
  public Panel latency(String expression, String legend) {
    queries.add(new Query(expression, legend, Query.Kind.RANGE, true));
    return unit(Unit.SECONDS);
  }

  /** A query that fills a column of a table. */
  public Panel column(String expression, Column column) {
    queries.add(new Query(expression, "", Query.Kind.TABLE, false));
    columns.add(column);
    return this;
  }

  /** How a label's column is called, and where its cells lead. */
  public Panel label(String label, @Nullable DetailLink link) {
    columns.add(new Column(label, Unit.TEXT, Steps.none(), link));
    return this;
  }

  /** Where a series leads. */
  public Panel link(DetailLink link) {
    links.add(link);
    return this;
  }

  /** What is read where there is no value. */
  public Panel orText(String text) {
    insteadOfNothing = text;
    return this;
  }

  /** The upper end of the axis. */
  public Panel most(double value) {
    most = value;
    return this;
  }

  /** The least distance of points, as Grafana writes it: {@code 1d}. */
  public Panel every(String duration) {
    step = duration;
    return this;
  }

  /** Width in columns of 24. */
  public Panel wide(int columnsOf24) {
    width = columnsOf24;
    return this;
  }

  /** Height in Grafana's rows. */
  public Panel high(int rows) {
    height = rows;
    return this;
  }
}
