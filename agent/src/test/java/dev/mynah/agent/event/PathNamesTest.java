package dev.mynah.agent.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathNamesTest {
  @ParameterizedTest
  @CsvSource({
    "/,/",
    "/users/123,/users/:id",
    "/users/123/,/users/:id/",
    "/v2/oauth2/s3/files,/v2/oauth2/s3/files",
    "/users/550e8400-e29b-41d4-a716-446655440000,/users/:id",
    "/commits/a94a8fe5ccb19ba61c4c0873d391e987982fbbd3,/commits/:id",
    "/commits/a94a8f,/commits/:id",
    "/mail/ada@example.org,/mail/:id",
    "/mail/ada%40example.org,/mail/:id",
    "/orders/order-12345,/orders/:id",
    "/t/01ARZ3NDEKTSV4RRFFQ69G5FAV,/t/:id",
    "/cart;jsessionid=1A2B3C/items,/cart/items",
    "/a//b,/a//b",
    "/wp-admin/setup-config.php,/wp-admin/setup-config.php",
    "/users/:id,/users/:id",
  })
  void idsAreReplacedAndNamesAreNot(String path, String told) {
    assertThat(PathNames.normalised(path)).isEqualTo(told);
  }

  @Property
  void aNumberIsNeverTold(@ForAll @LongRange(min = 0) long id) {
    assertThat(PathNames.normalised("/users/" + id + "/x")).isEqualTo("/users/:id/x");
    assertThat(PathNames.normalised("/users/u-" + (1000 + Math.abs(id % 1000)) + "/x"))
        .isEqualTo("/users/:id/x");
  }

  @Property
  void aUuidIsNeverTold(@ForAll Random random) {
    UUID id = new UUID(random.nextLong(), random.nextLong());

    assertThat(PathNames.normalised("/users/" + id)).isEqualTo("/users/:id");
    assertThat(PathNames.normalised("/users/" + id.toString().replace("-", "")))
        .isEqualTo("/users/:id");
  }

  @Property
  void whateverComesIsBoundedAndStaysAsItIsWhenNormalisedAgain(
      @ForAll @CharRange(from = '!', to = '~') @StringLength(max = 2000) String text) {
    String told = PathNames.normalised("/" + text.replace('?', '/'));

    assertThat(told).startsWith("/").hasSizeLessThanOrEqualTo(PathNames.MOST_CHARS);
    assertThat(told.chars().filter(c -> c == '/').count())
        .isLessThanOrEqualTo(PathNames.MOST_SEGMENTS + 1L);
    assertThat(told).doesNotContain(";", "@", "%");
    assertThat(PathNames.normalised(told)).isEqualTo(told);
  }

  @Test
  void aDeepPathEndsInARest() {
    assertThat(PathNames.normalised("/a".repeat(50))).isEqualTo("/a".repeat(12) + "/**");
  }
}
