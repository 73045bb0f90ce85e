package dev.mynah.dashboards.lint;

/**
 * Where a dashboard does not do what a rule demands.
 *
 * @param panel title of the panel; empty where the dashboard as a whole is meant
 */
record Finding(String rule, String dashboard, String panel, String what) {}
