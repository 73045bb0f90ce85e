package dev.mynah.agent.mock.function.xml;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What prefixes stand for. Immutable. */
final class Namespaces implements NamespaceContext {
  private final Map<String, String> byPrefix;

  Namespaces(Map<String, String> byPrefix) {
    this.byPrefix = Map.copyOf(byPrefix);
  }

  /** What a document declares for these prefixes; where it does so twice, the first counts. */
  static Map<String, String> declared(Document document, Set<String> prefixes) {
    Map<String, String> found = new TreeMap<>();
    if (prefixes.contains(XMLConstants.XML_NS_PREFIX)) {
      found.put(XMLConstants.XML_NS_PREFIX, XMLConstants.XML_NS_URI);
    }
    Node at = document.getDocumentElement();
    while (at != null && found.size() < prefixes.size()) {
      if (at instanceof Element element) {
        collect(element, prefixes, found);
      }
      at = next(at);
    }
    return found;
  }

  private static void collect(Element from, Set<String> prefixes, Map<String, String> found) {
    for (String prefix : prefixes) {
      String name = XMLConstants.XMLNS_ATTRIBUTE + ':' + prefix;
      if (from.hasAttribute(name)) {
        found.putIfAbsent(prefix, from.getAttribute(name));
      }
    }
  }

  /** The next node in the document's order, or null after the last. */
  static @Nullable Node next(Node from) {
    Node at = from;
    Node next = at.getFirstChild();
    while (next == null && at != null) {
      next = at.getNextSibling();
      at = at.getParentNode();
    }
    return next;
  }

  @Override
  public String getNamespaceURI(String prefix) {
    return byPrefix.getOrDefault(prefix, XMLConstants.NULL_NS_URI);
  }

  @Override
  public String getPrefix(String uri) {
    return "";
  }

  @Override
  public Iterator<String> getPrefixes(String uri) {
    return List.<String>of().iterator();
  }
}
