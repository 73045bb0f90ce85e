/**
 * How the queries of panels are put together, so that all guard against the same traps; any thread.
 */
@NullMarked
package dev.mynah.dashboards.query;

import org.jspecify.annotations.NullMarked;
