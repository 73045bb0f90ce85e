/**
 * Calls to real backends: pooled HTTP/1.1 connections, retries, time limits, and the upstream's
 * half of a request's way.
 *
 * <p>Everything belongs to one event loop except the sets that a configuration is prepared into and
 * the gauges, which any thread may read.
 */
@NullMarked
package dev.mynah.agent.upstream;

import org.jspecify.annotations.NullMarked;
