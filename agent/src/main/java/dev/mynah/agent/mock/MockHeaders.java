package dev.mynah.agent.mock;

import dev.mynah.agent.config.HeaderValue;
import dev.mynah.agent.config.MockConfig;
import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a made-up answer: the configured ones in their order, a content type unless one is
 * configured, and what content coding asks for.
 */
final class MockHeaders {
  private final int status;
  private final boolean gzip;
  private final List<HeaderValue> headers;

  private MockHeaders(int status, boolean gzip, List<HeaderValue> headers) {
    this.status = status;
    this.gzip = gzip;
    this.headers = headers;
  }

  /**
   * The fields for a body of this type.
   *
   * @param defaultType the Content-Type unless one is configured; null for none
   */
  static MockHeaders of(MockConfig config, @Nullable String defaultType) {
    return of(config, config.headers(), defaultType);
  }

  /** The same over header values that have been rendered. */
  static MockHeaders of(
      MockConfig config, List<HeaderValue> headers, @Nullable String defaultType) {
    List<HeaderValue> all = new ArrayList<>(headers);
    if (defaultType != null && find(headers, "Content-Type") == null) {
      all.add(0, new HeaderValue("Content-Type", defaultType));
    }
    String type = find(all, "Content-Type");
    boolean packs =
        config.gzip()
            && type != null
            && ContentTypes.isCompressible(type)
            && find(all, "Content-Encoding") == null;
    return new MockHeaders(config.status(), packs, all);
  }

  /** The first value of the name, or null. */
  static @Nullable String find(List<HeaderValue> headers, String name) {
    for (HeaderValue header : headers) {
      if (header.name().equalsIgnoreCase(name)) {
        return header.value();
      }
    }
    return null;
  }

  /** The content in its plain form and, where it pays, in gzip. */
  StaticAnswer answer(byte[] bytes) {
    byte[] packed = gzip ? Gzip.pack(bytes) : null;
    if (packed == null) {
      return new StaticAnswer(new MockContent(status, fields().trimmed(), bytes), null);
    }
    Fields packedFields = varying(fields()).add(FieldName.CONTENT_ENCODING, "gzip");
    weakenEntityTag(packedFields);
    return new StaticAnswer(
        new MockContent(status, varying(fields()).trimmed(), bytes),
        new MockContent(status, packedFields.trimmed(), packed));
  }

  /** The one form that suits the request: what a rendered answer needs. */
  MockContent answer(byte[] bytes, Fields request) {
    byte[] packed = gzip && AcceptEncoding.prefersGzip(request) ? Gzip.packFast(bytes) : null;
    if (packed != null) {
      Fields packedFields = varying(fields()).add(FieldName.CONTENT_ENCODING, "gzip");
      weakenEntityTag(packedFields);
      return new MockContent(status, packedFields, packed);
    }
    Fields plain = gzip && bytes.length >= Gzip.LEAST_BYTES ? varying(fields()) : fields();
    return new MockContent(status, plain, bytes);
  }

  /** Status and fields alone, for content that is read while it is sent. */
  MockContent plainContent() {
    return new MockContent(status, fields(), MockContent.nothing());
  }

  private Fields fields() {
    Fields made = new Fields();
    for (HeaderValue header : headers) {
      made.add(header.name(), wireText(header.value()));
    }
    return made;
  }

  /** Two encodings of a thing must not share a strong validator (RFC 9110 section 8.8.1). */
  private static void weakenEntityTag(Fields fields) {
    String tag = fields.get("ETag");
    if (tag != null && tag.startsWith("\"")) {
      fields.set(FieldName.of("ETag"), "W/" + tag);
    }
  }

  private static Fields varying(Fields fields) {
    if (!fields.lists(FieldName.VARY, "accept-encoding") && !fields.lists(FieldName.VARY, "*")) {
      fields.add(FieldName.VARY, "Accept-Encoding");
    }
    return fields;
  }

  /**
   * A value as bytes of the wire: letters beyond ASCII as UTF-8, and no control character but tab,
   * because what a request says must not end a field line.
   */
  static String wireText(String value) {
    String clean = value;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' && c != '\t' || c >= 0x7f) {
        clean = encoded(value);
        break;
      }
    }
    return clean.strip();
  }

  private static String encoded(String value) {
    StringBuilder kept = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      kept.append(c < ' ' && c != '\t' || c == 0x7f ? ' ' : c);
    }
    byte[] utf8 = kept.toString().getBytes(StandardCharsets.UTF_8);
    return new String(utf8, StandardCharsets.ISO_8859_1);
  }
}
