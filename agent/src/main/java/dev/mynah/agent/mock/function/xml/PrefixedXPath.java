package dev.mynah.agent.mock.function.xml;

import dev.mynah.agent.mock.function.FunctionFailure;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathExpression;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import javax.xml.xpath.XPathFactoryConfigurationException;

/**
 * An expression and the prefixes it uses. What a prefix stands for is fixed when an expression is
 * compiled, so the compiled form is kept for the namespaces last seen: clients of a service seldom
 * differ in them. Any thread.
 */
final class PrefixedXPath {
  private static final int MOST_CHARACTERS = 4096;
  private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
  private static final Pattern PREFIX =
      Pattern.compile("([\\p{L}_][\\p{L}\\p{N}_.-]*):(?!:)(?=[\\p{L}_*])");
  private static final XPathFactory FACTORY = factory();

  private final String text;
  private final Set<String> prefixes = new TreeSet<>();
  private volatile Compiled last;

  private record Compiled(Map<String, String> namespaces, Pool<XPathExpression> expressions) {}

  PrefixedXPath(String text) {
    this.text = text;
    Matcher used = PREFIX.matcher(QUOTED.matcher(text).replaceAll("''"));
    while (used.find()) {
      prefixes.add(used.group(1));
    }
    last = compiled(Map.of());
  }

  Set<String> prefixes() {
    return prefixes;
  }

  /** Expressions for these namespaces of all prefixes. */
  Pool<XPathExpression> in(Map<String, String> namespaces) {
    Compiled known = last;
    if (!known.namespaces().equals(namespaces)) {
      known = compiled(namespaces);
      last = known;
    }
    return known.expressions();
  }

  /** Whether it compiles, were all its prefixes declared. */
  boolean isExpression() {
    Map<String, String> any = new TreeMap<>();
    prefixes.forEach(prefix -> any.put(prefix, prefix));
    try {
      return !text.isBlank() && in(any).take() != null;
    } catch (FunctionFailure e) {
      return false;
    }
  }

  private Compiled compiled(Map<String, String> namespaces) {
    return new Compiled(namespaces, new Pool<>(() -> compile(namespaces)));
  }

  private XPathExpression compile(Map<String, String> namespaces) {
    if (text.length() > MOST_CHARACTERS) {
      throw new FunctionFailure("the XPath is longer than " + MOST_CHARACTERS + " characters");
    }
    XPath path;
    synchronized (FACTORY) {
      path = FACTORY.newXPath();
    }
    path.setNamespaceContext(new Namespaces(namespaces));
    path.setXPathVariableResolver(name -> "");
    try {
      return path.compile(text);
    } catch (XPathExpressionException e) {
      throw new FunctionFailure("not an XPath");
    }
  }

  private static XPathFactory factory() {
    XPathFactory made = XPathFactory.newDefaultInstance();
    try {
      made.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    } catch (XPathFactoryConfigurationException e) {
      throw new IllegalStateException("this JDK cannot follow XPaths safely", e);
    }
    return made;
  }
}
