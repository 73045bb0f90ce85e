package dev.mynah.agent.mock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.agent.config.MockBody;
import dev.mynah.agent.config.MockConfig;
import dev.mynah.agent.mock.template.RenderException;
import dev.mynah.agent.mock.template.Rendering;
import dev.mynah.agent.mock.template.Template;
import dev.mynah.agent.mock.template.TemplateEngine;
import dev.mynah.agent.mock.template.TemplateException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The body of a rendered answer: a template, or bytes where only header fields are rendered.
 * Immutable.
 */
final class BodyTemplate {
  /** The largest file that is taken as a template. */
  static final int MOST_FILE_BYTES = 1 << 20;

  private final @Nullable Template template;
  private final byte[] bytes;
  private final @Nullable String defaultType;

  private BodyTemplate(@Nullable Template template, byte[] bytes, @Nullable String defaultType) {
    this.template = template;
    this.bytes = bytes;
    this.defaultType = defaultType;
  }

  /** Whether any part of a body that stands in the configuration is a template. */
  static boolean hasTemplates(MockBody body) {
    if (body instanceof MockBody.Text text) {
      return text.text().contains("{{");
    }
    return body instanceof MockBody.Json json && hasTemplates(json.value());
  }

  private static boolean hasTemplates(JsonNode node) {
    if (node.isTextual()) {
      return node.textValue().contains("{{");
    }
    if (node.properties().stream().anyMatch(field -> field.getKey().contains("{{"))) {
      return true;
    }
    for (JsonNode child : node) {
      if (hasTemplates(child)) {
        return true;
      }
    }
    return false;
  }

  /** The body of a configuration that names no file. */
  static BodyTemplate of(MockConfig config, TemplateEngine engine) throws TemplateException {
    MockBody body = config.body();
    String type = ContentTypes.of(body);
    if (body instanceof MockBody.Text text) {
      return new BodyTemplate(
          compile(config, engine, text.text(), ContentTypes.TEXT), MockContent.nothing(), type);
    }
    if (body instanceof MockBody.Json json) {
      return new BodyTemplate(engine.compileJson(json.value()), MockContent.nothing(), type);
    }
    return new BodyTemplate(null, MockBodies.bytes(body), type);
  }

  /** The body from a file as it was read. */
  static BodyTemplate of(MockConfig config, TemplateEngine engine, BodyFile.Reading file)
      throws TemplateException {
    String type = ContentTypes.ofFile(file.path(), file.head(), file.whole());
    String text = new String(file.head(), StandardCharsets.UTF_8);
    return new BodyTemplate(compile(config, engine, text, type), MockContent.nothing(), type);
  }

  private static Template compile(
      MockConfig config, TemplateEngine engine, String text, String defaultType)
      throws TemplateException {
    String configured = MockHeaders.find(config.headers(), "Content-Type");
    return ContentTypes.isMarkup(configured == null ? defaultType : configured)
        ? engine.compileMarkup(text)
        : engine.compile(text);
  }

  boolean needsBody() {
    return template != null && template.needsBody();
  }

  @Nullable String defaultType() {
    return defaultType;
  }

  byte[] render(Rendering rendering) throws RenderException {
    return template == null ? bytes : template.render(rendering).getBytes(StandardCharsets.UTF_8);
  }
}
