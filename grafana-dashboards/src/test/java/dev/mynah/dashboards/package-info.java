/** Makes the Grafana dashboards and checks them. Single-threaded: it runs in tests only. */
@NullMarked
package dev.mynah.dashboards;

import org.jspecify.annotations.NullMarked;
