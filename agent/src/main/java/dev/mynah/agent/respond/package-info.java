/**
 * What goes wrong and how it is told: the table from failure to status, and the problem documents.
 *
 * <p>Everything here is immutable and safe on any thread.
 */
@NullMarked
package dev.mynah.agent.respond;

import org.jspecify.annotations.NullMarked;
