package dev.mynah.helm.monitoring;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** In which namespaces a monitor looks; without it, in its own. */
public record NamespaceSelector(@Nullable Boolean any, @Nullable List<String> matchNames) {}
