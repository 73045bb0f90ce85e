package dev.mynah.helm;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The pods in what was rendered, and what is in them. */
final class Pods {
  private Pods() {}

  /** Every pod by the object that makes it, those of hooks and tests among them. */
  static Map<String, PodSpec> all(Rendered rendered) {
    Map<String, PodSpec> pods = new LinkedHashMap<>();
    for (Rendered.Item item : rendered.items()) {
      PodSpec spec = spec(item.typed());
      if (spec != null) {
        pods.put(item.toString(), spec);
      }
    }
    return pods;
  }

  private static PodSpec spec(Object typed) {
    if (typed instanceof Pod pod) {
      return pod.getSpec();
    }
    if (typed instanceof Job job) {
      return job.getSpec().getTemplate().getSpec();
    }
    PodTemplateSpec template = template(typed);
    return template == null ? null : template.getSpec();
  }

  private static PodTemplateSpec template(Object typed) {
    if (typed instanceof Deployment deployment) {
      return deployment.getSpec().getTemplate();
    }
    return typed instanceof StatefulSet set ? set.getSpec().getTemplate() : null;
  }

  /** The pod that serves. */
  static PodTemplateSpec serving(Rendered rendered) {
    return rendered.items().stream()
        .map(item -> template(item.typed()))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no workload in " + rendered.names()));
  }

  /** The container that serves. */
  static Container main(Rendered rendered) {
    return serving(rendered).getSpec().getContainers().get(0);
  }

  /** All containers of a pod, init containers first. */
  static List<Container> containers(PodSpec pod) {
    List<Container> all = new ArrayList<>(pod.getInitContainers());
    all.addAll(pod.getContainers());
    return all;
  }

  /** Variables with a value of their own. */
  static Map<String, String> variables(Container container) {
    Map<String, String> variables = new LinkedHashMap<>();
    container.getEnv().stream()
        .filter(variable -> variable.getValue() != null)
        .forEach(variable -> variables.put(variable.getName(), variable.getValue()));
    return variables;
  }

  /** Names of all variables. */
  static Stream<String> names(Container container) {
    return container.getEnv().stream().map(EnvVar::getName);
  }
}
