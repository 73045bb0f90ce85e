package dev.mynah.agent.reuse.rules;

import static dev.mynah.agent.reuse.rules.Messages.fields;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9111 section 4.4, RFC 3986 section 5. */
class InvalidationTest {
  @ParameterizedTest
  @CsvSource({
    "POST,200,true",
    "PUT,204,true",
    "DELETE,302,true",
    "PATCH,399,true",
    "PURGE,200,true",
    "get,200,true",
    "POST,400,false",
    "POST,500,false",
    "POST,101,false",
    "GET,200,false",
    "HEAD,200,false",
    "OPTIONS,200,false",
    "TRACE,200,false"
  })
  void unsafeMethodsWithoutErrorInvalidate(String method, int status, boolean happens) {
    assertThat(Invalidation.happens(method, status)).isEqualTo(happens);
    assertThat(Invalidation.targets(method, status, "http", "a", "/x?y", fields()))
        .hasSize(happens ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://api.example/z|/z",
        "HTTP://API.Example:80/z|/z",
        "http://api.example:8080/z|",
        "https://api.example/z|",
        "http://other.example/z|",
        "http://api.example.evil/z|",
        "http://api.example@evil/z|",
        "http://user@api.example/z|/z",
        "//api.example/z|/z",
        "//evil/z|",
        "/z?q=1#frag|/z?q=1",
        "z|/a/b/z",
        "./z|/a/b/z",
        "../z|/a/z",
        "../../../z|/z",
        "../z/.|/a/z/",
        "../z/..|/a/",
        "?k=2|/a/b/c?k=2",
        "http://api.example|/",
        "http://api.example?x|/?x",
        "mailto:a@b|",
        "/a{b} c|/a{b} c"
      })
  void locationsOfTheSameOriginAreInvalidToo(String location, String target) {
    var targets =
        Invalidation.targets(
            "POST", 201, "http", "api.example", "/a/b/c?d=e", fields("Location: " + location));

    if (target == null) {
      assertThat(targets).containsExactly("/a/b/c?d=e");
    } else {
      assertThat(targets).containsExactly("/a/b/c?d=e", target);
    }
  }

  @Test
  void contentLocationCountsAndNothingTwice() {
    assertThat(
            Invalidation.targets(
                "PUT",
                200,
                "https",
                "api.example:443",
                "/a",
                fields("Location: /b", "Content-Location: https://api.example/c")))
        .containsExactly("/a", "/b", "/c");
    assertThat(
            Invalidation.targets(
                "PUT", 200, "http", "a", "/a", fields("Location: /a", "Content-Location: #x")))
        .containsExactly("/a");
  }

  @Test
  void aTargetOfTwoSlashesNamesNoHost() {
    assertThat(Invalidation.targets("PUT", 200, "http", "a", "//evil/x", fields("Location: y")))
        .containsExactly("//evil/x", "//evil/y");
  }

  /** The JDK resolves by the older RFC 2396, which differs in what climbs above the root. */
  @Property(tries = 3_000)
  void resolvesAsOthersDo(
      @ForAll @StringLength(max = 12) @Chars({'a', 'b', '/', '.', '?', '='}) String reference) {
    if (reference.isEmpty() || reference.startsWith("?") || reference.contains("//")) {
      return;
    }
    UriReference base = UriReference.of("http", "h", "/x/y/z?q");
    URI other = URI.create("http://h/x/y/z?q").resolve(reference).normalize();
    if (other.getRawPath().contains("..")) {
      return;
    }
    String query = other.getRawQuery() == null ? "" : "?" + other.getRawQuery();
    assertThat(base.resolve(reference).target()).isEqualTo(other.getRawPath() + query);
  }

  @Property
  void noTextMakesItThrow(
      @ForAll @Size(max = 30) byte[] reference, @ForAll @Size(max = 30) byte[] target) {
    UriReference base =
        UriReference.of("http", "h", new String(target, StandardCharsets.ISO_8859_1));
    UriReference resolved = base.resolve(new String(reference, StandardCharsets.ISO_8859_1));
    assertThat(resolved.sameOrigin(resolved)).isTrue();
    assertThat(resolved.target()).isNotEmpty();
  }
}
