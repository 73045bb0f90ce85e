package dev.mynah.inject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.inject.manifest.ManifestProblem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Anchors, aliases and merge keys: the values come out right, and the text where that can be. */
class AliasedManifestTest {
  @Test
  void labelsSharedWithTheSelectorAreWrittenOut() {
    String manifest =
        """
        apiVersion: apps/v1
        kind: Deployment
        spec:
          selector:
            matchLabels: &labels
              app: shop
          template:
            metadata:
              labels: *labels # shared
            spec:
              containers:
              - name: app # kept
        """;

    String text = Injected.text(manifest);

    Map<String, Object> spec = Injected.map(Injected.map(Injected.read(text).get(0)), "spec");
    assertThat(Injected.map(Injected.map(spec, "selector"), "matchLabels"))
        .isEqualTo(Map.of("app", "shop"));
    Map<String, Object> template = Injected.map(spec, "template");
    assertThat(Injected.map(Injected.map(template, "metadata"), "labels"))
        .isEqualTo(Map.of("app", "shop", "mynah.dev/sidecar", "true"));
    assertThat(text).contains("# shared", "# kept", "&labels");
    assertThat(Injected.text(text)).isEqualTo(text);
  }

  @Test
  void aSharedTemplateIsChangedOnce() {
    String manifest =
        """
        apiVersion: v1
        kind: List
        items:
        - apiVersion: apps/v1
          kind: Deployment
          spec:
            template: &pod
              spec:
                containers:
                - name: app
        - apiVersion: apps/v1
          kind: StatefulSet
          spec:
            template: *pod
        """;

    String text = Injected.text(manifest);

    assertThat(text).endsWith("    template: *pod\n");
    assertThat(text.split("name: mynah-admin\n", -1)).hasSize(2);
    assertThat(Injected.text(text)).isEqualTo(text);
  }

  @Test
  void mergedContainersKeepWhatTheyMerge() {
    String manifest =
        Injected.DEPLOYMENT.replace(
            "      - name: app\n        image: shop:1\n",
            "      - &base\n        name: app\n        image: shop:1\n"
                + "        env: [{name: A, value: b}]\n"
                + "      - <<: *base\n        name: other\n");
    SidecarOptions options = Injected.options(true, true, List.of(BaseUrl.parse("pay=PAY_URL")));

    String text = Injected.into(manifest, options).text();

    assertThat(text).contains("- <<: *base\n");
    assertThat(Injected.into(text, options).text()).isEqualTo(text);
  }

  @Test
  void whatTheTextDoesNotAllowIsWrittenAnewAndSaid() {
    String manifest =
        """
        # lost
        x: &spec { containers: [ {name: app} ] }
        apiVersion: v1
        ? kind
        : Pod
        <<: { spec: *spec }
        """;

    Injection done = Injected.into(manifest, Injected.options());

    assertThat(done.remarks()).singleElement().asString().contains("document 1 was written anew");
    Map<String, Object> pod = Injected.map(Injected.read(done.text()).get(0));
    assertThat(Injected.names(Injected.list(Injected.map(pod, "spec"), "initContainers")))
        .containsExactly("mynah");
    assertThat(Injected.list(Injected.map(pod, "x"), "containers")).hasSize(1);
    assertThat(Injected.text(done.text())).isEqualTo(done.text());
  }

  @Test
  void aliasesThatMultiplyAreRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String before = "*a" + (i - 1);
      bomb.append("a").append(i).append(": &a").append(i).append(" [");
      bomb.append(String.join(", ", List.of(before, before, before, before, before)));
      bomb.append("]\n");
    }

    assertThatThrownBy(() -> Injected.text(bomb.toString()))
        .isInstanceOf(ManifestProblem.class)
        .hasMessageContaining("aliases stand for more than 100000 values");
  }

  @Test
  void anAliasOfNothingIsRefusedInAWorkloadAlone() {
    String elsewhere = "a: *nothing\n---\n" + Injected.DEPLOYMENT;

    assertThat(Injected.text(elsewhere)).startsWith("a: *nothing\n---\n");
    assertThatThrownBy(() -> Injected.text(Injected.DEPLOYMENT + "status: *nothing\n"))
        .hasMessage("Deployment/shop (document 1, line 1): line 14: *nothing names nothing above");
  }

  @Test
  void nestingHasAnEnd() {
    String deep = "a: " + "[".repeat(300) + "]".repeat(300);

    assertThatThrownBy(() -> Injected.text(deep)).hasMessageContaining("more than 200 levels");
  }
}
