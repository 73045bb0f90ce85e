package dev.mynah.dashboards.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/**
 * The rules in the tree are what the builder makes. With {@code -Dmynah.write=true} they are
 * written instead.
 */
class CommittedRulesTest {
  @Test
  void fileIsWhatTheBuilderMakes() throws IOException {
    String text = RuleFile.text();
    if (Boolean.getBoolean("mynah.write")) {
      Files.createDirectories(RuleFile.FILE.toAbsolutePath().getParent());
      Files.writeString(RuleFile.FILE, text);
    }

    assertThat(Files.readString(RuleFile.FILE))
        .as(
            "%s is not what the builder makes; run this test with -Dmynah.write=true",
            RuleFile.FILE)
        .isEqualTo(text);
  }
}
