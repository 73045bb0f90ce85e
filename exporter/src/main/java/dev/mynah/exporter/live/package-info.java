/**
 * What happens now: the last second's counts and requests for whoever subscribes, and what the
 * ledger counted since the last minute was stored, for answers that reach up to now.
 *
 * <p>Threads: one timer thread looks at the ledger; subscribers come and go on the admin event
 * loop; readers are any worker threads. Nobody waits for a subscriber.
 */
@NullMarked
package dev.mynah.exporter.live;

import org.jspecify.annotations.NullMarked;
