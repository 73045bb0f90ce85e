package dev.mynah.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.format.AgentSections;
import dev.mynah.helm.monitoring.ServiceMonitor;
import dev.mynah.settings.AdminSettings;
import dev.mynah.settings.Layers;
import dev.mynah.settings.source.ConfigFiles;
import dev.mynah.sidecar.Configuration;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the objects of every way of using the chart fit together. */
class ObjectInvariantsTest {
  private static final String LONG = "a-release-whose-name-is-as-long-as-helm-allows-namely";

  static Stream<String> files() {
    return Values.files().stream();
  }

  static Stream<String> workloads() {
    return PodInvariantsTest.workloads();
  }

  @ParameterizedTest
  @MethodSource("files")
  void namesFitIntoLabelsHoweverLongTheReleaseIsCalled(String file) {
    Rendered rendered = Values.ofFile(file).named(LONG).render();

    assertThat(rendered.items())
        .allSatisfy(item -> assertThat(item.name()).matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?"));
    assertThat(rendered.names()).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyObjectSaysWhatItIsPartOf(String file) {
    Rendered rendered = Values.ofFile(file).set("commonLabels.team=payments").render();

    assertThat(rendered.items())
        .allSatisfy(
            item -> {
              assertThat(item.label("app.kubernetes.io/instance")).contains(TrialRelease.NAME);
              assertThat(item.label("app.kubernetes.io/managed-by")).contains("Helm");
              assertThat(item.label("app.kubernetes.io/version")).isPresent();
              assertThat(item.label("helm.sh/chart")).contains("mynah-0.1.0");
              assertThat(item.label("team")).contains("payments");
              assertThat(item.tree().path("metadata").path("namespace").asText())
                  .isEqualTo(TrialRelease.NAMESPACE);
            });
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void selectorsFindThePodThatServesAndNoOther(String file) {
    Rendered rendered = Values.ofFile(file).render();
    Map<String, String> serving = Pods.serving(rendered).getMetadata().getLabels();

    Map<String, String> service = rendered.only(Service.class).getSpec().getSelector();

    assertThat(serving).containsAllEntriesOf(service);
    assertThat(selectors(rendered)).isNotEmpty().allSatisfy(s -> assertThat(s).isEqualTo(service));
    assertThat(otherPods(rendered))
        .allSatisfy(
            labels -> assertThat(labels.entrySet().containsAll(service.entrySet())).isFalse());
  }

  private static List<Map<String, String>> selectors(Rendered rendered) {
    return Stream.of(
            rendered.all(Deployment.class).stream()
                .map(d -> d.getSpec().getSelector().getMatchLabels()),
            rendered.all(StatefulSet.class).stream()
                .map(s -> s.getSpec().getSelector().getMatchLabels()),
            rendered.all(PodDisruptionBudget.class).stream()
                .map(p -> p.getSpec().getSelector().getMatchLabels()),
            rendered.all(NetworkPolicy.class).stream()
                .map(n -> n.getSpec().getPodSelector().getMatchLabels()),
            Pods.serving(rendered).getSpec().getTopologySpreadConstraints().stream()
                .map(t -> t.getLabelSelector().getMatchLabels()))
        .flatMap(s -> s)
        .toList();
  }

  private static List<Map<String, String>> otherPods(Rendered rendered) {
    return Stream.concat(
            rendered.all(Job.class).stream()
                .map(job -> job.getSpec().getTemplate().getMetadata())
                .map(ObjectMeta::getLabels),
            rendered.all(io.fabric8.kubernetes.api.model.Pod.class).stream()
                .map(pod -> pod.getMetadata().getLabels()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void portsOfTheServiceLeadToPortsOfTheContainer(String file) {
    Rendered rendered = Values.ofFile(file).render();
    List<String> open =
        Pods.main(rendered).getPorts().stream().map(ContainerPort::getName).toList();

    List<ServicePort> ports = rendered.only(Service.class).getSpec().getPorts();

    assertThat(ports)
        .extracting(port -> port.getTargetPort().getStrVal())
        .containsExactlyInAnyOrderElementsOf(open);
    assertThat(ports).extracting(ServicePort::getName).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void whatLeadsToTheServiceNamesItsPorts(String file) {
    Rendered rendered = Values.ofFile(file).render();
    Service service = rendered.only(Service.class);
    List<String> names = service.getSpec().getPorts().stream().map(ServicePort::getName).toList();
    List<Integer> numbers =
        service.getSpec().getPorts().stream().map(ServicePort::getPort).toList();

    assertThat(rendered.all(ServiceMonitor.class))
        .allSatisfy(
            monitor -> {
              assertThat(names).contains(monitor.spec().endpoints().get(0).port());
              assertThat(service.getMetadata().getLabels())
                  .containsAllEntriesOf(monitor.spec().selector().getMatchLabels());
            });
    assertThat(rendered.all(Ingress.class))
        .flatMap(ingress -> ingress.getSpec().getRules())
        .flatMap(rule -> rule.getHttp().getPaths())
        .extracting(path -> path.getBackend().getService())
        .allSatisfy(
            backend -> {
              assertThat(backend.getName()).isEqualTo(service.getMetadata().getName());
              assertThat(names).contains(backend.getPort().getName());
            });
    assertThat(rendered.all(HTTPRoute.class))
        .flatMap(route -> route.getSpec().getRules())
        .flatMap(rule -> rule.getBackendRefs())
        .allSatisfy(backend -> assertThat(numbers).contains(backend.getPort()));
  }

  @Test
  void portsAreThoseOfTheProgram() {
    Container gateway = Pods.main(Values.of("gateway").render());
    Container exporter = Pods.main(Values.of("exporter").render());

    assertThat(port(gateway, "http")).isEqualTo(defaultPort());
    assertThat(port(gateway, "admin")).isEqualTo(AdminSettings.DEFAULT_PORT);
    assertThat(port(exporter, "admin")).isEqualTo(AdminSettings.DEFAULT_PORT + 1);
  }

  private static int defaultPort() {
    ConfigFiles nothing = new ConfigFiles(Path.of("none"), List.of(), List.of(), List.of());
    return Configuration.load(nothing, Layers.NONE)
        .get(AgentSections.SECTION)
        .listeners()
        .get(0)
        .port();
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void portsOfTheContainerAreThoseThatTheProgramIsTold(String file) {
    Container main = Pods.main(Values.ofFile(file).render());

    Map<String, String> told = Pods.variables(main);

    assertThat(told)
        .containsEntry("MYNAH_ADMIN_LISTEN_PORT", "" + port(main, "admin"))
        .containsEntry("MYNAH_ADMIN_LISTEN_HOST", "0.0.0.0");
    if (file.startsWith("gateway")) {
      assertThat(told)
          .containsEntry("MYNAH_LISTEN_PORT", "" + port(main, "http"))
          .containsEntry("MYNAH_LISTEN_HOST", "0.0.0.0");
    }
  }

  private static int port(Container container, String name) {
    return container.getPorts().stream()
        .filter(port -> port.getName().equals(name))
        .findFirst()
        .orElseThrow()
        .getContainerPort();
  }

  @Test
  void anAutoscalerAndANumberOfReplicasDoNotArgue() {
    Rendered rendered = Values.of("gateway-public").render();

    assertThat(rendered.only(Deployment.class).getSpec().getReplicas()).isNull();
    assertThat(rendered.only(HorizontalPodAutoscaler.class).getSpec().getScaleTargetRef())
        .matches(target -> target.getKind().equals("Deployment"))
        .matches(target -> target.getName().equals("trial-mynah"));
  }

  @Test
  void modeMonitoringHasNoWorkload() {
    Rendered rendered = Values.of("monitoring").set("serviceMonitor.enabled=true").render();

    assertThat(rendered.items())
        .extracting(Rendered.Item::kind)
        .containsOnly("PodMonitor", "PrometheusRule", "ConfigMap");
  }

  @Test
  void aChangedConfigurationReplacesPodsUnlessItIsReloaded() {
    String change = "config: {files: {mynah.yaml: 'routes: []'}}";

    assertThat(checksums(Values.of("gateway")))
        .isNotEqualTo(checksums(Values.of("gateway").yaml(change)));
    assertThat(checksums(Values.of("gateway-postgresql")))
        .isEqualTo(checksums(Values.of("gateway-postgresql").yaml(change)))
        .containsKey("checksum/own")
        .doesNotContainKey("checksum/config");
    assertThat(checksums(Values.of("gateway")))
        .isNotEqualTo(checksums(Values.of("gateway").yaml("stubs: {files: {logo.svg: other}}")));
  }

  private static Map<String, String> checksums(TrialRelease release) {
    return Pods.serving(release.render()).getMetadata().getAnnotations();
  }

  @Test
  void aNewTokenReplacesPods() {
    assertThat(checksums(Values.of("gateway-persistent")).get("checksum/tokens"))
        .isNotEqualTo(
            checksums(
                    Values.of("gateway-persistent")
                        .yaml("admin: {tokens: {values: [another-token-of-some-length]}}"))
                .get("checksum/tokens"));
  }
}
