package dev.mynah.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.AgentConfig;
import dev.mynah.agent.config.ListenerConfig;
import dev.mynah.agent.config.format.AgentSections;
import dev.mynah.command.KnownArguments;
import dev.mynah.exporter.config.ExporterConfig;
import dev.mynah.exporter.config.ExporterSections;
import dev.mynah.settings.AdminSettings;
import dev.mynah.settings.ProcessSections;
import dev.mynah.settings.ProcessSettings;
import dev.mynah.settings.Settings;
import dev.mynah.settings.source.ConfigFiles;
import dev.mynah.sidecar.Configuration;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the chart tells the program is what the program knows: its arguments are parsed, and
 * variables and files are put through the check that {@code mynah check} makes.
 */
class ProgramAgreementTest {
  @TempDir Path dir;

  static Stream<String> workloads() {
    return PodInvariantsTest.workloads();
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void everyContainerHasArgumentsAndSettingsThatTheProgramKnows(String file) throws IOException {
    Rendered rendered = Values.ofFile(file).render();

    List<MountedPod> pods = pods(rendered);

    assertThat(pods).isNotEmpty();
    for (MountedPod pod : pods) {
      Map<String, String> flags = KnownArguments.settings(pod.arguments());
      Settings settings = settings(pod, flags);
      assertThat(Configuration.problems(settings)).as(pod.toString()).isEmpty();
      assertThat(settings.warnings()).as(pod.toString()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void theConfigurationIsCheckedBeforeARollout(String file) throws IOException {
    Rendered rendered = Values.ofFile(file).render();

    List<MountedPod> checks =
        pods(rendered).stream().filter(pod -> pod.arguments().get(0).equals("check")).toList();

    assertThat(checks).hasSize(1);
    assertThat(checks.get(0).arguments())
        .containsExactly("check", checks.get(0).config().toString());
    assertThat(checks.get(0).seesConfiguration()).isTrue();
  }

  private List<MountedPod> pods(Rendered rendered) throws IOException {
    List<MountedPod> found = new ArrayList<>();
    for (PodSpec pod : Pods.all(rendered).values()) {
      for (Container container : Pods.containers(pod)) {
        if (container.getImage().startsWith("registry.example/mynah")) {
          Path own = Files.createDirectory(dir.resolve("" + found.size()));
          found.add(new MountedPod(own, rendered, pod, container));
        }
      }
    }
    return found;
  }

  private static Settings settings(MountedPod pod, Map<String, String> flags) throws IOException {
    ConfigFiles files =
        pod.seesConfiguration()
            ? ConfigFiles.read(pod.config())
            : new ConfigFiles(Path.of("none"), List.of(), List.of(), List.of());
    return Configuration.load(files, Configuration.layers(pod.environment(), flags));
  }

  private Settings main(TrialRelease release) throws IOException {
    Rendered rendered = release.render();
    PodSpec pod = Pods.serving(rendered).getSpec();
    MountedPod mounted = new MountedPod(dir, rendered, pod, pod.getContainers().get(0));
    return settings(mounted, KnownArguments.settings(mounted.arguments()));
  }

  @Test
  void aGatewayListensWhereTheServiceLeads() throws IOException {
    Settings settings = main(Values.of("gateway"));

    AgentConfig agent = settings.get(AgentSections.SECTION);
    AdminSettings admin = settings.get(ProcessSections.SECTION).admin();

    assertThat(agent.listeners()).hasSize(1);
    assertThat(agent.listeners().get(0).host()).isEqualTo("0.0.0.0");
    assertThat(agent.listeners().get(0).port()).isEqualTo(8080);
    assertThat(agent.drain().delay()).isEqualTo(Duration.ofSeconds(5));
    assertThat(agent.routes()).hasSize(2);
    assertThat(admin.host()).isEqualTo("0.0.0.0");
    assertThat(admin.port()).isEqualTo(9464);
    assertThat(admin.allowedHosts()).contains("trial-mynah", "trial-mynah.team.svc");
    assertThat(admin.tokens()).isEmpty();
  }

  @Test
  void furtherListenersOfTheTeamsOwnConfigurationStay() throws IOException {
    Settings settings = main(Values.of("gateway-public"));

    List<ListenerConfig> listeners = settings.get(AgentSections.SECTION).listeners();

    assertThat(listeners).extracting(ListenerConfig::port).containsExactly(8080, 18081);
    assertThat(listeners.get(0).tls()).isNotNull();
    assertThat(settings.get(ProcessSections.SECTION).admin().allowedHosts())
        .contains("own.example", "trial-mynah.team.svc");
  }

  @Test
  void thePortThatAConfigurationListsIsMovedAndShowsTheCertificate() throws IOException {
    Settings settings =
        main(
            Values.of("gateway")
                .yaml("{tls: {existingSecret: certificate}}")
                .yaml("config: {files: {mynah.yaml: 'listeners: [{ port: 9000 }]'}}"));

    List<ListenerConfig> listeners = settings.get(AgentSections.SECTION).listeners();

    assertThat(listeners).hasSize(1);
    assertThat(listeners.get(0).port()).isEqualTo(8080);
    assertThat(listeners.get(0).host()).isEqualTo("0.0.0.0");
    assertThat(listeners.get(0).tls()).isNotNull();
  }

  @Test
  void everyTokenOfTheSecretOpensTheApis() throws IOException {
    Settings settings = main(Values.of("exporter"));

    AdminSettings admin = settings.get(ProcessSections.SECTION).admin();

    assertThat(admin.tokens()).hasSize(2);
    assertThat(admin.allowedHosts()).contains("analytics.example");
    assertThat(admin.allowedOrigins()).containsExactly("https://analytics.example");
  }

  @Test
  void anExporterReadsTheDatabaseOfTheSecret() throws IOException {
    Settings settings = main(Values.of("exporter"));

    ExporterConfig exporter = settings.get(ExporterSections.SECTION);

    assertThat(exporter.store().url()).isEqualTo("jdbc:postgresql://db:5432/mynah");
    assertThat(exporter.store().readUrl()).isEqualTo("jdbc:postgresql://replica:5432/mynah");
    assertThat(settings.get(ProcessSections.SECTION).data().dir()).isNull();
  }

  @Test
  void anExporterAsksThePrometheusOfTheValues() throws IOException {
    Settings settings = main(Values.of("exporter-prometheus"));

    ExporterConfig exporter = settings.get(ExporterSections.SECTION);

    assertThat(exporter.source()).isNotNull();
    assertThat(exporter.store().embedded()).isTrue();
    assertThat(exporter.store().sizeBytes()).isEqualTo(4096L * 1024 * 1024);
    assertThat(settings.get(ProcessSections.SECTION).data().dir())
        .isEqualTo(Path.of("/var/lib/mynah"));
  }

  @Test
  void aPodIsKnownByItsNameAndNamespace() throws IOException {
    ProcessSettings process = main(Values.of("gateway")).get(ProcessSections.SECTION);

    assertThat(process.identity().job()).isEqualTo("trial-mynah");
    assertThat(process.identity().pod()).isNotEmpty();
    assertThat(process.identity().namespace()).isNotEmpty();
  }

  @Test
  void theSmallestAndLargestCapsAreTaken() throws IOException {
    String least = "data: {ledgerMiB: 1, journalMiB: 1, storeMiB: 4, recordingsMiB: 0}";
    String most = "data: {ledgerMiB: 1024, journalMiB: 16384, storeMiB: 1048576}";

    for (String caps : List.of(least, most)) {
      Rendered rendered = Values.of("gateway-persistent").yaml(caps).render();
      for (MountedPod pod : pods(rendered)) {
        Settings settings = settings(pod, KnownArguments.settings(pod.arguments()));
        assertThat(settings.problems()).isEmpty();
      }
      dir = Files.createDirectories(dir.resolve("next"));
    }
  }

  @Test
  void aMistakeInTheConfigurationIsFoundByTheCheck() throws IOException {
    String mistake = "config: {files: {mynah.yaml: 'routes: [{ id: a, matcch: GET /a }]'}}";

    Settings settings = main(Values.of("gateway").yaml(mistake));

    assertThat(settings.problems()).anyMatch(problem -> problem.toString().contains("matcch"));
  }
}
