/** What a dashboard is made of, and how it is written as Grafana's classic JSON; one thread. */
@NullMarked
package dev.mynah.dashboards.model;

import org.jspecify.annotations.NullMarked;
