/**
 * The admin port: health, metrics and whatever other modules mount beside them, behind one guard.
 *
 * <p>One event loop answers; endpoints that may block run on a small pool of workers. The state in
 * {@link dev.mynah.control.Health} may be touched from any thread.
 */
@NullMarked
package dev.mynah.control;

import org.jspecify.annotations.NullMarked;
