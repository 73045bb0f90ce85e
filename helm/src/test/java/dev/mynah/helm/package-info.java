/** Renders the charts and checks what comes out. Single-threaded: it runs in tests only. */
@NullMarked
package dev.mynah.helm;

import org.jspecify.annotations.NullMarked;
