package dev.mynah.agent.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.agent.reuse.store.CacheKey;
import dev.mynah.agent.reuse.store.Purge;
import dev.mynah.control.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be asked to be purged, and what is told to those who ask otherwise. */
class PurgeRequestTest {
  private static List<Purge> purges(String json) {
    return PurgeRequest.read(json.getBytes(StandardCharsets.UTF_8)).purges();
  }

  @Test
  void eachWayOfSayingWhat() {
    assertThat(purges("{\"all\":true}")).containsExactly(new Purge.All());
    assertThat(purges("{\"tag\":\"t\"}")).containsExactly(new Purge.Tag("t"));
    assertThat(purges("{\"route\":\"r\"}")).containsExactly(new Purge.Route("r"));
    assertThat(purges("{\"upstream\":\"u\"}")).containsExactly(new Purge.Upstream("u"));
    assertThat(purges("{\"prefix\":\"/a/\"}")).containsExactly(new Purge.Prefix("", "/a/"));
    assertThat(purges("{\"prefix\":\"/a/\",\"upstream\":\"u\"}"))
        .containsExactly(new Purge.Prefix("u", "/a/"));
    assertThat(purges("{\"url\":\"/a?b\"}")).containsExactly(new Purge.Target("/a?b"));
    assertThat(purges("{\"url\":\"https://h:1/a?b#c\"}")).containsExactly(new Purge.Target("/a?b"));
    assertThat(purges("{\"url\":\"https://h\"}")).containsExactly(new Purge.Target("/"));
  }

  @Test
  void aKeyIsTakenAsItIsShown() {
    CacheKey plain = CacheKey.of("real", "", "/a/b?c=d");
    CacheKey named = CacheKey.of("real", "shop:80", "/a");

    assertThat(purges("{\"key\":\"" + plain + "\"}")).containsExactly(new Purge.Key(plain));
    assertThat(purges("{\"key\":\"" + named + "\"}")).contains(new Purge.Key(named));
  }

  @Test
  void softIsReadBesideAnything() {
    byte[] body = "{\"soft\":true,\"tag\":\"t\"}".getBytes(StandardCharsets.UTF_8);

    assertThat(PurgeRequest.read(body).soft()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "nonsense",
        "{}",
        "{\"soft\":true}",
        "{\"all\":false}",
        "{\"all\":\"yes\"}",
        "{\"tag\":\"a\",\"route\":\"b\"}",
        "{\"tag\":\"a\",\"tag\":\"b\"}",
        "{\"route\":\"a\",\"upstream\":\"b\"}",
        "{\"tag\":\"\"}",
        "{\"tag\":7}",
        "{\"tag\":null}",
        "{\"tags\":\"a\"}",
        "{\"url\":\"a/b\"}",
        "{\"key\":\"nokey\"}",
        "{\"tag\":\"a\"} x",
        "{\"tag\":\"a\""
      })
  void anythingElseIsRefusedAndToldWhatIsAllowed(String json) {
    assertThatThrownBy(() -> purges(json))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(400);
              assertThat(e.problem().detail()).contains("\"prefix\"", "\"all\": true");
            });
  }
}
