package dev.mynah.dashboards.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.dashboards.live.Judge.Look;
import dev.mynah.dashboards.live.Judge.MayBeEmpty;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every query of every panel, asked of a real Prometheus and of the exporter: data under load, 0 or
 * plain words without, never an error. What was returned is printed, and written to {@code
 * target/panels.md}. The order saves waiting, since minutes have to pass for the exporter.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PanelsHaveDataIT {
  private static final DashboardFiles FILES = new DashboardFiles();
  private static final Proof PROOF = new Proof();
  private static final NoData NO_DATA = FILES.noData();
  private static final Judge JUDGE = new Judge(PROOF, NO_DATA);
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir static Path folder;
  private static @Nullable LiveTargets started;

  @BeforeAll
  static void start() throws Exception {
    started = new LiveTargets(FILES, folder);
    started.awaitScrapes();
  }

  @AfterAll
  static void tell() throws Exception {
    if (started != null) {
      started.close();
      PROOF.write(Path.of("target/panels.md"));
      System.out.println(PROOF.brief());
    }
  }

  @Test
  @Order(1)
  void everyQueryHasDataUnderLoad() throws Exception {
    Look look = new Look("demo", targets().prometheus(), Map.of(), MayBeEmpty.NONE);

    assertNothingToComplainAbout(FILES.meantFor("prometheus"), look);
  }

  @Test
  @Order(2)
  void oneJobAndInstanceChosenHaveDataToo() throws Exception {
    Map<String, String> chosen = new HashMap<>(targets().demoChosen());
    chosen.remove("route");

    assertNothingToComplainAbout(
        FILES.meantFor("prometheus"),
        new Look("demo", targets().prometheus(), chosen, MayBeEmpty.NONE));
  }

  @Test
  @Order(3)
  void everyRuleIsEvaluatedAndRecordsNumbers() {
    Look look = new Look("demo", targets().prometheus(), Map.of(), MayBeEmpty.NONE);

    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () -> {
              assertThat(look.source().rules()).isNotEmpty();
              assertThat(String.join("\n", JUDGE.complaintsAboutRules(look))).isEmpty();
            });
  }

  @Test
  @Order(4)
  void oneRouteChosenFailsNowhere() throws Exception {
    Look look =
        new Look(
            "one route",
            targets().prometheus(),
            targets().demoChosen(),
            MayBeEmpty.THOSE_THAT_SAY_SO);

    assertNothingToComplainAbout(FILES.meantFor("prometheus"), look);
  }

  @Test
  @Order(5)
  void withoutTrafficPanelsShowNothingOrSaySo() throws Exception {
    Look look =
        new Look(
            "idle up",
            targets().prometheus(),
            Map.of("job", LiveTargets.UP),
            MayBeEmpty.THOSE_THAT_SAY_SO);

    assertNothingToComplainAbout(FILES.meantFor("prometheus"), look);
  }

  @Test
  @Order(6)
  void withAnAgentAlonePanelsShowNothingOrSaySo() throws Exception {
    Look look =
        new Look(
            "idle agent",
            targets().prometheus(),
            Map.of("job", LiveTargets.AGENT),
            MayBeEmpty.THOSE_THAT_SAY_SO);

    assertNothingToComplainAbout(FILES.meantFor("prometheus"), look);
  }

  @Test
  @Order(7)
  void theExporterAnswersTheDashboardsThatAreMeantForIt() throws Exception {
    List<Dashboard> dashboards = FILES.meantFor("exporter");
    assertThat(dashboards).isNotEmpty();
    targets().awaitWholeMinute();

    assertNothingToComplainAbout(
        dashboards,
        new Look("exporter of demo", targets().demoExporter(), Map.of(), MayBeEmpty.NONE));
  }

  @Test
  @Order(8)
  void theExporterFailsNowhereWithoutTraffic() throws Exception {
    targets().awaitWholeMinute();

    assertNothingToComplainAbout(
        FILES.meantFor("exporter"),
        new Look("exporter of idle up", targets().idleExporter(), Map.of(), MayBeEmpty.ALL));
  }

  @Test
  @Order(9)
  void bothSourcesCountTheSameOfAWholeMinute() throws Exception {
    long minute = targets().awaitWholeMinute();
    DataSource prometheus = targets().prometheus();
    DataSource exporter = targets().demoExporter();
    Map<String, String> chosen = Map.of("job", LiveTargets.DEMO);
    DataSource.Span span = new DataSource.Span(minute, Asking.LOOKED_AT.toSeconds());
    Agreement agreement = new Agreement(minute);

    for (Dashboard dashboard : FILES.meantFor("exporter")) {
      Choices inPrometheus = Choices.of(dashboard, prometheus, span, chosen);
      Choices inExporter = Choices.of(dashboard, exporter, span, chosen);
      for (PanelQuery query : dashboard.queries()) {
        if (Agreement.isOnRequests(query.expression())) {
          agreement.compare(query, prometheus, inPrometheus, exporter, inExporter);
        }
      }
    }

    assertThat(String.join("\n", agreement.differences())).isEmpty();
    assertThat(agreement.compared()).isGreaterThan(20);
  }

  @Test
  @Order(10)
  void nothingIsDeclaredEmptyThatIsNot() {
    for (String target :
        List.of(
            "demo",
            "idle up",
            "idle agent",
            "one route",
            "exporter of demo",
            "exporter of idle up")) {
      assertThat(NO_DATA.needless(target)).as("needless in no-data.yaml: %s", target).isEmpty();
    }
  }

  private static LiveTargets targets() {
    return Objects.requireNonNull(started);
  }

  private static void assertNothingToComplainAbout(List<Dashboard> dashboards, Look look) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () -> assertThat(String.join("\n", JUDGE.complaints(dashboards, look))).isEmpty());
  }
}
