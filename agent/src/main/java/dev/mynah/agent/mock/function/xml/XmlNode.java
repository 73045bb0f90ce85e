package dev.mynah.agent.mock.function.xml;

import dev.mynah.agent.mock.function.ModelValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * A node that an XPath found: an element prints as XML, everything else as its text; {@code name},
 * {@code text} and {@code attributes} stand below it.
 */
record XmlNode(Node node) implements ModelValue {
  @Override
  public @Nullable Object named(String name) {
    return switch (name) {
      case "name" -> LocalNames.written(node);
      case "text" -> text();
      case "attributes" -> attributes();
      default -> null;
    };
  }

  private String text() {
    String text = node.getTextContent();
    return text == null ? "" : text;
  }

  private Map<String, String> attributes() {
    Map<String, String> all = new LinkedHashMap<>();
    NamedNodeMap attributes = node.getAttributes();
    for (int i = 0; attributes != null && i < attributes.getLength(); i++) {
      Node attribute = attributes.item(i);
      all.put(LocalNames.written(attribute), attribute.getNodeValue());
      all.putIfAbsent(attribute.getNodeName(), attribute.getNodeValue());
    }
    return all;
  }

  @Override
  public Object plain() {
    return toString();
  }

  @Override
  public String toString() {
    boolean markup =
        node.getNodeType() == Node.ELEMENT_NODE || node.getNodeType() == Node.DOCUMENT_NODE;
    return markup ? XmlPrint.asItStands(node) : text();
  }
}
