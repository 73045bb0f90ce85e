package dev.mynah.exporter.config;

import dev.mynah.settings.declare.Section;
import java.util.Map;

/** The declarations behind {@link ExporterConfig}. */
public final class ExporterSections {
  /** Keys of the file: {@code store}, {@code retention}, {@code privacy} and their like. */
  public static final Section<ExporterConfig> SECTION =
      Section.of(
              "exporter",
              "What is kept for analytics, and how it is asked for.",
              v ->
                  new ExporterConfig(
                      v.get(StoreSection.STORE),
                      v.get(RetentionSection.RETENTION),
                      v.get(ClientSections.GEO),
                      v.get(ClientSections.PRIVACY),
                      v.get(ApiSections.API),
                      v.get(ApiSections.PROMQL),
                      v.get(ApiSections.LIVE),
                      v.find(SourceSection.SOURCE)),
              StoreSection.STORE,
              RetentionSection.RETENTION,
              ClientSections.GEO,
              ClientSections.PRIVACY,
              ApiSections.API,
              ApiSections.PROMQL,
              ApiSections.LIVE,
              SourceSection.SOURCE)
          .synonyms(
              Map.of(
                  "database",
                  "store",
                  "analytics",
                  "store",
                  "geography",
                  "geo",
                  "prometheus",
                  "prometheusSource"));

  private ExporterSections() {}
}
