/** What a dashboard must not do, a rule each, and who is excused; any thread. */
@NullMarked
package dev.mynah.dashboards.lint;

import org.jspecify.annotations.NullMarked;
