package dev.mynah.agent.mock.function.xml;

import dev.mynah.agent.mock.function.FunctionCall;
import dev.mynah.agent.mock.function.TemplateFunction;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;

/** XML: finding what an XPath names, and printing it anew. */
public final class XmlFunctions {
  private static final String SOAP_BODY = "/*[local-name()='Envelope']/*[local-name()='Body']";

  /** A look at a document costs as much as printing this share of it. */
  private static final int CHARACTERS_PER_CHARGE = 16;

  private XmlFunctions() {}

  /** Adds all of them under their names. */
  public static void addTo(Map<String, TemplateFunction> all) {
    all.put("xPath", TemplateFunction.value(call -> find(call, call.text(1))));
    all.put("soapXPath", TemplateFunction.value(call -> find(call, inSoapBody(call.text(1)))));
    all.put("formatXml", TemplateFunction.block(XmlFunctions::formatXml));
  }

  /** An expression that is about what stands in a SOAP body, whatever prefix the envelope has. */
  private static String inSoapBody(String expression) {
    boolean absolute = expression.startsWith("/");
    return expression.isBlank() ? "" : SOAP_BODY + (absolute ? "" : "/") + expression;
  }

  /** What is wrong with an XPath that stands in a template, or null. */
  public static @Nullable String problem(String expression) {
    return XPaths.isExpression(expression) ? null : "not an XPath: " + expression;
  }

  private static @Nullable Object find(FunctionCall call, String expression) {
    if (expression.isBlank()) {
      throw call.failure("an XPath is expected");
    }
    String text = call.text(0);
    if (text.isBlank()) {
      return call.option("default");
    }
    call.charge(text.length() / CHARACTERS_PER_CHARGE);
    Object found = XPaths.find(call, text, expression);
    return found == null ? call.option("default") : found;
  }

  private static String formatXml(FunctionCall call) {
    boolean pretty =
        switch (call.text("format", "pretty")) {
          case "pretty" -> true;
          case "compact" -> false;
          default -> throw call.failure("format is pretty or compact");
        };
    String text = call.content();
    if (text.isBlank()) {
      return "";
    }
    Document document = XmlText.parse(text, false);
    return pretty ? XmlPrint.pretty(document) : XmlPrint.compact(document);
  }
}
