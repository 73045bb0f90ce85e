package dev.mynah.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.format.AgentSections;
import dev.mynah.exporter.config.ExporterSections;
import dev.mynah.settings.ProcessSections;
import dev.mynah.settings.Schema;
import dev.mynah.settings.declare.Address;
import dev.mynah.settings.publish.JsonSchemaFile;
import dev.mynah.settings.publish.ReferencePage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The reference and the JSON Schema in the tree are what the code generates. With {@code
 * -Dmynah.write=true} they are written instead.
 */
class CommittedReferenceTest {
  static final Schema SCHEMA =
      Schema.of(AgentSections.SECTION, ProcessSections.SECTION, ExporterSections.SECTION);
  private static final Path DOCS = Path.of("..", "docs");

  @Test
  void referencePageIsWhatTheDeclarationsSay() throws IOException {
    compare(DOCS.resolve("configuration.md"), ReferencePage.of(SCHEMA, introduction()));
  }

  @Test
  void schemaIsWhatTheDeclarationsSay() throws IOException {
    compare(DOCS.resolve("mynah.schema.json"), JsonSchemaFile.of(SCHEMA));
  }

  @Test
  void noTwoSettingsShareAName() {
    assertThat(SCHEMA.addresses().stream().map(Address::variable)).doesNotHaveDuplicates();
    assertThat(SCHEMA.addresses().stream().map(Address::flag)).doesNotHaveDuplicates();
  }

  @Test
  void portsHaveTheNamesThatChartsRelyOn() {
    assertThat(SCHEMA.addresses().stream().map(a -> a.variable() + " --" + a.flag()))
        .contains("MYNAH_LISTEN_PORT --listen-port", "MYNAH_ADMIN_LISTEN_PORT --admin-listen-port");
  }

  private static void compare(Path file, String generated) throws IOException {
    if (Boolean.getBoolean("mynah.write")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, generated);
    }
    assertThat(Files.readString(file))
        .as("%s is not what the code generates; run this test with -Dmynah.write=true", file)
        .isEqualTo(generated);
  }

  private static String introduction() throws IOException {
    try (InputStream in = CommittedReferenceTest.class.getResourceAsStream("introduction.md")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
