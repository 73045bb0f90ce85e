/**
 * The request as templates see it: lazy maps over its head and body, parts of a form included.
 *
 * <p>A model belongs to the thread that renders.
 */
@NullMarked
package dev.mynah.agent.mock.request;

import org.jspecify.annotations.NullMarked;
