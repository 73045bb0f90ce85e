/**
 * Recording rules and alerts for Prometheus, and the numbers that panels share with them. Nothing
 * here runs in a product.
 */
@NullMarked
package dev.mynah.dashboards.rule;

import org.jspecify.annotations.NullMarked;
