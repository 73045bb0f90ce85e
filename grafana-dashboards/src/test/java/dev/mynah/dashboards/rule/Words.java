package dev.mynah.dashboards.rule;

/** Words that descriptions of alerts share. */
final class Words {
  /** Which job, and its namespace where there is one. */
  static final String WHERE = "{{ $labels.job }}{{ with $labels.namespace }} in {{ . }}{{ end }}";

  /** The value as a share. */
  static final String PERCENT = "{{ $value | humanizePercentage }}";

  /** The value in seconds, as people say it. */
  static final String DURATION = "{{ $value | humanizeDuration }}";

  /** The value, shortened. */
  static final String NUMBER = "{{ $value | humanize }}";

  /** The value as a count of processes. */
  static final String PROCESSES = "{{ $value }} process(es) of " + WHERE;

  private Words() {}
}
