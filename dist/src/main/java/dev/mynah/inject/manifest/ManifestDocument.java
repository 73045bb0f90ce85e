package dev.mynah.inject.manifest;

import org.jspecify.annotations.Nullable;

/**
 * One document of a stream.
 *
 * @param number counted from 1
 * @param start where its text begins, its own {@code ---} included
 * @param end where the next one begins
 * @param root its value; null when it holds nothing
 * @param oddity what no API server would take, such as a key that stands twice; empty when all is
 *     well
 */
public record ManifestDocument(
    int number, int start, int end, @Nullable ManifestNode root, String oddity) {}
