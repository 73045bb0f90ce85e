package dev.mynah.exporter.promql.syntax;

/** What an expression comes to. */
public enum ExprType {
  SCALAR("scalar"),
  STRING("string"),
  VECTOR("instant vector"),
  MATRIX("range vector");

  private final String words;

  ExprType(String words) {
    this.words = words;
  }

  /** As Prometheus says it in errors. */
  public String words() {
    return words;
  }
}
