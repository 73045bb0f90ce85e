package dev.mynah.exporter.store;

/**
 * Who counts: a data directory by its random id, and the target labels that its series get. An
 * empty text is no label.
 */
public record SourceIdentity(
    String sourceId,
    String job,
    String instance,
    String namespace,
    String pod,
    String workspace,
    String environment) {
  public SourceIdentity {
    if (sourceId.isEmpty()) {
      throw new IllegalArgumentException("a source without an id");
    }
  }
}
