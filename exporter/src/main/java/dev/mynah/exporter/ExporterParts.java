package dev.mynah.exporter;

import dev.mynah.control.AdminRoute;
import dev.mynah.control.Health;
import dev.mynah.exporter.config.ExporterConfig;
import dev.mynah.metrics.BuildInfo;
import dev.mynah.metrics.Metrics;
import dev.mynah.settings.IdentitySettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an exporter is given by whoever starts it.
 *
 * @param data the data directory whose journal is read; null for one that only answers
 * @param identity of who counts there, with an instance in any case
 * @param mount takes what is to be served on the admin port
 * @param clock wall clock
 */
public record ExporterParts(
    ExporterConfig config,
    @Nullable Path data,
    IdentitySettings identity,
    Consumer<AdminRoute> mount,
    Health health,
    Metrics metrics,
    BuildInfo build,
    Clock clock) {}
