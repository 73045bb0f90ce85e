package dev.mynah.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.agent.config.format.AgentSections;
import dev.mynah.settings.Layers;
import dev.mynah.settings.Loading;
import dev.mynah.settings.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the exporter learns of routes. */
class RoutesFileTest {
  @TempDir Path dir;

  private static AgentConfig config(String yaml) {
    return Schema.of(AgentSections.SECTION)
        .load(Loading.yaml(yaml), Layers.NONE)
        .get(AgentSections.SECTION);
  }

  @Test
  void namesRoutesGroupsModesUpstreamsAndCosts() throws IOException {
    Path data = dir.resolve("not/yet");

    RoutesFile.write(
        data,
        config(
            "upstreams: {pay: 'http://h'}\n"
                + "routes:\n"
                + "  - {id: a, match: 'POST /p/**', proxy: pay, mode: proxy, mock: {}, cost: 0.002}\n"
                + "  - {id: b, group: g, match: {method: [PUT, GET], pathRegex: '/x+'}, mock: {}}\n"
                + "  - {id: c, match: {}, mock: {}}\n"));

    ObjectMapper json = new ObjectMapper();
    assertThat(json.readTree(data.resolve("routes.json").toFile()))
        .isEqualTo(
            json.readTree(
                "{\"version\":1,\"routes\":["
                    + "{\"id\":\"a\",\"group\":\"pay\",\"mode\":\"proxy\",\"upstream\":\"pay\","
                    + "\"cost\":0.002,\"methods\":[\"POST\"],\"path\":\"/p/**\"},"
                    + "{\"id\":\"b\",\"group\":\"g\",\"mode\":\"mock\",\"cost\":0,"
                    + "\"methods\":[\"GET\",\"PUT\"],\"path\":\"/x+\",\"regex\":true},"
                    + "{\"id\":\"c\",\"group\":\"default\",\"mode\":\"mock\",\"cost\":0,"
                    + "\"methods\":[]}]}"));
  }

  @Test
  void replacesTheOlderAndLeavesNothingElse() throws IOException {
    RoutesFile.write(dir, config("routes: [{id: a, match: /a, mock: {}}]"));
    RoutesFile.write(dir, config("routes: []"));

    assertThat(Files.readString(dir.resolve("routes.json"))).doesNotContain("\"a\"");
    try (Stream<Path> files = Files.list(dir)) {
      assertThat(files).hasSize(1);
    }
  }
}
