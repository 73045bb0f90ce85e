package dev.mynah.agent.mock.function.xml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * Documents whose names have lost their prefixes, so that an XPath finds them whatever namespace
 * they are in. Each name is still known as it was written. Of two attributes with one local name
 * the one without a prefix has it.
 */
final class LocalNames {
  private static final String AS_WRITTEN = "as written";

  private LocalNames() {}

  static Document parse(String text) {
    Document document = XmlText.parse(text, false);
    Node at = document.getDocumentElement();
    while (at != null) {
      if (at instanceof Element element) {
        at = renamed(document, element);
      }
      at = Namespaces.next(at);
    }
    return document;
  }

  private static Element renamed(Document document, Element element) {
    NamedNodeMap attributes = element.getAttributes();
    List<Attr> prefixed = new ArrayList<>();
    for (int i = 0; i < attributes.getLength(); i++) {
      if (attributes.item(i) instanceof Attr attribute && hasPrefix(attribute.getName())) {
        prefixed.add(attribute);
      }
    }
    for (Attr attribute : prefixed) {
      String name = attribute.getName();
      if (!name.startsWith("xmlns:")) {
        boolean taken = element.hasAttribute(local(name));
        rename(document, attribute, taken ? name.replace(':', '.') : local(name));
      }
    }
    String name = element.getTagName();
    return hasPrefix(name) ? (Element) rename(document, element, local(name)) : element;
  }

  private static Node rename(Document document, Node node, String name) {
    String written = node.getNodeName();
    Node renamed = document.renameNode(node, null, name);
    renamed.setUserData(AS_WRITTEN, written, null);
    return renamed;
  }

  private static boolean hasPrefix(String name) {
    int colon = name.indexOf(':');
    return colon > 0 && colon < name.length() - 1;
  }

  private static String local(String name) {
    return name.substring(name.indexOf(':') + 1);
  }

  /** The name as it was written. */
  static String written(Node node) {
    @Nullable Object kept = node.getUserData(AS_WRITTEN);
    return kept == null ? node.getNodeName() : kept.toString();
  }
}
