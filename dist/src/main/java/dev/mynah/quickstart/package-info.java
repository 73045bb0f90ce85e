/**
 * What {@code mynah up} runs when nobody named a configuration: the bundled example and the small
 * real backend that its proxied route goes to.
 *
 * <p>The backend answers on one daemon thread of its own.
 */
@NullMarked
package dev.mynah.quickstart;

import org.jspecify.annotations.NullMarked;
