/**
 * What is generated from the declarations: the reference page and the JSON Schema.
 *
 * <p>Pure functions of a schema.
 */
@NullMarked
package dev.mynah.settings.publish;

import org.jspecify.annotations.NullMarked;
