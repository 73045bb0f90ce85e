package dev.mynah.helm.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.AgentConfig;
import dev.mynah.agent.config.format.AgentSections;
import dev.mynah.exporter.config.StoreConfig;
import dev.mynah.helm.Charts;
import dev.mynah.inject.MemoryLimit;
import dev.mynah.inject.SidecarPod;
import dev.mynah.settings.JournalSettings;
import dev.mynah.settings.LedgerSettings;
import dev.mynah.settings.ProcessSections;
import dev.mynah.settings.ProcessSettings;
import dev.mynah.settings.Settings;
import dev.mynah.settings.source.ConfigFile;
import dev.mynah.settings.source.ConfigFiles;
import dev.mynah.sidecar.Configuration;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The containers say to the agent what it understands, and what they promise about it is so. */
class AgentUnderstandsTest {
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyVariableIsASettingAndHasItsEffect(boolean nativeSidecar) {
    Map<String, Object> container = container(nativeSidecar, SidecarPod.AGENT);

    Settings settings = load(container);

    assertThat(Configuration.problems(settings)).isEmpty();
    AgentConfig agent = settings.get(AgentSections.SECTION);
    ProcessSettings process = settings.get(ProcessSections.SECTION);
    assertThat(agent.listeners())
        .extracting(listener -> listener.host() + ":" + listener.port())
        .containsExactlyInAnyOrder("127.0.0.1:18080", "127.0.0.1:18081");
    assertThat(process.admin().host()).isEqualTo("0.0.0.0");
    assertThat(process.admin().port()).isEqualTo(19464);
    assertThat(process.journal().mode()).isEqualTo(JournalSettings.Mode.ON);
    assertThat(agent.drain().delay())
        .isEqualTo(nativeSidecar ? Duration.ZERO : Duration.ofSeconds(15));
    assertThat(portsOf(container))
        .containsEntry("mynah", 18080)
        .containsEntry("mynah-admin", process.admin().port());
  }

  @Test
  void theExporterIsCalledAfterTheAgentBesideIt() {
    Map<String, Object> container = container(true, SidecarPod.EXPORTER);

    Settings settings = load(container);

    assertThat(Configuration.problems(settings)).isEmpty();
    ProcessSettings process = settings.get(ProcessSections.SECTION);
    assertThat(process.admin().port()).isEqualTo(19465);
    assertThat(process.identity().instance()).isEqualTo("pod-1:19464");
    assertThat(process.identity().pod()).isEqualTo("pod-1");
    assertThat(portsOf(container)).containsEntry("mynah-exporter", 19465);
  }

  @Test
  void theVolumeHoldsWhatTheCapsAddUpTo() {
    long ledgers = 3 * LedgerSettings.DEFAULT.sizeBytes();
    long agent = ledgers + JournalSettings.DEFAULT_SIZE_BYTES;
    long store = StoreConfig.DEFAULT.sizeBytes();

    assertThat(bytes(SidecarPod.AGENT_DATA)).isGreaterThan(agent + bytes("16Mi"));
    assertThat(bytes(SidecarPod.EXPORTER_DATA)).isGreaterThan(agent + store + bytes("64Mi"));
  }

  private static long bytes(String mebibytes) {
    return Long.parseLong(mebibytes.replace("Mi", "")) * 1024 * 1024;
  }

  @Test
  void memoryIsSharedOutAsTheLauncherDoes() {
    assertThat(new MemoryLimit(192).javaOptions())
        .isEqualTo("-Xmx55m -XX:MaxDirectMemorySize=33m -Dmynah.memory=160m");
    assertThat(new MemoryLimit(264).javaOptions())
        .isEqualTo("-Xmx92m -XX:MaxDirectMemorySize=56m -Dmynah.memory=220m");
    assertThat(new MemoryLimit(134).javaOptions())
        .isEqualTo("-Xmx25m -XX:MaxDirectMemorySize=15m -Dmynah.memory=112m");
  }

  private static Map<String, Object> container(boolean nativeSidecar, String name) {
    return new SidecarPod(Options.of(nativeSidecar, true, MemoryLimit.DEFAULT, Map.of(), List.of()))
        .containers().stream()
            .filter(container -> name.equals(container.get("name")))
            .findFirst()
            .orElseThrow();
  }

  /** The example's configuration under the container's variables. */
  private static Settings load(Map<String, Object> container) {
    String file =
        Charts.release(Charts.dir("examples/shop"))
            .render()
            .get(ConfigMap.class, "trial-mynah")
            .getData()
            .get("mynah.yaml");
    Path name = Path.of("mynah.yaml");
    ConfigFile config = new ConfigFile(name, file.getBytes(StandardCharsets.UTF_8));
    return Configuration.load(
        new ConfigFiles(name, List.of(config), List.of(), List.of()),
        Configuration.layers(environment(container), Map.of()));
  }

  private static Map<String, String> environment(Map<String, Object> container) {
    Map<String, String> environment = new HashMap<>();
    for (Map<?, ?> variable : maps(container.get("env"))) {
      String given = variable.get("value") instanceof String text ? text : "pod-1";
      environment.put(
          (String) variable.get("name"), given.replace("$(MYNAH_IDENTITY_POD)", "pod-1"));
    }
    return environment;
  }

  private static Map<String, Integer> portsOf(Map<String, Object> container) {
    Map<String, Integer> ports = new HashMap<>();
    for (Map<?, ?> port : maps(container.get("ports"))) {
      ports.put((String) port.get("name"), (Integer) port.get("containerPort"));
    }
    return ports;
  }

  private static List<Map<?, ?>> maps(Object list) {
    return ((List<?>) list).stream().<Map<?, ?>>map(each -> (Map<?, ?>) each).toList();
  }
}
