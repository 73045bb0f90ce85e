package dev.mynah.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the made-up load counted itself is what analytics say. */
class DemoIT {
  private static final Pattern ROW = Pattern.compile("(?m)^  ([a-z_-]+) +(\\d+)$");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path dir;

  @Test
  void figuresAgreeWithTheGeneratorsOwnCount() throws Exception {
    try (MynahProcess demo = MynahProcess.start(dir, "demo", "--for", "20s", "--rate", "50")) {
      await().until(() -> demo.out().contains("The load has ended"));
      Map<String, Long> asked = new TreeMap<>();
      Matcher rows = ROW.matcher(demo.out().substring(demo.out().indexOf("Answers that")));
      while (rows.find()) {
        asked.put(rows.group(1), Long.parseLong(rows.group(2)));
      }
      long all = asked.remove("all");

      assertThat(all).isGreaterThan(100);
      assertThat(asked).hasSizeGreaterThan(7);
      await()
          .untilAsserted(
              () ->
                  assertThat(read(demo, "/api/analytics/overview").at("/data/requests").asLong())
                      .isEqualTo(all));
      Map<String, Long> told = new TreeMap<>();
      for (JsonNode row : read(demo, "/api/analytics/top-endpoints?limit=100").path("data")) {
        told.put(row.path("route").asText(), row.path("requests").asLong());
      }
      told.put("_unmatched", asked.get("_unmatched"));
      assertThat(told).isEqualTo(asked);
      demo.terminate();
      assertThat(demo.ended().code()).isZero();
    }
    MynahProcess.Ended hits = MynahProcess.run(dir, "hits", ".mynah", "--json");
    assertThat(hits.code()).isZero();
  }

  private static JsonNode read(MynahProcess demo, String path) throws Exception {
    return JSON.readTree(demo.admin(path).body());
  }
}
