/**
 * What an operator can ask and change on the admin port about the traffic path.
 *
 * <p>Endpoints are called on the admin port's worker threads, several at a time.
 */
@NullMarked
package dev.mynah.agent.admin;

import org.jspecify.annotations.NullMarked;
