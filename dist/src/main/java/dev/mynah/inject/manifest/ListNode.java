package dev.mynah.inject.manifest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values in the order written. */
public final class ListNode extends ManifestNode {
  private final List<ManifestNode> items;
  private final List<ManifestNode> written;
  private final boolean flow;

  ListNode(List<ManifestNode> items, boolean flow, @Nullable Span span, int line) {
    super(span, line);
    this.items = new ArrayList<>(items);
    this.written = span == null ? List.of() : List.copyOf(items);
    this.flow = flow;
  }

  /** A new one. */
  public static ListNode empty() {
    return new ListNode(List.of(), false, null, 0);
  }

  /** What it holds, to be changed in place. */
  public List<ManifestNode> items() {
    return items;
  }

  /** What it held when it was read. */
  List<ManifestNode> written() {
    return written;
  }

  /** Whether it stands in brackets. */
  boolean flow() {
    return flow;
  }

  @Override
  ManifestNode copy() {
    return new ListNode(items.stream().map(ManifestNode::copy).toList(), false, null, line());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ListNode list && items.equals(list.items);
  }

  @Override
  public int hashCode() {
    return items.hashCode();
  }

  @Override
  public String toString() {
    return items.toString();
  }
}
