package dev.mynah.settings.declare;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A path, or the word {@code none}.
 *
 * @param path null for none
 */
public record MaybePath(@Nullable Path path) {}
