package dev.mynah.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code mynah inject} as it is called. */
class InjectCommandTest {
  private static final String POD =
      "apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: team}\n"
          + "spec:\n  containers:\n  - name: \u00e4pp\n";

  @TempDir Path dir;

  @Test
  void theManifestComesFromAFileAndGoesToStandardOutputAlone() throws IOException {
    Ran ran = inject("--config-map", "cm");

    assertThat(ran.code()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .startsWith("apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: team,");
    assertThat(ran.out())
        .contains("labels: {mynah.dev/sidecar: \"true\"}}\nspec:\n  containers:\n");
    assertThat(ran.out()).contains("- name: \u00e4pp\n", "image: r.example/m:1", "name: cm");
  }

  @Test
  void aDashReadsStandardInput() {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(POD.getBytes(StandardCharsets.UTF_8)));
    try {
      Ran ran = Ran.run("inject", "-f", "-", "--image", "r.example/m:1", "--config-map", "cm");

      assertThat(ran.code()).isZero();
      assertThat(ran.out()).contains("\u00e4pp", "mynah-admin");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void aConfigurationComesAlongAsAConfigMapOfTheSameNamespace() throws IOException {
    Path config = Files.writeString(dir.resolve("my.yaml"), "routes: []\n# kept\n");

    Ran ran = inject("--config", config.toString());

    assertThat(ran.out())
        .startsWith(
            "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: mynah\n  namespace: team\n"
                + "data:\n  mynah.yaml: |\n    routes: []\n    # kept\n---\napiVersion: v1\n");
    Path once = Files.writeString(dir.resolve("once.yaml"), ran.out());
    assertThat(inject(once, "--config", config.toString()).out()).isEqualTo(ran.out());
  }

  @Test
  void aChangedConfigurationReplacesTheConfigMapThatIsThere() throws IOException {
    Path config = Files.writeString(dir.resolve("my.yaml"), "routes: []\n");
    Path once =
        Files.writeString(dir.resolve("once.yaml"), inject("--config", config.toString()).out());
    Files.writeString(config, "routes: [] # new\n");

    Ran again = inject(once, "--config", config.toString());

    assertThat(again.out().split("kind: ConfigMap", -1)).hasSize(2);
    assertThat(again.out()).contains("routes: [] # new");
  }

  @Test
  void aDirectoryOfConfigurationKeepsItsNames() throws IOException {
    Path config = Files.createDirectories(dir.resolve("conf"));
    Files.writeString(config.resolve("a.yaml"), "routes: []\n");
    Files.writeString(config.resolve("hello.txt"), "hello\r\n");
    Files.writeString(config.resolve(".hidden"), "no");

    Ran ran = inject("--config", config.toString(), "--config-map", "conf");

    assertThat(ran.out()).contains("a.yaml: |\n", "hello.txt: \"hello\\r\\n\"\n", "name: conf");
    assertThat(ran.out()).doesNotContain("hidden");
  }

  @Test
  void settingsOfTheSidecarAreOptions() throws IOException {
    Ran ran =
        inject(
            "--config-map=cm",
            "--memory=256Mi",
            "--exporter",
            "--exporter-memory=1Gi",
            "--env=MYNAH_LOG_FORMAT=json",
            "--env",
            "A=b=c",
            "--secret=keys",
            "--port=18090",
            "--admin-port=19470",
            "--exporter-port=19471",
            "--data-size=1Gi",
            "--pull-policy=Always",
            "--admin-host=::",
            "--upstream=pay=PAY_URL");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .contains("-Xmx88m -XX:MaxDirectMemorySize=54m -Dmynah.memory=214m", "memory: 256Mi")
        .contains("-Dmynah.memory=854m", "name: mynah-exporter", "imagePullPolicy: Always")
        .contains("value: json", "value: b=c", "name: keys", "sizeLimit: 1Gi", "value: \"::\"")
        .contains("value: http://127.0.0.1:18090", "containerPort: 19470", "containerPort: 19471");
  }

  @ParameterizedTest
  @CsvSource({
    "auto, 1.28.15, false",
    "auto, v1.29.0, true",
    "auto, 1.33, true",
    "false, 1.33, false",
    "true, 1.29, true",
    "auto, , true",
    "TRUE, , true"
  })
  void nativeSidecarsNeedAClusterThatHasThem(String mode, String version, boolean expected)
      throws IOException {
    List<String> options = new ArrayList<>(List.of("--config-map", "cm", "--native", mode));
    if (version != null) {
      options.addAll(List.of("--kubernetes-version", version));
    }

    Ran ran = inject(options.toArray(String[]::new));

    assertThat(ran.out().contains("restartPolicy: Always")).isEqualTo(expected);
    assertThat(ran.out().contains("MYNAH_DRAIN_DELAY")).isNotEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--native true --kubernetes-version 1.28|Kubernetes 1.28 has no native sidecars",
        "--kubernetes-version latest|Kubernetes version: latest (expected such as 1.29)",
        "--memory 100Mi|memory limit: 100Mi (expected at least 134Mi)",
        "--memory 192M|memory limit: 192M (expected whole Mi or Gi, such as 192Mi)",
        "--env MYNAH|--env: MYNAH (expected NAME=VALUE)",
        "--env MYNAH_LISTEN_PORT=1|variable MYNAH_LISTEN_PORT follows from ports",
        "--upstream pay|upstream: pay (expected NAME=VARIABLE[:PORT][/PATH]",
        "--port 80|port: 80 (expected 1024 to 65535)",
        "--port 19464|ports: 19464, 19464 and 19465 (expected three different)",
        "--pull-policy always|--pull-policy: always (expected Always, IfNotPresent or Never)",
        "--config-map No_Name|config map: No_Name (expected the name of a ConfigMap",
        "--secret No_Name|secret: No_Name (expected the name of a Secret",
        "--data-size 1G|data size: 1G (expected whole Mi or Gi",
        "--native perhaps|perhaps"
      })
  void badOptionsAreRefusedInASentence(String options, String sentence) throws IOException {
    List<String> all = new ArrayList<>(List.of(options.split(" ")));
    if (!all.contains("--config-map")) {
      all.addAll(List.of("--config-map", "cm"));
    }

    Ran ran = inject(all.toArray(String[]::new));

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("mynah: ").contains(sentence);
  }

  @Test
  void whatMustBeGivenIsNamed() throws IOException {
    assertThat(Ran.run("inject").err()).contains("--filename");
    Ran unnamed = Ran.run("inject", "-f", "-", "--config-map", "cm");
    assertThat(unnamed.code()).isEqualTo(2);
    assertThat(unnamed.err()).contains("--image is missing", "./dist/image/build --tag");
    assertThat(inject().err()).contains("--config FILE prints one", "--config-map NAME takes one");
    assertThat(Ran.run("inject", "-f", "gone.yaml", "--image=m:1", "--config-map=c").err())
        .contains("mynah: gone.yaml: there is no such file");
    assertThat(inject("--config", "gone.yaml").err())
        .contains("--config gone.yaml: there is no such file or directory");
  }

  @Test
  void refusedManifestsGiveNoOutputAndTheirName() throws IOException {
    Path bad = Files.writeString(dir.resolve("bad.yaml"), POD + "---\na: [\n");

    Ran ran = inject(bad, "--config-map", "cm");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("mynah: " + bad + ": document 2, line ").contains("not YAML");
  }

  @Test
  void aManifestWithoutPodsIsPrintedAndRemarkedOn() throws IOException {
    Path none = Files.writeString(dir.resolve("none.yaml"), "kind: Service # x\n");

    Ran ran = inject(none, "--config-map", "cm");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).isEqualTo("kind: Service # x\n");
    assertThat(ran.err()).startsWith("warning: nothing here makes pods");
  }

  private Ran inject(String... options) throws IOException {
    return inject(Files.writeString(dir.resolve("pod.yaml"), POD), options);
  }

  private static Ran inject(Path manifest, String... options) {
    List<String> all = new ArrayList<>(List.of("inject", "-f", manifest.toString()));
    all.addAll(List.of("--image", "r.example/m:1"));
    all.addAll(List.of(options));
    return Ran.run(all.toArray(String[]::new));
  }
}
