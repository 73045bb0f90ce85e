/**
 * Kubernetes manifests as text: documents of a stream, their values with the places where they
 * stand, and changes that leave the text around them alone.
 *
 * <p>No threads: a stream and its values belong to whoever read them.
 */
@NullMarked
package dev.mynah.inject.manifest;

import org.jspecify.annotations.NullMarked;
