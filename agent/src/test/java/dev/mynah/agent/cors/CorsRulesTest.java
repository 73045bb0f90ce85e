package dev.mynah.agent.cors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.CorsConfig;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.Scheme;
import dev.mynah.agent.http.Version;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorsRulesTest {
  private static final String APP = "https://app.example.com";

  private static CorsConfig config(List<String> origins, boolean credentials) {
    return new CorsConfig(
        origins,
        List.of(),
        List.of("X-Token", "Content-Type"),
        List.of("X-Total"),
        credentials,
        Duration.ofMinutes(10));
  }

  private static CorsRules rules(String... origins) {
    return CorsRules.compile(config(List.of(origins), false));
  }

  private static RequestHead request(String method, String... fields) {
    RequestHead head = new RequestHead();
    head.begin(head.method(), method, Version.HTTP_1_1, Scheme.HTTP);
    for (int i = 0; i < fields.length; i += 2) {
      head.fields().add(fields[i], fields[i + 1]);
    }
    return head;
  }

  private static RequestHead preflight(String origin, String method, String... headers) {
    RequestHead head =
        request("OPTIONS", "Origin", origin, "Access-Control-Request-Method", method);
    for (String each : headers) {
      head.fields().add("Access-Control-Request-Headers", each);
    }
    return head;
  }

  @Test
  void allowedPreflightSaysAllThatIsAllowed() {
    Preflight answer =
        rules(APP).preflight(preflight(APP, "PUT", "x-token, content-type"), Set.of("GET", "PUT"));

    Fields fields = answer.head().fields();
    assertThat(answer.isAllowed()).isTrue();
    assertThat(answer.head().status()).isEqualTo(204);
    assertThat(fields.toString())
        .isEqualTo(
            """
            access-control-allow-origin: https://app.example.com
            access-control-allow-methods: GET, PUT
            access-control-allow-headers: x-token, content-type
            access-control-max-age: 600
            vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.example, GET, x-token, origin",
    "https://app.example.com, DELETE, x-token, method",
    "https://app.example.com, put, x-token, method",
    "https://app.example.com, GET, x-other, header",
    "https://app.example.com, GET, 'x-token, x-other', header",
    "null, GET, x-token, origin",
  })
  void refusedPreflightSaysWhyWithoutSayingWhatIsAllowed(
      String origin, String method, String header, String why) {
    Preflight answer =
        rules(APP).preflight(preflight(origin, method, header), Set.of("GET", "PUT"));

    assertThat(answer.isAllowed()).isFalse();
    assertThat(answer.refusal()).contains(why).doesNotContain("example", "X-Token", "PUT");
    assertThat(answer.head().status()).isEqualTo(403);
    assertThat(answer.head().fields().toString())
        .isEqualTo("vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers\n");
  }

  @Test
  void methodsAreThoseOfTheRoutesUnlessConfigured() {
    CorsConfig own =
        new CorsConfig(List.of(APP), List.of("DELETE"), List.of(), List.of(), false, Duration.ZERO);
    CorsRules rules = CorsRules.compile(own);

    assertThat(rules.preflight(preflight(APP, "DELETE"), Set.of("GET")).isAllowed()).isTrue();
    assertThat(rules.preflight(preflight(APP, "GET"), Set.of("GET")).isAllowed()).isTrue();
    assertThat(rules.preflight(preflight(APP, "PUT"), Set.of("PUT")).isAllowed()).isFalse();
    assertThat(rules(APP).preflight(preflight(APP, "PURGE"), Set.of()).isAllowed()).isTrue();
  }

  @Test
  void starOfHeadersEchoesWhatWasAskedFor() {
    CorsConfig any =
        new CorsConfig(List.of("*"), List.of("*"), List.of("*"), List.of(), false, Duration.ZERO);

    Fields fields =
        CorsRules.compile(any)
            .preflight(preflight(APP, "PATCH", "X-One", "authorization,X-Two"), Set.of("GET"))
            .head()
            .fields();

    assertThat(fields.get("Access-Control-Allow-Headers")).isEqualTo("X-One, authorization, X-Two");
    assertThat(fields.get("Access-Control-Allow-Methods")).isEqualTo("PATCH");
    assertThat(fields.get("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(fields.get("Access-Control-Max-Age")).isEqualTo("0");
  }

  @Test
  void headerThatIsNoNameIsNotEchoed() {
    CorsConfig any =
        new CorsConfig(List.of("*"), List.of(), List.of("*"), List.of(), false, Duration.ZERO);

    Preflight answer =
        CorsRules.compile(any).preflight(preflight(APP, "GET", "x y, <b>"), Set.of());

    assertThat(answer.isAllowed()).isFalse();
  }

  @Test
  void credentialsNeverGoWithAStar() {
    CorsRules rules = CorsRules.compile(config(List.of("*"), true));
    Fields actual = new Fields();

    rules.decorate(request("GET", "Origin", APP), actual);
    Fields asked = rules.preflight(preflight(APP, "GET"), Set.of()).head().fields();

    for (Fields each : List.of(actual, asked)) {
      assertThat(each.get("Access-Control-Allow-Origin")).isEqualTo(APP);
      assertThat(each.get("Access-Control-Allow-Credentials")).isEqualTo("true");
      assertThat(each.get("Vary")).startsWith("Origin");
    }
  }

  @Test
  void methodStarIsWrittenOutAsTheMethodAskedFor() {
    CorsConfig config =
        new CorsConfig(List.of(APP), List.of("*"), List.of(), List.of(), true, Duration.ZERO);

    Preflight answer = CorsRules.compile(config).preflight(preflight(APP, "PURGE"), Set.of("PUT"));

    assertThat(answer.head().fields().get("Access-Control-Allow-Methods")).isEqualTo("PURGE");
  }

  @ParameterizedTest
  @CsvSource({
    "https://app.example.com, https://app.example.com, true",
    "https://APP.example.com/, https://app.example.com, true",
    "https://app.example.com:443, https://app.example.com, true",
    "http://app.example.com:80, http://app.example.com, true",
    "http://localhost:3000, http://localhost:3000, true",
    "http://localhost:3000, http://localhost:3001, false",
    "https://app.example.com, http://app.example.com, false",
    "https://app.example.com, https://app.example.com.evil.net, false",
    "https://app.example.com, https://evilapp.example.com, false",
    "https://*.example.com, https://a.example.com, true",
    "https://*.example.com, https://a.b.example.com, true",
    "https://*.example.com, https://example.com, false",
    "https://*.example.com, https://.example.com, false",
    "https://*.example.com, https://evilexample.com, false",
    "https://*.example.com, http://a.example.com, false",
    "https://*.example.com, https://a.example.com:8443, false",
    "https://*.example.com, https://evil.net/.example.com, false",
    "https://*.example.com, https://evil.net#.example.com, false",
    "https://*.example.com, https://user@x.example.com, false",
    "https://*.example.com:8443, https://a.example.com:8443, true",
    "*, https://any.example, true",
    "*, null, true",
    "null, null, true",
    "https://app.example.com, null, false",
    "https://*.example.com, null, false",
  })
  void originsAreComparedWhole(String configured, String origin, boolean allowed) {
    Fields response = new Fields();

    rules(configured).decorate(request("GET", "Origin", origin), response);

    assertThat(response.get("Access-Control-Allow-Origin") != null).isEqualTo(allowed);
  }

  @Test
  void nullOriginGetsCredentialsOnlyWhereItIsListed() {
    Fields star = new Fields();
    Fields listed = new Fields();

    CorsRules.compile(config(List.of("*"), true)).decorate(request("GET", "Origin", "null"), star);
    CorsRules.compile(config(List.of("null"), true))
        .decorate(request("GET", "Origin", "null"), listed);

    assertThat(star.get("Access-Control-Allow-Origin")).isNull();
    assertThat(listed.get("Access-Control-Allow-Origin")).isEqualTo("null");
  }

  @Test
  void upstreamsOwnFieldsAreReplaced() {
    Fields response =
        new Fields()
            .add("access-control-allow-origin", "*")
            .add("Access-Control-Allow-Origin", "https://other")
            .add("Access-Control-Allow-Credentials", "true")
            .add("Access-Control-Expose-Headers", "Secret")
            .add("Access-Control-Allow-Private-Network", "true")
            .add("Vary", "Accept")
            .add("X-Total", "3");

    rules(APP).decorate(request("GET", "Origin", APP), response);

    assertThat(response.toString())
        .isEqualTo(
            """
            vary: Accept
            x-total: 3
            vary: Origin
            access-control-allow-origin: https://app.example.com
            access-control-expose-headers: X-Total
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "https://evil.example"})
  void answerToOthersVariesAllTheSame(String origin) {
    Fields response = new Fields().add("Access-Control-Allow-Origin", "*");
    RequestHead request = origin.isEmpty() ? request("GET") : request("GET", "Origin", origin);

    rules(APP).decorate(request, response);

    assertThat(response.toString()).isEqualTo("vary: Origin\n");
  }

  @Test
  void answerToAllOriginsDoesNotVary() {
    Fields response = new Fields();

    rules("*").decorate(request("GET", "Origin", APP), response);

    assertThat(response.get("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(response.get("Vary")).isNull();
  }

  @Test
  void exposedStarIsWrittenOutWhereCookiesAreSent() {
    CorsConfig config =
        new CorsConfig(List.of(APP), List.of(), List.of(), List.of("*"), true, Duration.ZERO);
    Fields response = new Fields().add("X-B", "1").add("Set-Cookie", "a=1").add("X-A", "2");

    CorsRules.compile(config).decorate(request("GET", "Origin", APP), response);

    assertThat(response.get("Access-Control-Expose-Headers")).isEqualTo("Vary, X-A, X-B");
  }

  @Test
  void twoOriginsAreNone() {
    Fields response = new Fields();

    rules(APP).decorate(request("GET", "Origin", APP, "Origin", APP), response);

    assertThat(response.get("Access-Control-Allow-Origin")).isNull();
  }

  @Test
  void preflightIsOptionsWithOriginAndMethod() {
    assertThat(CorsRules.isPreflight(preflight(APP, "GET"))).isTrue();
    assertThat(CorsRules.isPreflight(request("OPTIONS", "Origin", APP))).isFalse();
    assertThat(CorsRules.isPreflight(request("OPTIONS", "Access-Control-Request-Method", "GET")))
        .isFalse();
    assertThat(
            CorsRules.isPreflight(
                request("GET", "Origin", APP, "Access-Control-Request-Method", "GET")))
        .isFalse();
  }

  @Property(tries = 1000)
  void onlyTrueSubdomainsAreTakenForSubdomains(@ForAll("origins") String origin) {
    Fields response = new Fields();

    rules("https://*.example.com").decorate(request("GET", "Origin", origin), response);

    if (response.get("Access-Control-Allow-Origin") != null) {
      assertThat(origin).matches("https://([a-z0-9-]+\\.)+example\\.com");
    }
  }

  @Provide
  Arbitrary<String> origins() {
    return Arbitraries.of(
            "https://",
            "http://",
            "a",
            "evil",
            ".",
            "example.com",
            ".example.com",
            "/",
            "#",
            "@",
            ":",
            "8443",
            "?",
            "%2e",
            "-",
            "A")
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(parts -> "https://" + String.join("", parts));
  }
}
