package dev.mynah.agent.mock.function.basic;

import dev.mynah.agent.mock.function.BoundedText;
import dev.mynah.agent.mock.function.FunctionCall;
import dev.mynah.agent.mock.function.Patterns;
import dev.mynah.agent.mock.function.PercentCoding;
import dev.mynah.agent.mock.function.Plain;
import dev.mynah.agent.mock.function.TemplateFunction;
import dev.mynah.agent.mock.function.TextList;
import java.math.BigDecimal;
import java.math.MathContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Text, encodings, forms, regular expressions and sums. */
final class TextFunctions {
  private TextFunctions() {}

  static void addTo(Map<String, TemplateFunction> all) {
    all.put("trim", content(String::strip));
    all.put("upper", content(text -> text.toUpperCase(Locale.ROOT)));
    all.put("lower", content(text -> text.toLowerCase(Locale.ROOT)));
    all.put("capitalize", content(TextFunctions::capitalize));
    all.put("base64", TemplateFunction.block(TextFunctions::base64));
    all.put("urlEncode", TemplateFunction.block(TextFunctions::urlEncode));
    all.put("replace", TemplateFunction.value(TextFunctions::replace));
    all.put("substring", TemplateFunction.value(TextFunctions::substring));
    all.put("split", TemplateFunction.value(TextFunctions::split));
    all.put("defaultIfEmpty", TemplateFunction.value(TextFunctions::defaultIfEmpty));
    all.put("regexExtract", TemplateFunction.value(TextFunctions::regexExtract));
    all.put("formData", TemplateFunction.value(TextFunctions::formData));
    all.put("size", TemplateFunction.value(TextFunctions::size));
    all.put("math", TemplateFunction.value(TextFunctions::math));
  }

  private static TemplateFunction content(UnaryOperator<String> change) {
    return TemplateFunction.block(call -> change.apply(call.content()));
  }

  private static String capitalize(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.offsetByCodePoints(0, 1);
    return text.substring(0, first).toUpperCase(Locale.ROOT) + text.substring(first);
  }

  private static String base64(FunctionCall call) {
    String text = call.content();
    if (!call.flag("decode", false)) {
      Base64.Encoder encoder = Base64.getEncoder();
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return (call.flag("padding", true) ? encoder : encoder.withoutPadding())
          .encodeToString(bytes);
    }
    try {
      String onePiece = text.replaceAll("\\s", "").replace('-', '+').replace('_', '/');
      byte[] decoded = Base64.getDecoder().decode(onePiece);
      return new String(decoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw call.failure("the text is not base64");
    }
  }

  private static String urlEncode(FunctionCall call) {
    String text = call.content();
    return call.flag("decode", false)
        ? PercentCoding.decodeForm(text)
        : URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String replace(FunctionCall call) {
    String text = call.text(0);
    String from = call.text(1);
    String to = call.text(2);
    if (from.isEmpty()) {
      return text;
    }
    BoundedText out = new BoundedText(Plain.MOST_CHARACTERS);
    int at = 0;
    for (int hit = text.indexOf(from); hit >= 0; hit = text.indexOf(from, at)) {
      out.write(text, at, hit - at);
      out.write(to, 0, to.length());
      at = hit + from.length();
    }
    out.write(text, at, text.length() - at);
    return out.toString();
  }

  private static String substring(FunctionCall call) {
    String text = call.text(0);
    int start = clamp(call.whole(call.arg(1)), 0, text.length());
    Object last = call.arg(2);
    int end = last == null ? text.length() : clamp(call.whole(last), start, text.length());
    return text.substring(start, end);
  }

  private static int clamp(long value, int least, int most) {
    return (int) Math.max(least, Math.min(most, value));
  }

  private static List<String> split(FunctionCall call) {
    String mark = call.text(1);
    if (mark.isEmpty()) {
      throw call.failure("a separator is expected");
    }
    List<String> parts = new ArrayList<>();
    String text = call.text(0);
    int at = 0;
    for (int hit = text.indexOf(mark); hit >= 0; hit = text.indexOf(mark, at)) {
      parts.add(text.substring(at, hit));
      at = hit + mark.length();
    }
    parts.add(text.substring(at));
    return parts;
  }

  private static @Nullable Object defaultIfEmpty(FunctionCall call) {
    for (int i = 0; i < call.count(); i++) {
      if (Plain.isTrue(call.arg(i))) {
        return call.arg(i);
      }
    }
    return null;
  }

  private static @Nullable Object regexExtract(FunctionCall call) {
    Matcher matcher = Patterns.matcher(call.text(1), call.text(0));
    boolean found = matcher.find();
    String name = call.text(2);
    if (name.isEmpty()) {
      return found ? matcher.group() : call.option("default");
    }
    List<String> groups = new ArrayList<>();
    for (int i = 1; found && i <= matcher.groupCount(); i++) {
      String group = matcher.group(i);
      groups.add(group == null ? "" : group);
    }
    call.keep(name, found ? groups : call.option("default"));
    return null;
  }

  private static @Nullable Object formData(FunctionCall call) {
    Map<String, TextList> form =
        PercentCoding.pairs(call.text(0), '&', call.flag("urlDecode", true));
    String name = call.text(1);
    if (name.isEmpty()) {
      return form;
    }
    call.keep(name, form);
    return null;
  }

  private static long size(FunctionCall call) {
    Object value = call.arg(0);
    if (value instanceof List<?> list) {
      return list.size();
    }
    return value instanceof Map<?, ?> map ? map.size() : Plain.text(value).length();
  }

  private static Number math(FunctionCall call) {
    BigDecimal one = Plain.number(call.arg(0));
    BigDecimal other = Plain.number(call.arg(2));
    MathContext digits = MathContext.DECIMAL128;
    String operator = call.text(1);
    if (other.signum() == 0 && Arrays.asList("/", "%").contains(operator)) {
      throw call.failure("division by zero");
    }
    BigDecimal result =
        switch (operator) {
          case "+" -> one.add(other);
          case "-" -> one.subtract(other);
          case "*", "x" -> one.multiply(other);
          case "/" -> one.divide(other, digits);
          case "%" -> one.remainder(other);
          default -> throw call.failure("the operator is one of + - * / %");
        };
    return Plain.shortest(result);
  }
}
