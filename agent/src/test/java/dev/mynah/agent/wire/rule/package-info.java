/**
 * Rules of caching as small files: an origin that says what the file says, requests, and what must
 * come back. {@code src/test/resources/cache-rules/README.md} describes the files.
 *
 * <p>A rule is played by the thread of its test; the origin has threads of its own.
 */
@NullMarked
package dev.mynah.agent.wire.rule;

import org.jspecify.annotations.NullMarked;
