package dev.mynah.agent.mock.request;

import dev.mynah.agent.mock.function.ModelValue;
import dev.mynah.agent.mock.function.TextList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One part of a multipart request; prints as its body. */
final class PartModel extends LazyMap<Object> implements ModelValue {
  private static final List<String> NAMES =
      List.of("name", "fileName", "headers", "binary", "body", "bodyAsBase64");

  private final Map<String, TextList> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final byte[] content;
  private final Map<String, String> disposition;

  PartModel(Multipart.Part part) {
    content = part.content();
    for (String line : part.fieldLines()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers
            .computeIfAbsent(line.substring(0, colon).strip(), name -> new TextList())
            .add(line.substring(colon + 1).strip());
      }
    }
    disposition = Parameters.of(header("Content-Disposition"));
  }

  private String header(String name) {
    TextList values = headers.get(name);
    return values == null ? "" : values.toString();
  }

  /** The name of the form's field; empty where it has none. */
  String name() {
    return Parameters.formName(disposition, "name");
  }

  @Override
  @Nullable Object find(String key) {
    return switch (key) {
      case "name" -> name();
      case "fileName" -> fileName();
      case "headers" -> headers;
      case "binary" -> isBinary();
      case "body" -> toString();
      case "bodyAsBase64" -> Base64.getEncoder().encodeToString(content);
      default -> null;
    };
  }

  /** The file's name; null for a plain field. */
  private @Nullable String fileName() {
    boolean given = disposition.containsKey("filename") || disposition.containsKey("filename*");
    return given ? Parameters.formName(disposition, "filename") : null;
  }

  /** Whether the body is no text: by its type, and by its bytes where it has none. */
  private boolean isBinary() {
    String type = header("Content-Type");
    return type.isEmpty() ? !Utf8.isWellFormed(content) : !BodyText.isTextual(type);
  }

  @Override
  Map<String, Object> all() {
    Map<String, Object> all = new LinkedHashMap<>();
    for (String name : NAMES) {
      Object part = find(name);
      if (part != null) {
        all.put(name, part);
      }
    }
    return all;
  }

  @Override
  public Object plain() {
    return all();
  }

  @Override
  public String toString() {
    return BodyText.of(header("Content-Type"), content);
  }
}
