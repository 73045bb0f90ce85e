package dev.mynah.exporter.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.control.AdminResponse;
import dev.mynah.control.AdminRoute;
import dev.mynah.exporter.fake.MadeUpTraffic;
import dev.mynah.exporter.openapi.ApiPage;
import dev.mynah.exporter.openapi.Neighbours;
import dev.mynah.exporter.openapi.OpenApiDocument;
import dev.mynah.exporter.openapi.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The description and the API are one. With {@code -Dmynah.write=true} {@code docs/openapi.json}
 * and {@code docs/api.md} are written instead of compared.
 */
class ApiDescriptionTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "openapi.json");
  private static final Path PAGE = Path.of("..", "docs", "api.md");
  private static final String INTRODUCTION =
      """
      # API reference

      Generated from the declarations beside the code that answers; a test compares the two. The same
      as OpenAPI 3.1: `GET /api/openapi.json` on the admin port, and `docs/openapi.json`.
      What the figures mean: `docs/analytics.md`. Columns of exports: `docs/csv-format.md`.

      The lines to try ask a process started by `./mynah demo` or `./mynah up`. Where `admin.tokens`
      lists any, add `-H "Authorization: Bearer TOKEN"`.

      - Times are epoch milliseconds, durations seconds, sizes bytes, rates 0 to 1. Rows are flat.
      - Every answer of the analytics has `range`, `resolution`, `basis`, `closed_until`, `timezone`,
        `left_out` and `warnings` beside what is listed here; lists have `page` with `limit`, `total`
        and `next`, which goes into `cursor` for the page that follows.
      - Filters may be repeated or hold several values parted by commas; an empty value is none.
        Unknown parameters are refused.
      - Refusals are `application/problem+json` with `reason` and `detail`. Answers carry an `ETag`;
        `If-None-Match` with it is answered 304 while nothing changed.
      """;

  private final AskedApi api = new AskedApi(new MadeUpTraffic(8, 400, 3));
  private final JsonNode document =
      AskedApi.JSON.valueToTree(OpenApiDocument.of(AnalyticsApi.operations()));

  @Test
  void documentInTheTreeIsWhatTheCodeDeclares() throws IOException {
    compare(DOCUMENT, OpenApiDocument.text(AnalyticsApi.operations()));
  }

  @Test
  void pageIsWhatTheCodeDeclares() throws IOException {
    compare(PAGE, ApiPage.markdown(INTRODUCTION, AnalyticsApi.operations()));
  }

  @Test
  void documentIsServed() throws Exception {
    AdminResponse answer = api.ask("GET", "/api/openapi.json", Map.of());

    assertThat(AskedApi.JSON.readTree(AskedApi.text(answer))).isEqualTo(document);
  }

  @Test
  void whatIsMountedIsDescribedAndTheOtherWayRound() {
    TreeSet<String> mounted = new TreeSet<>();
    for (AdminRoute route : api.routes) {
      for (String method : route.methods()) {
        mounted.add(method + " " + route.path());
      }
    }
    mounted.removeIf(each -> each.startsWith("OPTIONS"));
    TreeSet<String> described = new TreeSet<>();
    for (Operation operation : own()) {
      described.add(operation.method() + " " + operation.path().replace("{id}", "*"));
    }

    assertThat(mounted).isEqualTo(described);
    for (Operation operation : own()) {
      String path = operation.path().replace("{id}", "*");
      if (!path.equals("/api/openapi.json")) {
        assertThat(api.routes)
            .as("preflight of %s", path)
            .anyMatch(r -> r.path().equals(path) && r.methods().contains("OPTIONS"));
      }
    }
  }

  @Test
  void everyAnswerIsAsDescribed() throws Exception {
    api.ask("POST", "/api/analytics/snapshots?name=one", Map.of());
    for (Operation operation : own()) {
      if (!operation.reply().mediaType().equals("application/json")
          || operation.path().equals("/api/openapi.json")) {
        continue;
      }
      for (String query : queries(operation)) {
        String target = operation.path().replace("{id}", "1") + "?" + query;
        AdminResponse answer = api.ask(operation.method(), target, Map.of());
        assertThat(answer.status())
            .as(target + AskedApi.text(answer))
            .isEqualTo(operation.reply().status());
        JsonNode schema =
            document
                .path("paths")
                .path(operation.path())
                .path(operation.method().toLowerCase(Locale.ROOT))
                .path("responses")
                .path(Integer.toString(answer.status()))
                .at("/content/application~1json/schema");
        List<String> faults =
            new SchemaCheck(document)
                .faults(schema, AskedApi.JSON.readTree(AskedApi.text(answer)), "answer");
        assertThat(faults).as(target).isEmpty();
      }
    }
  }

  @Test
  void refusalsAreAsDescribed() throws Exception {
    JsonNode schema = document.at("/components/schemas/ProblemDetails");

    assertThat(new SchemaCheck(document).faults(schema, api.refused("overview?x=1"), "problem"))
        .isEmpty();
  }

  @Test
  void everyOperationHasItsOwnName() {
    List<String> ids = AnalyticsApi.operations().stream().map(Operation::id).toList();

    assertThat(ids).doesNotHaveDuplicates();
  }

  private static List<String> queries(Operation operation) {
    boolean timed = operation.parameters().stream().anyMatch(each -> each.name().equals("from"));
    return timed
        ? List.of(operation.example(), "from=-4d&consumer=shop".formatted(), "from=1&to=2").stream()
            .filter(q -> !q.contains("consumer") || takesConsumer(operation))
            .toList()
        : List.of(operation.example());
  }

  private static boolean takesConsumer(Operation operation) {
    return operation.parameters().stream().anyMatch(each -> each.name().equals("consumer"));
  }

  private static List<Operation> own() {
    return AnalyticsApi.operations().stream().filter(o -> !Neighbours.ALL.contains(o)).toList();
  }

  private static void compare(Path file, String generated) throws IOException {
    if (Boolean.getBoolean("mynah.write")) {
      Files.writeString(file, generated);
    }
    assertThat(Files.readString(file))
        .as("%s is not what the code generates; run this test with -Dmynah.write=true", file)
        .isEqualTo(generated);
  }
}
