package dev.mynah.inject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What stands around the sidecar stays as it was written. */
class InjectedTextTest {
  @Test
  void otherDocumentsComeOutByteForByte() {
    String service =
        "# the shop's door\n"
            + "kind:   Service\n"
            + "apiVersion: v1\n"
            + "spec: {ports: [{port: 80, }]}   # !\n\n";
    String strange = "---\nkind: Job\napiVersion: other.example/v1\nx: 'a''b'\nx: twice\n...\n";

    String text = Injected.text(service + "---\n" + Injected.DEPLOYMENT + strange);

    assertThat(text).startsWith(service + "---\napiVersion: apps/v1\n").endsWith(strange);
    assertThat(text).contains("mynah.dev/sidecar");
  }

  @Test
  void nothingIsTakenAwayFromAManifest() {
    String manifest =
        """
        # the shop
        apiVersion: apps/v1
        kind: Deployment # a kind
        metadata:
            name: 'shop'   # quoted
            annotations: {long: "%s"}
        spec:
            template:
                metadata:
                    # labels come here
                    labels: {app: "shop"} # flow
                spec:
                    containers:
                        # the first
                        -   name: app
                            image: shop:1 # pinned
                            args: ["a: b", '#no']
                        # the second
                        -   name: beside
                            image: beside:1
                            command:
                              - sh
                              - |
                                # no comment
                                sleep 1

                    # behind all
                    volumes: # some
                        -   name: cache
                            emptyDir: {}
        # end
        """
            .replace("%s", "x".repeat(200_000));

    String text = Injected.text(manifest);

    assertThat(manifest.lines().filter(line -> !line.contains("labels: {")))
        .allMatch(text.lines().toList()::contains);
    assertThat(text).contains("labels: {app: \"shop\", mynah.dev/sidecar: \"true\"} # flow\n");
    Map<String, Object> spec = Injected.podSpec(text);
    assertThat(Injected.names(Injected.list(spec, "containers"))).containsExactly("app", "beside");
    assertThat(Injected.names(Injected.list(spec, "initContainers"))).containsExactly("mynah");
    assertThat(Injected.names(Injected.list(spec, "volumes")))
        .containsExactly("cache", "mynah-data", "mynah-tmp", "mynah-config");
  }

  @Test
  void lineEndsOfWindowsAndAByteOrderMarkStay() {
    String windows = "\uFEFF" + Injected.DEPLOYMENT.replace("\n", "\r\n");

    String text = Injected.text(windows);

    assertThat(text).startsWith("\uFEFFapiVersion").contains("- name: mynah\r\n");
    assertThat(text.replace("\r\n", "")).doesNotContain("\n", "\r");
    assertThat(Injected.text(text)).isEqualTo(text);
  }

  @Test
  void jsonStaysJson() {
    String json =
        "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"p\"},\n"
            + "  \"spec\": {\"containers\": [{\"name\": \"app\", \"image\": \"a\"}]}}\n";

    String text = Injected.text(json);

    assertThat(text)
        .startsWith("{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\"");
    assertThat(text.replaceAll("\"(\\\\.|[^\"\\\\])*\"", "T"))
        .matches("(?s)[T{}\\[\\]:, \n0-9truefals]+");
    assertThat(Injected.text(text)).isEqualTo(text);
  }

  @Test
  void whatIsMissingOrEmptyIsMade() {
    String manifest =
        """
        apiVersion: v1
        kind: Pod
        spec:
          initContainers: []  # none yet
          volumes:
          containers: [{name: app}]
        metadata:
        """;

    String text = Injected.text(manifest);

    Map<String, Object> pod = Injected.map(Injected.read(text).get(0));
    Map<String, Object> spec = Injected.map(pod, "spec");
    assertThat(Injected.map(Injected.map(pod, "metadata"), "labels"))
        .containsEntry("mynah.dev/sidecar", "true");
    assertThat(Injected.list(spec, "volumes")).hasSize(3);
    assertThat(Injected.list(spec, "initContainers")).hasSize(1);
    assertThat(text).contains("initContainers:  # none yet\n");
  }

  @Test
  void theSidecarStandsBeforeInitContainersThatMayCallIt() {
    String manifest =
        Injected.DEPLOYMENT
            + "      initContainers:\n      # moves the tables\n      - name: migrate\n"
            + "        image: m\n        env: [{name: PAY_URL, value: x}]\n";
    SidecarOptions options =
        Injected.options(true, false, List.of(BaseUrl.parse("pay=PAY_URL:18081/v1")));

    String text = Injected.into(manifest, options).text();

    Map<String, Object> spec = Injected.podSpec(text);
    assertThat(Injected.names(Injected.list(spec, "initContainers")))
        .containsExactly("mynah", "migrate");
    assertThat(text).contains("      # moves the tables\n      - name: migrate\n");
    Object url = Injected.mapOf("name", "PAY_URL", "value", "http://127.0.0.1:18081/v1");
    assertThat(Injected.list(Injected.map(Injected.list(spec, "initContainers").get(1)), "env"))
        .containsExactly(url);
    assertThat(Injected.list(Injected.map(Injected.list(spec, "containers").get(0)), "env"))
        .containsExactly(url);
  }

  @Test
  void aVariableFromElsewhereIsReplacedByTheUrl() {
    String manifest =
        Injected.DEPLOYMENT
            + "        env:\n        - name: PAY_URL\n          valueFrom:\n"
            + "            configMapKeyRef: {name: urls, key: pay}\n        - name: B\n";
    SidecarOptions options = Injected.options(true, false, List.of(BaseUrl.parse("pay=PAY_URL")));

    Map<String, Object> spec = Injected.podSpec(Injected.into(manifest, options).text());

    assertThat(Injected.list(Injected.map(Injected.list(spec, "containers").get(0)), "env"))
        .containsExactly(
            Injected.mapOf("name", "PAY_URL", "value", "http://127.0.0.1:18080"),
            Injected.mapOf("name", "B"));
  }

  @Test
  void everyWorkloadOfAListGetsOne() {
    String list =
        "apiVersion: v1\nkind: List\nitems:\n- "
            + Injected.DEPLOYMENT.strip().replace("\n", "\n  ")
            + "\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: c}}\n- "
            + Injected.DEPLOYMENT
                .strip()
                .replace("\n", "\n  ")
                .replace("Deployment", "StatefulSet");

    Injection done = Injected.into(list, Injected.options());

    assertThat(done.workloads())
        .containsExactly(
            "Deployment/shop (document 1, line 4)", "StatefulSet/shop (document 1, line 18)");
    assertThat(done.text()).contains("- {apiVersion: v1, kind: ConfigMap, metadata: {name: c}}\n");
    assertThat(Injected.text(done.text())).isEqualTo(done.text());
  }
}
