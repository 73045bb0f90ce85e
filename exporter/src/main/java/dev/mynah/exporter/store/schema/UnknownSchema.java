package dev.mynah.exporter.store.schema;

/**
 * The store's tables are not such as this program can use. Nothing was read or written; whoever has
 * counts keeps them until the tables are migrated.
 */
public final class UnknownSchema extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownSchema(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  UnknownSchema(String sentence) {
    super(sentence);
  }
}
