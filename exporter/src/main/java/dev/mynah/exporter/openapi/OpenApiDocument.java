package dev.mynah.exporter.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The OpenAPI 3.1 document of what is declared. */
public final class OpenApiDocument {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

  /** Every refusal is one of these (RFC 9457). */
  public record ProblemDetails(
      @About("Always about:blank.") String type,
      @About("The same for every occurrence.") String title,
      @About("The HTTP status.") int status,
      @About("One word for machines.") String reason,
      @About("What was found and what is allowed.") String detail) {}

  private static final Parameter NOTHING = Parameter.one("", "", "");

  private final Shapes shapes = new Shapes();
  private final Map<String, Parameter> shared = new TreeMap<>();

  private OpenApiDocument() {}

  /** As a tree. */
  public static ObjectNode of(List<Operation> operations) {
    return new OpenApiDocument().document(operations);
  }

  /** As text, indented. */
  public static String text(List<Operation> operations) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(of(operations)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree that cannot be written", e);
    }
  }

  private ObjectNode document(List<Operation> operations) {
    ObjectNode root = JSON.objectNode().put("openapi", "3.1.0");
    root.putObject("info")
        .put("title", "Mynah analytics")
        .put("version", "1")
        .put(
            "description",
            "What was asked for, how often, how fast and with what success. Times are epoch"
                + " milliseconds, durations seconds, sizes bytes.");
    root.putArray("servers").addObject().put("url", "/");
    operations.forEach(each -> each.parameters().forEach(p -> shared.putIfAbsent(p.name(), p)));
    ObjectNode paths = root.putObject("paths");
    shapes.reference(ProblemDetails.class);
    for (Operation operation : operations) {
      paths
          .withObjectProperty(operation.path())
          .set(operation.method().toLowerCase(Locale.ROOT), operation(operation));
    }
    ObjectNode components = root.putObject("components");
    ObjectNode schemas = components.putObject("schemas");
    shapes.byName().forEach(schemas::set);
    ObjectNode common = components.putObject("parameters");
    shared.forEach((name, each) -> common.set(key(name), parameter(each)));
    problemResponse(components.putObject("responses").putObject("Problem"));
    components
        .putObject("securitySchemes")
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("description", "Needed where admin.tokens lists any.");
    ArrayNode security = root.putArray("security");
    security.addObject();
    security.addObject().putArray("token");
    return root;
  }

  private static void problemResponse(ObjectNode response) {
    response.put("description", "Refused; the reason says why.");
    response
        .putObject("content")
        .putObject("application/problem+json")
        .putObject("schema")
        .put("$ref", "#/components/schemas/ProblemDetails");
  }

  private ObjectNode operation(Operation operation) {
    ObjectNode node = JSON.objectNode().put("operationId", operation.id());
    node.putArray("tags").add(operation.text().tag());
    node.put("summary", operation.text().summary());
    if (!operation.text().detail().isEmpty()) {
      node.put("description", operation.text().detail());
    }
    ArrayNode parameters = JSON.arrayNode();
    Matcher variable = VARIABLE.matcher(operation.path());
    while (variable.find()) {
      ObjectNode each = parameters.addObject().put("name", variable.group(1)).put("in", "path");
      each.put("required", true).putObject("schema").put("type", "string");
    }
    for (Parameter each : operation.parameters()) {
      boolean common = shared.getOrDefault(each.name(), NOTHING).equals(each);
      parameters.add(common ? reference(each) : parameter(each));
    }
    if (!parameters.isEmpty()) {
      node.set("parameters", parameters);
    }
    ObjectNode responses = node.putObject("responses");
    responses.set(Integer.toString(operation.reply().status()), reply(operation.reply()));
    responses.putObject("default").put("$ref", "#/components/responses/Problem");
    return node;
  }

  private static ObjectNode reference(Parameter parameter) {
    return JSON.objectNode().put("$ref", "#/components/parameters/" + key(parameter.name()));
  }

  /** Names of components are plain (OpenAPI 3.1 section 4.8.7). */
  private static String key(String name) {
    return name.replace("[]", "");
  }

  private static ObjectNode parameter(Parameter parameter) {
    ObjectNode node = JSON.objectNode().put("name", parameter.name()).put("in", "query");
    String aliases =
        parameter.aliases().isEmpty()
            ? ""
            : " Also called `" + String.join("`, `", parameter.aliases()) + "`.";
    node.put("description", parameter.about() + aliases);
    ObjectNode one = JSON.objectNode().put("type", "string");
    if (!parameter.allowed().isEmpty()) {
      ArrayNode values = one.putArray("enum");
      parameter.allowed().forEach(values::add);
    }
    if (parameter.several()) {
      node.put("style", "form").put("explode", false);
      node.putObject("schema").put("type", "array").set("items", one);
    } else {
      node.set("schema", one);
    }
    if (!parameter.example().isEmpty() && !parameter.several()) {
      node.put("example", parameter.example());
    }
    return node;
  }

  private ObjectNode reply(Reply reply) {
    ObjectNode node = JSON.objectNode().put("description", "The answer.");
    if (reply.mediaType().isEmpty()) {
      return node;
    }
    ObjectNode schema = node.putObject("content").putObject(reply.mediaType()).putObject("schema");
    if (reply.head().isEmpty() && reply.parts().isEmpty()) {
      schema.put("type", reply.mediaType().contains("json") ? "object" : "string");
      return node;
    }
    schema.put("type", "object");
    reply.head().ifPresent(head -> shapes.addFields(schema, head));
    reply.parts().forEach((name, part) -> addPart(schema, name, part));
    schema.put("additionalProperties", false);
    return node;
  }

  private void addPart(ObjectNode schema, String name, Reply.Part part) {
    ObjectNode properties = schema.withObjectProperty("properties");
    if (part.several()) {
      ObjectNode array = properties.putObject(name).put("type", "array");
      array.set("items", shapes.reference(part.type()));
    } else {
      properties.set(name, shapes.reference(part.type()));
    }
    if (!part.optional()) {
      schema.withArrayProperty("required").add(name);
    }
  }
}
