/**
 * Functions that read and print XML, without DTD, entities or anything outside the text.
 *
 * <p>On any thread; parsers and compiled expressions are lent to one call at a time.
 */
@NullMarked
package dev.mynah.agent.mock.function.xml;

import org.jspecify.annotations.NullMarked;
