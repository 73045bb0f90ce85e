package dev.mynah.inject.manifest;

/**
 * Where a value's own text stands, without comments and line ends behind it.
 *
 * @param start the first character
 * @param end after the last one
 */
record Span(int start, int end) {}
