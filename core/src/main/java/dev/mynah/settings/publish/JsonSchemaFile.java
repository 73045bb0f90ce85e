package dev.mynah.settings.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.settings.Schema;
import dev.mynah.settings.declare.Definitions;

/** The JSON Schema (draft 2020-12) of the format, by which editors complete and check a file. */
public final class JsonSchemaFile {
  private JsonSchemaFile() {}

  /** The file's text. */
  public static String of(Schema schema) {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("title", "Mynah configuration");
    root.put("type", "object");
    Definitions definitions = new Definitions();
    schema.root().writeProperties(root, definitions);
    root.putObject("patternProperties").putObject("^x-");
    root.put("additionalProperties", false);
    root.set("$defs", definitions.all());
    DefaultIndenter indent = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(indent).withArrayIndenter(indent);
    try {
      return mapper.writer(printer).writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of our own can be written", e);
    }
  }
}
