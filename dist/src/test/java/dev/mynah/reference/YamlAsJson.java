package dev.mynah.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A YAML file as an editor sees it, which knows nothing of our loader. */
final class YamlAsJson {
  private YamlAsJson() {}

  static JsonNode read(Path file) throws IOException {
    Object tree = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    return new ObjectMapper().valueToTree(tree);
  }
}
