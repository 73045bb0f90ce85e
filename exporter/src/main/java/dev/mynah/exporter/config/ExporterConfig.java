package dev.mynah.exporter.config;

import dev.mynah.exporter.client.GeoSettings;
import dev.mynah.exporter.client.PrivacySettings;
import dev.mynah.exporter.live.LiveSettings;
import dev.mynah.exporter.promql.budget.PromqlSettings;
import dev.mynah.exporter.query.ask.ApiSettings;
import dev.mynah.exporter.scrape.PrometheusSourceSettings;
import dev.mynah.exporter.store.RetentionSettings;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an exporter is told.
 *
 * @param source a Prometheus server to build minutes from; null for the ledger
 */
public record ExporterConfig(
    StoreConfig store,
    RetentionSettings retention,
    GeoSettings geo,
    PrivacySettings privacy,
    ApiSettings api,
    PromqlSettings promql,
    LiveSettings live,
    @Nullable PrometheusSourceSettings source) {
  public static final ExporterConfig DEFAULT =
      new ExporterConfig(
          StoreConfig.DEFAULT,
          RetentionSettings.DEFAULT,
          GeoSettings.NONE,
          PrivacySettings.DEFAULT,
          ApiSettings.DEFAULT,
          PromqlSettings.DEFAULT,
          LiveSettings.DEFAULT,
          null);
}
