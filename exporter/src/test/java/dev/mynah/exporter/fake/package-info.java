/** In-memory stand-ins for what is stored, for tests of whatever reads it. */
@NullMarked
package dev.mynah.exporter.fake;

import org.jspecify.annotations.NullMarked;
