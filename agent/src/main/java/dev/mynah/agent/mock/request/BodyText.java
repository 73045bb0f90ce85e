package dev.mynah.agent.mock.request;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What bytes say as text, and whether a type is one of text at all. */
final class BodyText {
  private static final int XML_DECLARATION_BYTES = 200;
  private static final Pattern XML_ENCODING =
      Pattern.compile("^<\\?xml[^>]{0,100}?\\sencoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");

  private static final List<String> TEXTUAL =
      List.of("text", "json", "xml", "html", "yaml", "csv", "javascript", "x-www-form-urlencoded");

  private BodyText() {}

  /**
   * The text of a body. Its charset is the one that the type names; else the one that a byte order
   * mark or an XML declaration tells (RFC 7303 section 3); else UTF-8.
   */
  static String of(String contentType, byte[] body) {
    Charset named = charset(Parameters.of(contentType).get("charset"));
    return new String(body, named == null ? told(body) : named);
  }

  static boolean isTextual(String contentType) {
    String type = Parameters.bare(contentType).toLowerCase(Locale.ROOT);
    return TEXTUAL.stream().anyMatch(type::contains);
  }

  private static Charset told(byte[] body) {
    if (body.length < 2) {
      return StandardCharsets.UTF_8;
    }
    int first = (body[0] & 0xff) << 8 | body[1] & 0xff;
    if (first == 0xfeff || first == 0xfffe) {
      return StandardCharsets.UTF_16;
    }
    if (body[0] != '<' || body[1] != '?') {
      return StandardCharsets.UTF_8;
    }
    int length = Math.min(body.length, XML_DECLARATION_BYTES);
    Matcher declared =
        XML_ENCODING.matcher(new String(body, 0, length, StandardCharsets.ISO_8859_1));
    Charset encoding = declared.find() ? charset(declared.group(1)) : null;
    boolean readable = encoding != null && !encoding.name().startsWith("UTF-16");
    return encoding != null && readable ? encoding : StandardCharsets.UTF_8;
  }

  private static @Nullable Charset charset(@Nullable String name) {
    try {
      return name == null ? null : Charset.forName(name.strip());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
