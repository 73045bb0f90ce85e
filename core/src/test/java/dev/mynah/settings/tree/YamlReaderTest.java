package dev.mynah.settings.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.settings.tree.Node.Listing;
import dev.mynah.settings.tree.Node.Mapping;
import dev.mynah.settings.tree.Node.Scalar;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the bytes of a file. */
class YamlReaderTest {
  private static final Source SOURCE = Source.file(Path.of("mynah.yaml"));

  private final Problems problems = new Problems();

  private Mapping read(String yaml) {
    Node node = YamlReader.read(yaml.getBytes(StandardCharsets.UTF_8), SOURCE, problems);
    assertThat(problems.errors()).isEmpty();
    return (Mapping) node;
  }

  private List<String> refused(byte[] bytes) {
    assertThat(YamlReader.read(bytes, SOURCE, problems)).isNull();
    return problems.errors().stream().map(Problem::toString).toList();
  }

  private List<String> refused(String yaml) {
    return refused(yaml.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"NO", "on", "1.10", "0o14", "12:30:00", "0755", "1_000", "Yes", "2026-12-31"})
  void aScalarKeepsItsText(String written) {
    Scalar scalar = (Scalar) read("a: " + written).get("a");

    assertThat(scalar.text()).isEqualTo(written);
    assertThat(scalar.plain()).isTrue();
    assertThat(scalar.isNull()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"a: |true", "a: ~|true", "a: null|true", "a: 'null'|false", "a: ''|false"})
  void onlyWhatIsPlainCanBeNothing(String yaml, boolean isNull) {
    assertThat(((Scalar) read(yaml).get("a")).isNull()).isEqualTo(isNull);
  }

  @Test
  void charactersBeyondTheBasicPlaneMayStandAnywhere() {
    for (int length = 1000; length < 1040; length++) {
      String comment = "# " + "x".repeat(length) + "\ud83d\ude00\ud83d\ude00\n";

      assertThat(read(comment + "a: b").get("a")).isNotNull();
    }
  }

  @Test
  void jsonIsYaml() {
    Mapping root = read("{\"a\": [1, \"\\u00e9\\n\"], \"b\": {\"c\": null}}");

    assertThat(((Scalar) ((Listing) root.get("a")).items().get(1)).text()).isEqualTo("é\n");
  }

  @Test
  void everyValueKnowsItsKeyLineAndColumn() {
    Mapping root = read("routes:\n  - id: a\n    match:\n      path: /x\n");

    Mapping route = (Mapping) ((Listing) root.get("routes")).items().get(0);
    Node path = ((Mapping) route.get("match")).get("path");
    assertThat(path.place()).isEqualTo(new Place(SOURCE, "routes[0].match.path", 4, 13));
    assertThat(route.get("match").place().line())
        .as("a block is looked for at its key")
        .isEqualTo(3);
  }

  @Test
  void aKeyOfOtherSignsIsQuotedInItsPlace() {
    Mapping root = read("a: { 'b c.d': 1 }");

    assertThat(((Mapping) root.get("a")).get("b c.d").place().key()).isEqualTo("a[\"b c.d\"]");
  }

  @Test
  void aByteOrderMarkIsPassedOver() {
    assertThat(read("\uFEFFa: 1").get("a")).isNotNull();
  }

  @Test
  void anAliasStandsForItsAnchorUnderItsOwnKey() {
    Mapping root = read("a: &x { k: [1, 2] }\nb: *x\n");

    Node second = ((Listing) ((Mapping) root.get("b")).get("k")).items().get(1);
    assertThat(((Scalar) second).text()).isEqualTo("2");
    assertThat(second.place().key()).isEqualTo("b.k[1]");
  }

  @Test
  void aDuplicateKeyNamesBothLines() {
    assertThat(refused("a: 1\nb:\n  c: 1\n  c: 2\na: 3\n"))
        .containsExactly(
            "b.c: a second time (first on line 3; mynah.yaml line 4)",
            "a: a second time (first on line 1; mynah.yaml line 5)");
  }

  @Test
  void laughsAreBounded() {
    StringBuilder yaml = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 12; i++) {
      String ten = ("*a" + (i - 1) + ",").repeat(10);
      yaml.append("a" + i + ": &a" + i + " [" + ten + "]\n");
    }

    assertThat(refused(yaml.toString()))
        .containsExactly(
            "mynah.yaml line 5: aliases stand for more than 100000 values (expected fewer)");
  }

  @Test
  void anAliasToNothingOrToItselfIsRefused() {
    assertThat(refused("a: *nowhere\n"))
        .containsExactly(
            "mynah.yaml line 1: *nowhere names nothing (expected an anchor that is complete"
                + " above)");
  }

  @Test
  void anAliasInsideItsOwnAnchorIsRefused() {
    assertThat(refused("a: &a [1, *a]\n")).singleElement().asString().contains("*a names nothing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? ", "a: [", "&a [", "{? {"})
  void depthIsBounded(String opening) {
    assertThat(refused(opening.repeat(200_000))).hasSize(1);
  }

  @Test
  void aTabIsCalledATab() {
    assertThat(refused("a:\n\tb: 1\n"))
        .containsExactly(
            "mynah.yaml line 2: not YAML: a tab where spaces belong (indent with spaces, not with"
                + " a tab)");
  }

  @Test
  void aSecondDocumentIsRefused() {
    assertThat(refused("a: 1\n---\nb: 2\n"))
        .containsExactly("mynah.yaml line 2: a second document (expected one document in a file)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   \n", "# nothing yet\n", "---\n", "~", "---\n...\n"})
  void anEmptyFileIsRefused(String yaml) {
    assertThat(refused(yaml))
        .containsExactly("mynah.yaml: is empty (expected settings such as routes:)");
  }

  @Test
  void bytesThatAreNotUtf8AreFoundByLine() {
    byte[] latin1 = "a: 1\nb: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(refused(latin1))
        .containsExactly("mynah.yaml line 2: holds bytes that are not UTF-8 (expected UTF-8)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
  void utf16IsRefused(String name) {
    assertThat(refused("\uFEFFa: 1".getBytes(Charset.forName(name)))).hasSize(1);
  }

  @Test
  void aHalfWrittenUtf8SequenceAtTheEndIsRefused() {
    assertThat(refused(new byte[] {'a', ':', ' ', (byte) 0xC3})).hasSize(1);
  }

  @Test
  void aVariableWithoutQuotesInFlowStyleIsExplained() {
    assertThat(refused("a: { port: ${PORT} }\n"))
        .singleElement()
        .asString()
        .contains("line 1")
        .contains("in quotes where it stands inside { } or [ ]");
  }

  @Test
  void aTemplateWithoutQuotesIsExplained() {
    assertThat(refused("a: {{x}}\n")).singleElement().asString().contains("line 1");
  }

  @Test
  void aForeignTagIsRefused() {
    assertThat(refused("a: !!java.net.URL http://x\n"))
        .containsExactly(
            "mynah.yaml line 1: the tag tag:yaml.org,2002:java.net.URL (expected none)");
  }

  @Test
  void aStringTagMakesText() {
    assertThat(((Scalar) read("a: !!str null").get("a")).isNull()).isFalse();
  }

  @Test
  void aMappingAsAKeyIsRefused() {
    assertThat(refused("? {a: 1}\n: b\n")).hasSize(1);
  }

  @Test
  void aControlCharacterIsFoundByLine() {
    assertThat(refused("a: 1\nb: \u0007\n"))
        .containsExactly(
            "mynah.yaml line 2: holds the character \\u0007 (expected printable text)");
  }

  @Test
  void problemsInSeveralFilesShareOneCollector() {
    problems.error(Place.startOf(SOURCE), "earlier", "");

    assertThat(YamlReader.read("a: 1".getBytes(StandardCharsets.UTF_8), SOURCE, problems))
        .as("a problem elsewhere does not spoil a good file")
        .isNotNull();
  }
}
