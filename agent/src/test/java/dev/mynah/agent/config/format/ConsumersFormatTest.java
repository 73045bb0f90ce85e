package dev.mynah.agent.config.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.ConsumersConfig;
import dev.mynah.agent.config.ConsumersConfig.By;
import org.junit.jupiter.api.Test;

/** What tells callers apart, as it is written. */
class ConsumersFormatTest {
  private static final String ROUTE = Configs.route("match: /a, mock: {}");

  private static ConsumersConfig consumers(String written) {
    return Configs.good("consumers: " + written + "\n" + ROUTE).consumers();
  }

  @Test
  void nothingTellsThemApartUnlessSaid() {
    assertThat(Configs.good(ROUTE).consumers()).isEqualTo(ConsumersConfig.NONE);
  }

  @Test
  void keysAreHashedAndClaimsAreNotUnlessSaid() {
    assertThat(consumers("{ header: X-Api-Key }"))
        .isEqualTo(new ConsumersConfig(By.HEADER, "X-Api-Key", true, null));
    assertThat(consumers("{ query: api_key, hash: false }"))
        .isEqualTo(new ConsumersConfig(By.QUERY, "api_key", false, null));
    assertThat(consumers("{ jwtClaim: sub }"))
        .isEqualTo(new ConsumersConfig(By.JWT_CLAIM, "sub", false, null));
    assertThat(consumers("{ jwtClaim: sub, hash: true, hashKey: pepper }"))
        .isEqualTo(new ConsumersConfig(By.JWT_CLAIM, "sub", true, "pepper"));
  }

  @Test
  void oneOfThemIsNamed() {
    assertThat(Configs.problems("consumers: { header: A, query: b }\n" + ROUTE))
        .singleElement()
        .asString()
        .contains("expected one of header, jwtClaim and query", "line 1");
    assertThat(Configs.problems("consumers: { hash: true }\n" + ROUTE)).hasSize(1);
  }

  @Test
  void credentialsAreNeverToldAsTheyAre() {
    assertThat(Configs.problems("consumers: { header: Authorization, hash: false }\n" + ROUTE))
        .singleElement()
        .asString()
        .contains("consumers.hash", "expected true for Authorization");
  }

  @Test
  void aKeyForHashesNeedsHashes() {
    assertThat(Configs.problems("consumers: { jwtClaim: sub, hashKey: pepper }\n" + ROUTE))
        .singleElement()
        .asString()
        .contains("consumers.hashKey")
        .doesNotContain("pepper");
  }
}
