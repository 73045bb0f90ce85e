/** What Prometheus scrapes. */
@NullMarked
package dev.mynah.metrics;

import org.jspecify.annotations.NullMarked;
