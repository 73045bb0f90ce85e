package dev.mynah.agent.mock.function.xml;

import dev.mynah.agent.mock.function.FunctionFailure;
import dev.mynah.agent.mock.function.Plain;
import java.io.IOException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Reads XML that anybody may have sent. A document type declaration is refused, so there are no
 * entities but the five of XML itself and nothing is fetched; length, number of tags and depth are
 * bounded. The parsers are those of the JDK and never looked up; each is lent to one call at a
 * time.
 */
final class XmlText {
  private static final int MOST_TAGS = 50_000;
  private static final int MOST_DEPTH = 500;
  private static final String DEPTH = "http://www.oracle.com/xml/jaxp/properties/maxElementDepth";
  private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";
  private static final String LAZY = "http://apache.org/xml/features/dom/defer-node-expansion";

  private static final Pool<DocumentBuilder> AS_WRITTEN = new Pool<>(() -> builder(false));
  private static final Pool<DocumentBuilder> BY_NAMESPACE = new Pool<>(() -> builder(true));

  private XmlText() {}

  /**
   * The document of a text, its encoding declaration aside: a text has been decoded.
   *
   * @param namespaces whether prefixes have to be declared and stand for their namespaces
   * @throws FunctionFailure when it is not XML, or more than is worked with
   */
  static Document parse(String text, boolean namespaces) {
    String bare = (text.startsWith("\uFEFF") ? text.substring(1) : text).strip();
    if (bare.length() > Plain.MOST_CHARACTERS || tags(bare) > MOST_TAGS) {
      throw new FunctionFailure(
          "the XML has more than "
              + Plain.MOST_CHARACTERS
              + " characters or "
              + MOST_TAGS
              + " tags");
    }
    Pool<DocumentBuilder> builders = namespaces ? BY_NAMESPACE : AS_WRITTEN;
    DocumentBuilder builder = builders.take();
    try {
      Document read = builder.parse(new InputSource(new StringReader(bare)));
      builders.giveBack(builder);
      return read;
    } catch (SAXException e) {
      throw new FunctionFailure(reason(e));
    } catch (IOException e) {
      throw new FunctionFailure("the text is not XML");
    }
  }

  private static String reason(SAXException e) {
    boolean doctype = String.valueOf(e.getMessage()).contains("DOCTYPE");
    return doctype ? "the XML has a document type declaration" : "the text is not XML";
  }

  private static int tags(String text) {
    int count = 0;
    for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
      count++;
    }
    return count;
  }

  private static DocumentBuilder builder(boolean namespaces) {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    try {
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature(NO_DOCTYPE, true);
      factory.setFeature(LAZY, false);
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      factory.setAttribute(DEPTH, String.valueOf(MOST_DEPTH));
      factory.setExpandEntityReferences(false);
      factory.setXIncludeAware(false);
      factory.setCoalescing(true);
      factory.setNamespaceAware(namespaces);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(SILENT);
      return builder;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this JDK cannot read XML safely", e);
    }
  }

  /** The JDK prints to the console unless told otherwise. */
  private static final ErrorHandler SILENT =
      new ErrorHandler() {
        @Override
        public void warning(SAXParseException e) {}

        @Override
        public void error(SAXParseException e) {}

        @Override
        public void fatalError(SAXParseException e) throws SAXParseException {
          throw e;
        }
      };
}
