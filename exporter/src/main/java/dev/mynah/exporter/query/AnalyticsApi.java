package dev.mynah.exporter.query;

import dev.mynah.control.AdminRoute;
import java.util.ArrayList;
import java.util.List;

/** The routes of the JSON analytics API, its export and its description. */
public final class AnalyticsApi {
  private AnalyticsApi() {}

  /** All of them, to be mounted on the admin port. */
  public static List<AdminRoute> routes(AnalyticsParts parts) {
    return new ArrayList<>();
  }
}
