package dev.mynah.agent.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentTypesTest {
  @ParameterizedTest
  @CsvSource({
    "index.html, text/html",
    "INDEX.HTML, text/html",
    "a.b.json, application/json",
    "app.js, text/javascript",
    "module.mjs, text/javascript",
    "style.css, text/css",
    "logo.svg, image/svg+xml",
    "photo.jpeg, image/jpeg",
    "data.csv, text/csv",
    "feed.xml, application/xml",
    "openapi.yaml, application/yaml",
    "doc.pdf, application/pdf",
    "font.woff2, font/woff2",
    "module.wasm, application/wasm",
    "sheet.xlsx, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "archive.tar.gz, application/gzip",
    "clip.mp4, video/mp4",
    "Makefile, application/octet-stream",
    ".hidden, application/octet-stream",
    "name., application/octet-stream",
    "what.ever, application/octet-stream",
    "'', application/octet-stream",
  })
  void typeFollowsTheName(String name, String type) {
    assertThat(ContentTypes.byName(name)).isEqualTo(type);
  }

  @Test
  void cutOffCharacterAtTheEndIsStillUtf8() {
    byte[] euro = "a€".getBytes(StandardCharsets.UTF_8);

    assertThat(ContentTypes.isUtf8(euro, true)).isTrue();
    assertThat(ContentTypes.isUtf8(java.util.Arrays.copyOf(euro, 3), false)).isTrue();
    assertThat(ContentTypes.isUtf8(java.util.Arrays.copyOf(euro, 3), true)).isFalse();
    assertThat(ContentTypes.isUtf8(new byte[] {'a', (byte) 0xff, 'b'}, false)).isFalse();
    assertThat(ContentTypes.isUtf8(new byte[0], true)).isTrue();
  }
}
