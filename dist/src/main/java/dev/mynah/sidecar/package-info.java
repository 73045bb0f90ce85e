/**
 * One running process: puts ledger, admin port and agent together in the order in which they may
 * come up, and takes them down in the order that loses nothing.
 *
 * <p>Start and drain run on the thread that asks for them, which is never an event loop.
 */
@NullMarked
package dev.mynah.sidecar;

import org.jspecify.annotations.NullMarked;
