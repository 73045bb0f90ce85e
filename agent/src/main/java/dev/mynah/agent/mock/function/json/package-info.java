/**
 * Functions that read, write and change JSON.
 *
 * <p>On any thread; compiled paths are shared.
 */
@NullMarked
package dev.mynah.agent.mock.function.json;

import org.jspecify.annotations.NullMarked;
