package dev.mynah.agent.reuse.rules;

import static dev.mynah.agent.reuse.rules.Messages.fields;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.http.Fields;
import dev.mynah.agent.reuse.rules.CacheStatus.Forward;
import dev.mynah.agent.reuse.rules.field.StructuredFields;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** RFC 9211. */
class CacheStatusTest {
  @Test
  void saysHitsAndForwards() {
    assertThat(CacheStatus.hit("mynah").ttlSeconds(-3)).hasToString("mynah; hit; ttl=-3");
    assertThat(
            CacheStatus.forward("mynah", Forward.URI_MISS)
                .forwardStatus(200)
                .stored()
                .collapsed()
                .key("GET /a\"b\\c\u00e9")
                .detail("set-cookie"))
        .hasToString(
            "mynah; fwd=uri-miss; fwd-status=200; stored; collapsed;"
                + " key=\"GET /a\\\"b\\\\c%E9\"; detail=set-cookie");
    assertThat(CacheStatus.hit("my cache").detail("two words"))
        .hasToString("\"my cache\"; hit; detail=\"two words\"");
  }

  @Test
  void theWordsAreThoseOfTheRfc() {
    for (Forward each : Forward.values()) {
      assertThat(each.word())
          .isEqualTo(each.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
    }
  }

  @Test
  void oursComesAfterThoseNearerToTheOrigin() {
    Fields answer = fields("X: y", "Cache-Status: Origin; hit", "cache-status: \"CDN\"; fwd=miss");

    CacheStatus.hit("mynah").appendTo(answer);

    assertThat(answer.toString())
        .isEqualTo("x: y\ncache-status: Origin; hit, \"CDN\"; fwd=miss, mynah; hit\n");
  }

  @Test
  void whatNobodyCanReadIsReplaced() {
    Fields answer = fields("Cache-Status: HIT from cache (1.2)");
    Fields none = fields();

    CacheStatus.hit("mynah").appendTo(answer);
    CacheStatus.hit("mynah").appendTo(none);

    assertThat(answer.toString()).isEqualTo("cache-status: mynah; hit\n");
    assertThat(none.toString()).isEqualTo("cache-status: mynah; hit\n");
  }

  @Property
  void isAlwaysAStructuredList(
      @ForAll @StringLength(max = 20) String name,
      @ForAll @StringLength(max = 700) String key,
      @ForAll @StringLength(max = 20) String detail) {
    Fields answer = fields("Cache-Status: a");

    CacheStatus.forward(name, Forward.BYPASS).key(key).detail(detail).appendTo(answer);

    assertThat(StructuredFields.list(answer.get("Cache-Status")).orElseThrow()).hasSize(2);
  }
}
