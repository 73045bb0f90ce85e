/**
 * Reads PromQL: text becomes an {@link dev.mynah.exporter.promql.syntax.Expr}, checked for types,
 * or a refusal that says where and why. Knows nothing of what is stored.
 *
 * <p>Threads: a parser belongs to one; expressions are immutable.
 */
@NullMarked
package dev.mynah.exporter.promql.syntax;

import org.jspecify.annotations.NullMarked;
