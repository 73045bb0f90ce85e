package dev.mynah.agent.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.ConsumersConfig;
import dev.mynah.agent.config.ConsumersConfig.By;
import dev.mynah.agent.http.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsumersTest {
  private static RequestHead head(String query, String name, String value) {
    RequestHead head = new RequestHead();
    byte[] bytes = query.getBytes(StandardCharsets.ISO_8859_1);
    head.query(bytes, 0, bytes.length);
    head.fields().add(name, value);
    return head;
  }

  private static Consumers by(By by, String name, boolean hashed, String key) {
    return Consumers.by(new ConsumersConfig(by, name, hashed, key));
  }

  private static String token(String payload) {
    String middle =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(payload.getBytes(StandardCharsets.UTF_8));
    return "Bearer eyJhbGciOiJub25lIn0." + middle + ".c2ln";
  }

  @Test
  void aKeyIsToldAsTheBeginningOfItsHash() {
    Consumers consumers = by(By.HEADER, "X-Api-Key", true, null);

    assertThat(consumers.of(head("", "x-api-key", "abc"))).isEqualTo("sha256:ba7816bf8f01cfea");
    assertThat(consumers.secretField()).isEqualTo("x-api-key");
  }

  @Test
  void aKeyOfOnesOwnMakesAnotherHash() {
    Consumers consumers = by(By.HEADER, "X-Api-Key", true, "pepper");

    assertThat(consumers.of(head("", "X-Api-Key", "abc")))
        .startsWith("hmac:")
        .hasSize(21)
        .doesNotContain("ba7816bf");
  }

  @Test
  void aQueryParameterIsDecodedAndMayBeToldAsItIs() {
    Consumers consumers = by(By.QUERY, "app", false, null);

    assertThat(consumers.of(head("x=1&app=till%201&app=2", "A", "b"))).isEqualTo("till 1");
    assertThat(consumers.of(head("apps=1&app", "A", "b"))).isEmpty();
  }

  @Test
  void aClaimIsReadWithoutAskingWhoSignedIt() {
    Consumers consumers = by(By.JWT_CLAIM, "sub", false, null);

    assertThat(consumers.of(head("", "Authorization", token("{\"sub\":\"ada\"}"))))
        .isEqualTo("ada");
    assertThat(consumers.of(head("", "Authorization", token("{\"sub\":42}")))).isEqualTo("42");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Basic YTpi",
        "Bearer",
        "Bearer a.b",
        "Bearer a.b.c.d",
        "Bearer a.!!!.c",
        "Bearer a..c",
        "Bearer a.bnVsbA.c",
        "Bearer a.e30.c",
        "Bearer a.eyJzdWIiOnt9fQ.c"
      })
  void whatIsNoReadableTokenNamesNobody(String field) {
    Consumers consumers = by(By.JWT_CLAIM, "sub", false, null);

    assertThat(consumers.of(head("", "Authorization", field))).isEmpty();
  }

  @Test
  void aLongOrForgedValueIsCutAndLosesItsControlCharacters() {
    Consumers consumers = by(By.QUERY, "app", false, null);

    assertThat(consumers.of(head("app=a%00%0Ab", "A", "b"))).isEqualTo("ab");
    assertThat(consumers.of(head("app=" + "x".repeat(500), "A", "b"))).hasSize(128);
  }

  @Test
  void nobodyIsToldApartUnlessAsked() {
    assertThat(Consumers.NONE.of(head("app=1", "X-Api-Key", "abc"))).isEmpty();
  }
}
