/**
 * Stored answers as bytes, for a tier that replicas share.
 *
 * <p>Stateless: any thread.
 */
@NullMarked
package dev.mynah.agent.reuse.store.codec;

import org.jspecify.annotations.NullMarked;
