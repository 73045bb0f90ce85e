package dev.mynah.agent.mock.function.json;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.spi.json.JacksonJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import dev.mynah.agent.mock.function.BoundedCache;
import dev.mynah.agent.mock.function.FunctionFailure;
import dev.mynah.agent.mock.function.Plain;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** JSONPath over plain lists and maps. */
final class JsonPaths {
  private static final Configuration OVER_JACKSON =
      Configuration.builder()
          .jsonProvider(new JacksonJsonProvider(Plain.JSON))
          .mappingProvider(new JacksonMappingProvider(Plain.JSON))
          .build();

  /** The library would follow a regular expression for as long as it takes. */
  static final String NO_REGEX =
      "a JSONPath filter cannot use =~; compare in the template, with matches or regexExtract";

  private static final Pattern QUOTED =
      Pattern.compile("'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"");

  private static final BoundedCache<JsonPath> COMPILED = new BoundedCache<>(JsonPaths::compile);

  private JsonPaths() {}

  static boolean hasRegex(String path) {
    return path.contains("=~")
        && path.contains("[?")
        && QUOTED.matcher(path).replaceAll("''").contains("=~");
  }

  private static JsonPath compile(String path) {
    if (hasRegex(path)) {
      throw new FunctionFailure(NO_REGEX);
    }
    return JsonPath.compile(path);
  }

  private static JsonPath compiled(String path) {
    try {
      return COMPILED.get(path);
    } catch (InvalidPathException | IllegalArgumentException e) {
      throw new FunctionFailure("not a JSONPath");
    }
  }

  /** What stands at the path, or null when nothing does. */
  static @Nullable Object read(@Nullable Object in, String path) {
    if (!(in instanceof Map) && !(in instanceof List)) {
      return path.equals("$") ? in : null;
    }
    JsonPath compiled = compiled(path);
    try {
      return compiled.read(in, OVER_JACKSON);
    } catch (PathNotFoundException e) {
      return null;
    } catch (JsonPathException e) {
      throw new FunctionFailure("the JSONPath cannot be followed in this value");
    }
  }

  /** Removes what stands at the path. */
  static Object remove(Object from, String path) {
    try {
      return compiled(path).delete(from, OVER_JACKSON);
    } catch (PathNotFoundException e) {
      return from;
    } catch (JsonPathException e) {
      throw new FunctionFailure("the JSONPath cannot be removed from this value");
    }
  }
}
