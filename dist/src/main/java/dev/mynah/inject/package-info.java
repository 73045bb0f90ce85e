/**
 * The sidecar for pods of others: its containers as Kubernetes wants them, and manifests with them
 * added. The library chart {@code helm/mynah-sidecar} renders the same containers.
 *
 * <p>No threads: everything happens in one call.
 */
@NullMarked
package dev.mynah.inject;

import org.jspecify.annotations.NullMarked;
