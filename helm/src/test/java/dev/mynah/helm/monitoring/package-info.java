/**
 * The kinds of monitoring.coreos.com as records: the fields that the custom resource definitions of
 * the Prometheus operator declare, as far as the charts may use them. Immutable.
 */
@NullMarked
package dev.mynah.helm.monitoring;

import org.jspecify.annotations.NullMarked;
