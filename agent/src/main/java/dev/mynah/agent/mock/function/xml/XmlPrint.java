package dev.mynah.agent.mock.function.xml;

import dev.mynah.agent.mock.function.BoundedText;
import dev.mynah.agent.mock.function.Plain;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * Writes XML: as it stands, without the blanks between elements, or with a line for each. Text that
 * stands beside elements is never touched. Depth is bounded by what is read.
 */
final class XmlPrint {
  private static final String INDENT = "  ";

  private final BoundedText out = new BoundedText(Plain.MOST_CHARACTERS);
  private final boolean pretty;
  private final boolean dense;

  private XmlPrint(boolean pretty, boolean dense) {
    this.pretty = pretty;
    this.dense = dense;
  }

  static String asItStands(Node node) {
    return new XmlPrint(false, false).print(node);
  }

  static String compact(Node node) {
    return new XmlPrint(false, true).print(node);
  }

  static String pretty(Node node) {
    return new XmlPrint(true, true).print(node);
  }

  private String print(Node node) {
    node(node, 0, dense);
    return out.toString();
  }

  private void node(Node node, int depth, boolean rearranged) {
    switch (node.getNodeType()) {
      case Node.DOCUMENT_NODE -> children(node, 0, rearranged);
      case Node.ELEMENT_NODE -> element(node, depth, rearranged);
      case Node.COMMENT_NODE -> write("<!--" + node.getNodeValue() + "-->");
      case Node.PROCESSING_INSTRUCTION_NODE ->
          write("<?" + node.getNodeName() + ' ' + node.getNodeValue() + "?>");
      default -> escaped(node.getNodeValue(), false);
    }
  }

  private void element(Node element, int depth, boolean rearranged) {
    String name = LocalNames.written(element);
    write("<" + name);
    attributes(element.getAttributes());
    if (element.getFirstChild() == null) {
      write("/>");
      return;
    }
    write(">");
    boolean inner = rearranged && holdsOnlyElements(element);
    if (inner && pretty) {
      write("\n");
    }
    children(element, depth + 1, inner);
    if (inner && pretty) {
      write(INDENT.repeat(depth));
    }
    write("</" + name + ">");
  }

  private void attributes(NamedNodeMap attributes) {
    for (int i = 0; i < attributes.getLength(); i++) {
      Node attribute = attributes.item(i);
      write(" " + LocalNames.written(attribute) + "=\"");
      escaped(attribute.getNodeValue(), true);
      write("\"");
    }
  }

  private void children(Node parent, int depth, boolean rearranged) {
    for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (!rearranged) {
        node(child, depth, false);
      } else if (child.getNodeType() != Node.TEXT_NODE) {
        write(pretty ? INDENT.repeat(depth) : "");
        node(child, depth, true);
        write(pretty ? "\n" : "");
      }
    }
  }

  /**
   * Whether blanks between its children mean nothing: there is no other text, and none was asked to
   * stay.
   */
  private static boolean holdsOnlyElements(Node element) {
    Node space = element.getAttributes().getNamedItem("xml:space");
    boolean stays = space != null && "preserve".equals(space.getNodeValue());
    boolean holdsElement = false;
    for (Node at = element.getFirstChild(); at != null; at = at.getNextSibling()) {
      holdsElement |= at.getNodeType() != Node.TEXT_NODE;
      if (at.getNodeType() == Node.TEXT_NODE && !at.getNodeValue().isBlank()) {
        return false;
      }
    }
    return holdsElement && !stays;
  }

  private void escaped(String text, boolean inAttribute) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> write("&amp;");
        case '<' -> write("&lt;");
        case '>' -> write("&gt;");
        case '\r' -> write("&#13;");
        case '"' -> write(inAttribute ? "&quot;" : "\"");
        case '\n', '\t' -> write(inAttribute ? "&#" + (int) c + ";" : String.valueOf(c));
        default -> out.write(c);
      }
    }
  }

  private void write(String text) {
    out.write(text, 0, text.length());
  }
}
