package dev.mynah.agent.mock.function.xml;

import dev.mynah.agent.mock.function.BoundedCache;
import dev.mynah.agent.mock.function.FunctionCall;
import dev.mynah.agent.mock.function.FunctionFailure;
import dev.mynah.agent.mock.function.Plain;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.xml.xpath.XPathEvaluationResult;
import javax.xml.xpath.XPathExpression;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathNodes;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Node;

/**
 * XPath 1.0 over a text. An expression without prefixes means elements and attributes by their
 * local name, in whatever namespace; one with prefixes means the namespaces that the document
 * declares for them.
 */
final class XPaths {
  private static final BoundedCache<PrefixedXPath> COMPILED =
      new BoundedCache<>(PrefixedXPath::new);

  private static final Function<String, @Nullable Object> BY_LOCAL_NAME = LocalNames::parse;
  private static final Function<String, @Nullable Object> BY_NAMESPACE = XPaths::byNamespace;

  private XPaths() {}

  private static Document byNamespace(String text) {
    return XmlText.parse(text, true);
  }

  static boolean isExpression(String text) {
    return new PrefixedXPath(text).isExpression();
  }

  /** Nodes, a number, a truth or a text; null when no node is found. */
  static @Nullable Object find(FunctionCall call, String text, String expression) {
    PrefixedXPath path = COMPILED.get(expression);
    boolean local = path.prefixes().isEmpty();
    Document document = (Document) call.read(text, local ? BY_LOCAL_NAME : BY_NAMESPACE);
    Map<String, String> namespaces =
        document == null || local ? Map.of() : Namespaces.declared(document, path.prefixes());
    if (document == null || namespaces.size() < path.prefixes().size()) {
      return null;
    }
    Pool<XPathExpression> expressions = path.in(namespaces);
    XPathExpression lent = expressions.take();
    try {
      Object found = plain(lent.evaluateExpression(document));
      expressions.giveBack(lent);
      return found;
    } catch (XPathExpressionException e) {
      throw new FunctionFailure("the XPath cannot be followed in this XML");
    }
  }

  private static @Nullable Object plain(XPathEvaluationResult<?> found) {
    Object value = found.value();
    if (value instanceof XPathNodes nodes) {
      List<XmlNode> all = new ArrayList<>(nodes.size());
      for (Node node : nodes) {
        all.add(new XmlNode(node));
      }
      return all.isEmpty() ? null : new XmlNodes(all);
    }
    if (value instanceof Double number) {
      return number.isNaN() || number.isInfinite()
          ? number.toString()
          : Plain.shortest(BigDecimal.valueOf(number));
    }
    return value;
  }
}
