/**
 * Templates over a request: compiled once, rendered within bounds, with no way from a template to
 * anything but the request, its own values and the helpers.
 *
 * <p>A compiled template may be rendered from any thread; one rendering belongs to one thread.
 */
@NullMarked
package dev.mynah.agent.mock.template;

import org.jspecify.annotations.NullMarked;
