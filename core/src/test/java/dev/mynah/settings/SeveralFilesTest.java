package dev.mynah.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A configuration of several files. */
class SeveralFilesTest {
  private static final Schema SCHEMA = Schema.of(ProcessSections.SECTION);

  private static Settings load(String... namesAndTexts) {
    return SCHEMA.load(Loading.files(namesAndTexts), Layers.NONE);
  }

  @Test
  void mappingsMergeAndListsAreJoined() {
    Settings settings =
        load(
            "a.yaml", "admin: { listen: { port: 1 }, allowedHosts: [a] }",
            "b.json", "{\"admin\": {\"allowedHosts\": [\"b\"], \"listen\": {\"host\": \"h\"}}}");

    AdminSettings admin = settings.get(ProcessSections.SECTION).admin();
    assertThat(admin.port()).isEqualTo(1);
    assertThat(admin.host()).isEqualTo("h");
    assertThat(admin.allowedHosts()).containsExactly("a", "b");
  }

  @Test
  void oneValueThatBothGiveDifferentlyNamesBothPlaces() {
    Settings settings = load("a.yaml", "\nlog: { level: info }", "b.yaml", "log: { level: warn }");

    assertThat(Loading.printed(settings.problems()))
        .containsExactly("log.level: given a second time (also in a.yaml line 2; b.yaml line 1)");
  }

  @Test
  void oneValueThatBothGiveAlikeIsNoConflict() {
    assertThat(load("a.yaml", "log: {level: info}", "b.yaml", "log: {level: info}").problems())
        .isEmpty();
  }

  @Test
  void problemsOfAllFilesAreNamedTogether() {
    Settings settings =
        load("a.yaml", "log: {level: x}", "b.yaml", "a: [", "c.yaml", "metrics: {preset: y}");

    assertThat(settings.problems()).hasSize(3);
  }

  @Test
  void positionsInAListAreThoseOfTheFile() {
    Settings settings =
        load("a.yaml", "admin: {allowedHosts: [a, b]}", "b.yaml", "admin: {allowedHosts: [[]]}");

    assertThat(Loading.printed(settings.problems()))
        .containsExactly("admin.allowedHosts[0]: [] (expected a text; b.yaml line 1)");
  }

  @Test
  void stubsOfWireMockAreRefusedInOneSentence() {
    List<String> expected =
        List.of(
            "stub.json: holds WireMock stub mappings (not in this release: they cannot be read"
                + " yet; write them as routes:)");

    String stub = "{\"request\": {\"url\": \"/a\"}, \"response\": {\"status\": 200}}";
    assertThat(Loading.printed(load("stub.json", stub).problems())).isEqualTo(expected);
    assertThat(Loading.printed(load("stub.json", "{\"mappings\": [" + stub + "]}").problems()))
        .isEqualTo(expected);
  }

  @Test
  void aListAtTheTopIsRefused() {
    assertThat(Loading.printed(load("a.yaml", "- id: x").problems()))
        .containsExactly("a.yaml line 1: a list (expected settings such as routes:)");
  }

  @Test
  void keysThatStartWithXHoldAnchors() {
    Settings settings = load("a.yaml", "x-levels: &quiet { level: warn }\nlog: *quiet\n");

    assertThat(settings.get(ProcessSections.SECTION).log().level())
        .isEqualTo(LogSettings.Level.WARN);
  }
}
