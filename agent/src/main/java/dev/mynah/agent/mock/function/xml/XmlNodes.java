package dev.mynah.agent.mock.function.xml;

import dev.mynah.agent.mock.function.ModelValue;
import java.util.AbstractList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that an XPath found, one at least: prints and answers as the first, counts as a list.
 */
final class XmlNodes extends AbstractList<XmlNode> implements ModelValue {
  private final List<XmlNode> nodes;

  XmlNodes(List<XmlNode> nodes) {
    this.nodes = nodes;
  }

  @Override
  public XmlNode get(int i) {
    return nodes.get(i);
  }

  @Override
  public int size() {
    return nodes.size();
  }

  @Override
  public boolean isOne() {
    return false;
  }

  @Override
  public @Nullable Object named(String name) {
    return nodes.get(0).named(name);
  }

  @Override
  public Object plain() {
    return nodes.size() == 1 ? toString() : List.copyOf(nodes);
  }

  @Override
  public String toString() {
    return nodes.get(0).toString();
  }
}
