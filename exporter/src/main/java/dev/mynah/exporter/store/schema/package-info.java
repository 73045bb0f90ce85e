/**
 * The tables' versions: migrating them, and telling whether this program may use what it finds.
 *
 * <p>Threads: migrating happens once, on the thread that asks; checks on any.
 */
@NullMarked
package dev.mynah.exporter.store.schema;

import org.jspecify.annotations.NullMarked;
