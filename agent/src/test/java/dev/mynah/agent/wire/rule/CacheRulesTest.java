package dev.mynah.agent.wire.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The rules of HTTP caching on the wire, one file each, against whole agents with three event
 * loops. {@code -Dmynah.rules=REGEX} plays those whose names match.
 */
class CacheRulesTest {
  private static final String CHOSEN = System.getProperty("mynah.rules", ".*");

  private static List<Path> files() {
    URL folder = CacheRulesTest.class.getResource("/cache-rules");
    try (Stream<Path> all = Files.list(Path.of(folder.toURI()))) {
      return all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException | URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  @TestFactory
  Stream<DynamicTest> rule() {
    return files().stream()
        .filter(file -> String.valueOf(file.getFileName()).matches(CHOSEN))
        .map(
            file -> {
              RuleFile rule = RuleFile.read(file);
              String title = rule.name() + ": " + rule.section() + ": " + rule.says();
              return DynamicTest.dynamicTest(title, file.toUri(), () -> RuleRun.play(rule));
            });
  }

  @Test
  void everyFileNamesItsSectionAndSaysOneSentence() {
    for (Path file : files()) {
      RuleFile rule = RuleFile.read(file);

      assertThat(rule.section()).as(rule.name()).matches("RFC \\d{4} section [0-9.]+|Mynah: .+");
      assertThat(rule.says()).as(rule.name()).endsWith(".").hasSizeBetween(20, 200);
    }
  }
}
