package dev.mynah.agent.config.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A configuration as large as generated ones are. */
class ManyRoutesTest {
  @Test
  void tenThousandRoutesAreReadWithoutTroubleAndEachProblemOfTenThousandIsNamed() {
    StringBuilder good = new StringBuilder("routes:\n");
    for (int i = 0; i < 10_000; i++) {
      good.append("  - {id: r" + i + ", match: GET /a/" + i + "/:id, mock: {json: {n: 1}}}\n");
    }
    String bad = good.toString().replace("json", "jsn");

    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          assertThat(Configs.good(good.toString()).routes()).hasSize(10_000);
          assertThat(Configs.problems(bad)).hasSize(10_000);
        });
  }
}
