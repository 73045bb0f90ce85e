package dev.mynah.agent.reuse.rules.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110 section 14.6, RFC 2046 section 5.1. */
class MultipartLayoutTest {
  private static final String BODY = "0123456789abcdef";

  private static String sent(MultipartLayout layout) {
    StringBuilder sent = new StringBuilder();
    for (int part = 0; part < layout.parts(); part++) {
      ByteSlice slice = layout.slice(part);
      sent.append(new String(layout.head(part), StandardCharsets.ISO_8859_1))
          .append(BODY, (int) slice.first(), (int) slice.last() + 1);
    }
    return sent.append(new String(layout.closing(), StandardCharsets.ISO_8859_1)).toString();
  }

  @Test
  void partsAreHeadsAndSlicesBetweenBoundaries() {
    MultipartLayout layout =
        MultipartLayout.of(
            List.of(new ByteSlice(10, 6), new ByteSlice(0, 1)), 16, "text/plain; a=b", "THIS_B");

    String sent = sent(layout);

    assertThat(sent)
        .isEqualTo(
            """
            --THIS_B\r
            Content-Type: text/plain; a=b\r
            Content-Range: bytes 10-15/16\r
            \r
            abcdef\r
            --THIS_B\r
            Content-Type: text/plain; a=b\r
            Content-Range: bytes 0-0/16\r
            \r
            0\r
            --THIS_B--\r
            """);
    assertThat(layout.totalBytes()).isEqualTo(sent.length());
    assertThat(layout.contentType()).isEqualTo("multipart/byteranges; boundary=THIS_B");
  }

  @Test
  void aBodyOfNoTypeHasPartsOfNone() {
    MultipartLayout layout =
        MultipartLayout.of(List.of(new ByteSlice(0, 1), new ByteSlice(5, 1)), 16, null, "x:y");

    assertThat(sent(layout)).doesNotContain("Content-Type");
    assertThat(layout.totalBytes()).isEqualTo(sent(layout).length());
    assertThat(layout.contentType()).isEqualTo("multipart/byteranges; boundary=\"x:y\"");
  }

  @Test
  void lengthsBeyondAnIntAddUp() {
    long huge = 5_000_000_000L;
    MultipartLayout layout =
        MultipartLayout.of(
            List.of(new ByteSlice(0, huge), new ByteSlice(2 * huge, huge)), 3 * huge, null, "b");

    assertThat(layout.totalBytes()).isBetween(2 * huge, 2 * huge + 300);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\"b", "a\r\nb", "\u00e4", "x;y"})
  void aBoundaryIsOfItsLetters(String boundary) {
    assertThatThrownBy(() -> MultipartLayout.of(List.of(), 1, null, boundary))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MultipartLayout.of(List.of(), 1, null, "x".repeat(71)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
