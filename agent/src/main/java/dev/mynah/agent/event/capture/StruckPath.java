package dev.mynah.agent.event.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;

/**
 * A JSONPath whose values are struck out. Immutable.
 *
 * @param isPlain whether it finds in a document's beginning what it finds there in the whole:
 *     filters and places counted from the end do not
 */
record StruckPath(JsonPath path, boolean isPlain) {
  private static final Configuration READING =
      Configuration.builder()
          .jsonProvider(new JacksonJsonNodeJsonProvider())
          .mappingProvider(new JacksonMappingProvider())
          .options(Option.SUPPRESS_EXCEPTIONS, Option.AS_PATH_LIST)
          .build();
  private static final Configuration WRITING =
      Configuration.builder()
          .jsonProvider(new JacksonJsonNodeJsonProvider())
          .mappingProvider(new JacksonMappingProvider())
          .build();

  static StruckPath of(String text) {
    try {
      JsonPath path = JsonPath.compile(text);
      if (text.equals("$")) {
        throw new IllegalArgumentException("the whole body: leave journal.bodies off instead");
      }
      boolean plain = text.chars().noneMatch(c -> c == '?' || c == '(' || c == '-' || c == ':');
      return new StruckPath(path, plain);
    } catch (InvalidPathException | IllegalArgumentException | IndexOutOfBoundsException e) {
      String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable");
      throw new IllegalArgumentException(
          "journal.redact.jsonPaths: " + text + " (expected a JSONPath: " + why + ")", e);
    }
  }

  /** Puts a mark in the place of every value that it finds. */
  void strike(JsonNode document) {
    JsonNode found = path.read(document, READING);
    if (found == null) {
      return;
    }
    for (JsonNode each : found) {
      JsonPath.compile(each.asText()).set(document, TextNode.valueOf(SecretNames.STRUCK), WRITING);
    }
  }
}
