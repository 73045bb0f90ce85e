/**
 * What {@code mynah up} and {@code mynah demo} run when nobody named a configuration: bundled
 * examples, the small real backend that their proxied routes go to, and a load that is made up.
 *
 * <p>The backend answers on one daemon thread of its own; the load has a few.
 */
@NullMarked
package dev.mynah.quickstart;

import org.jspecify.annotations.NullMarked;
