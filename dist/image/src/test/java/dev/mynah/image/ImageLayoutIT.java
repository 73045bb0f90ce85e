package dev.mynah.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What lies in the file of the real image. */
class ImageLayoutIT {
  private static final Map<String, TarReader.Entry> ENTRIES = new HashMap<>();
  private static BuiltImage image;

  @BeforeAll
  static void build() throws Exception {
    image = BuiltImage.get();
    for (JsonNode layer : image.manifest().path("layers")) {
      byte[] packed = Files.readAllBytes(image.blob(layer));
      try (TarReader tar =
          new TarReader(new GZIPInputStream(new ByteArrayInputStream(packed), 1 << 16))) {
        Optional<TarReader.Entry> next = tar.next();
        for (; next.isPresent(); next = tar.next()) {
          assertThat(ENTRIES.put(next.get().name(), next.get())).as(next.get().name()).isNull();
        }
      }
    }
  }

  @Test
  void digestsAndSizesAreThoseOfTheBlobs() throws IOException {
    List<JsonNode> descriptors = new ArrayList<>();
    descriptors.add(image.text("index.json").path("manifests").path(0));
    descriptors.add(image.manifest().path("config"));
    image.manifest().path("layers").forEach(descriptors::add);

    assertThat(descriptors).hasSize(2 + Layer.values().length);
    for (JsonNode descriptor : descriptors) {
      byte[] bytes = Files.readAllBytes(image.blob(descriptor));
      assertThat(DigestStream.of(bytes)).isEqualTo(descriptor.path("digest").asText());
      assertThat(bytes).hasSize(descriptor.path("size").asInt());
    }
  }

  @Test
  void theConfigurationNamesLayersByTheirUnpackedDigests() throws IOException {
    List<String> unpacked = new ArrayList<>();
    for (JsonNode layer : image.manifest().path("layers")) {
      DigestStream digest = new DigestStream(OutputStream.nullOutputStream());
      try (InputStream in = new GZIPInputStream(Files.newInputStream(image.blob(layer)))) {
        in.transferTo(digest);
      }
      unpacked.add(digest.digest());
    }

    assertThat(image.config().path("rootfs").path("diff_ids"))
        .extracting(JsonNode::asText)
        .isEqualTo(unpacked);
  }

  @Test
  void dockersListNamesTheSameBlobs() throws IOException {
    JsonNode docker = image.text("manifest.json").path(0);

    assertThat(docker.path("Config").asText())
        .isEqualTo(Blob.pathOf(image.manifest().path("config").path("digest").asText()));
    assertThat(docker.path("Layers"))
        .extracting(JsonNode::asText)
        .isEqualTo(
            new ArrayList<>(
                image.manifest().path("layers").findValuesAsText("digest").stream()
                    .map(Blob::pathOf)
                    .toList()));
    assertThat(docker.path("RepoTags").path(0).asText()).startsWith("mynah:");
  }

  @Test
  void onlyTheDataFolderIsTheUsers() {
    assertThat(ENTRIES.values())
        .filteredOn(entry -> entry.rights().owner() != 0)
        .extracting(TarReader.Entry::name)
        .containsExactly("var/lib/mynah/");
    assertThat(ENTRIES.get("tmp/").rights().mode()).isEqualTo(01777);
    assertThat(ENTRIES.get("opt/java/bin/java").rights().mode()).isEqualTo(0755);
    assertThat(ENTRIES.values())
        .filteredOn(entry -> entry.type() == '0')
        .noneMatch(entry -> (entry.rights().mode() & 0022) != 0);
  }

  @Test
  void theFilesOfTheContractAreThere() throws IOException {
    assertThat(ENTRIES)
        .containsKeys(
            "opt/mynah/mynah.jar",
            "opt/mynah/dependencies.jar",
            "etc/mynah/",
            "etc/passwd",
            "etc/group",
            "etc/nsswitch.conf",
            "lib/libc.so.6",
            "lib/libnss_dns.so.2");
    String archive = label("dev.mynah.archive");
    System.out.println("archive for quick starts: " + archive);
    assertThat(ENTRIES.containsKey("opt/mynah/mynah.archive"))
        .as("an archive that is said to be there: %s", image.said())
        .isEqualTo(!archive.equals("none"));
    assertThat(ENTRIES.get("opt/java/lib/security/cacerts").bytes())
        .as("certificates of public authorities")
        .hasSizeGreaterThan(50_000);
    assertThat(image.root().resolve("opt/java").resolve("bin/java")).isExecutable();
  }

  private static String label(String name) throws IOException {
    return image.config().path("config").path("Labels").path(name).asText();
  }

  @Test
  void thereIsNoShell() {
    assertThat(ENTRIES.keySet())
        .noneMatch(name -> name.matches("(usr/)?s?bin/.*") || name.endsWith("/sh"));
  }
}
