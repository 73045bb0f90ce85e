package dev.mynah.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsFileTest {
  @TempDir Path dir;

  @Test
  void namesEveryPortAndReplacesAnOldFile() throws IOException {
    Path file = dir.resolve("ports.json");
    Files.writeString(file, "old");

    PortsFile.write(file, 42, List.of(8080, 18081), 9464);

    JsonNode ports = new ObjectMapper().readTree(file.toFile());
    assertThat(ports.get("pid").asLong()).isEqualTo(42);
    assertThat(ports.get("port").asInt()).isEqualTo(8080);
    assertThat(ports.get("adminPort").asInt()).isEqualTo(9464);
    assertThat(ports.get("ports")).hasSize(2);
    try (var left = Files.list(dir)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void aFolderThatIsNotThereIsAnError() {
    assertThatThrownBy(() -> PortsFile.write(dir.resolve("no/ports.json"), 1, List.of(), 1))
        .isInstanceOf(IOException.class);
  }
}
