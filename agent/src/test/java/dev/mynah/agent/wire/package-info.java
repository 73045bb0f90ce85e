/** Tools for tests that look at bytes on real sockets. */
@NullMarked
package dev.mynah.agent.wire;

import org.jspecify.annotations.NullMarked;
