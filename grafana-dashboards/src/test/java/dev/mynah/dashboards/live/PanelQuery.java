package dev.mynah.dashboards.live;

/**
 * Something that a dashboard asks its data source.
 *
 * @param expression with Grafana's variables
 */
record PanelQuery(Place place, String expression, How how, Shape shape) {
  /**
   * Where a query stands.
   *
   * @param dashboard its uid
   * @param panel its title; of annotations, what they are and their name
   * @param ref which of the panel's queries
   * @param id of the panel, since titles may be the same; 0 for what is no panel
   */
  record Place(String dashboard, String panel, String ref, int id) {
    @Override
    public String toString() {
      return dashboard + " / " + panel + " / " + ref;
    }
  }

  /** When it is asked. */
  enum How {
    RANGE,
    INSTANT,
    BOTH,
    ANNOTATION
  }

  /**
   * What the panel adds to it.
   *
   * @param minStep the shortest step; empty for the data source's
   * @param range a time of its own; empty for the dashboard's
   * @param repeatedBy the variable for each of whose values there is such a panel; empty for none
   * @param noValue what is shown where there is no data; empty for Grafana's own "No data"
   * @param exemplars whether traces are asked for too
   */
  record Shape(String minStep, String range, String repeatedBy, String noValue, boolean exemplars) {
    static final Shape PLAIN = new Shape("", "", "", "", false);
  }
}
