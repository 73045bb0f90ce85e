/**
 * Holds the committed alerts to what is promised of them: a page in the runbook for each, and a
 * case in which it fires and one in which it is silent, tried by Prometheus itself.
 */
@NullMarked
package dev.mynah.dashboards.alerting;

import org.jspecify.annotations.NullMarked;
