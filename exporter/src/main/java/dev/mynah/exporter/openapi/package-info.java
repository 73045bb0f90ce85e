/**
 * The description of the APIs, declared beside what answers them: parameters, shapes of answers,
 * and the OpenAPI document and page that are made of them.
 *
 * <p>Threads: declarations are immutable.
 */
@NullMarked
package dev.mynah.exporter.openapi;

import org.jspecify.annotations.NullMarked;
