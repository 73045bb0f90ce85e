package dev.mynah.inject;

import dev.mynah.inject.manifest.ListNode;
import dev.mynah.inject.manifest.ManifestNode;
import dev.mynah.inject.manifest.MappingNode;
import dev.mynah.inject.manifest.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Adds the sidecar to the pods of one workload, in place of an older one. */
final class PodInjection {
  private static final Set<String> ENDING = Set.of("Job", "CronJob");
  private static final Map<String, String> MARKS =
      Map.of(
          SidecarPod.AGENT, SidecarPod.ADMIN_PORT,
          SidecarPod.EXPORTER, SidecarPod.EXPORTER_PORT);

  private final Workload workload;
  private final SidecarOptions options;
  private final SidecarPod sidecar;
  private final MappingNode spec;

  private PodInjection(Workload workload, SidecarOptions options) {
    this.workload = workload;
    this.options = options;
    this.sidecar = new SidecarPod(options);
    this.spec = workload.podSpec();
  }

  /**
   * Changes the workload's values.
   *
   * @return what its owner should know although it is done
   * @throws InjectionRefused when the result would not run
   */
  static List<String> apply(Workload workload, SidecarOptions options) {
    PodInjection injection = new PodInjection(workload, options);
    injection.refuseWhatNeverEnds();
    injection.refuseTakenPorts(injection.others());
    boolean replaces = injection.isThere();
    injection.refuseForeignVolumes(replaces);
    injection.containers();
    injection.volumes();
    injection.label();
    injection.pointTo();
    return injection.remarks();
  }

  private void refuseWhatNeverEnds() {
    String restart = spec.text("restartPolicy");
    boolean ends =
        ENDING.contains(workload.kind())
            || (workload.kind().equals("Pod") && !restart.isEmpty() && !restart.equals("Always"));
    if (ends && !options.nativeSidecar()) {
      throw workload.refused(
          0,
          "a sidecar that is no native one would keep it from ever ending (expected native"
              + " sidecars, on Kubernetes 1.29 or newer)");
    }
  }

  /** All containers that are not the sidecar's. */
  private List<MappingNode> others() {
    if (!(spec.get("containers") instanceof ListNode list) || list.items().isEmpty()) {
      throw workload.refused(spec.line(), "it has no containers (expected a list of them)");
    }
    if (!spec.lacks("initContainers") && !(spec.get("initContainers") instanceof ListNode)) {
      throw workload.refused(spec.line(), "initContainers is no list (expected one)");
    }
    List<MappingNode> others = new ArrayList<>();
    for (String where : List.of("containers", "initContainers")) {
      for (MappingNode container : spec.mappings(where)) {
        String name = container.text("name");
        if (!MARKS.containsKey(name)) {
          others.add(container);
        } else if (!isOurs(container)) {
          throw workload.refused(
              container.line(),
              "a container named "
                  + name
                  + " is there and is not this sidecar (expected another"
                  + " name for it)");
        }
      }
    }
    if (others.isEmpty()) {
      throw workload.refused(spec.line(), "it has no container of its own (expected one)");
    }
    return others;
  }

  private static boolean isOurs(MappingNode container) {
    String mark = MARKS.getOrDefault(container.text("name"), "");
    return container.mappings("ports").stream().anyMatch(port -> port.text("name").equals(mark));
  }

  private boolean isThere() {
    return List.of("containers", "initContainers").stream()
        .flatMap(where -> spec.mappings(where).stream())
        .anyMatch(container -> MARKS.containsKey(container.text("name")));
  }

  private void refuseTakenPorts(List<MappingNode> others) {
    SidecarPorts ports = options.ports();
    Map<String, String> needed = new LinkedHashMap<>();
    needed.put("" + ports.traffic(), "--port");
    needed.put("" + ports.admin(), "--admin-port");
    if (options.exporter()) {
      needed.put("" + ports.exporter(), "--exporter-port");
    }
    options.baseUrls().forEach(url -> needed.putIfAbsent("" + url.port(), "--upstream"));
    for (MappingNode container : others) {
      for (MappingNode port : container.mappings("ports")) {
        String option = needed.get(port.text("containerPort"));
        if (option != null) {
          throw workload.refused(
              port.line(),
              "container "
                  + container.text("name")
                  + " takes port "
                  + port.text("containerPort")
                  + ", which the sidecar needs (expected another there, or by "
                  + option
                  + ")");
        }
      }
    }
  }

  private void refuseForeignVolumes(boolean replaces) {
    if (!spec.lacks("volumes") && !(spec.get("volumes") instanceof ListNode)) {
      throw workload.refused(spec.line(), "volumes is no list (expected one)");
    }
    for (MappingNode volume : spec.mappings("volumes")) {
      if (isOurVolume(volume) && !replaces) {
        throw workload.refused(
            volume.line(),
            "a volume named "
                + volume.text("name")
                + " is there without a sidecar (expected"
                + " another name for it)");
      }
    }
  }

  private static boolean isOurVolume(ManifestNode node) {
    return node instanceof MappingNode volume
        && Set.of(SidecarPod.DATA_VOLUME, SidecarPod.TMP_VOLUME, SidecarPod.CONFIG_VOLUME)
            .contains(volume.text("name"));
  }

  private void containers() {
    List<ManifestNode> ours = sidecar.containers().stream().map(ManifestNode::of).toList();
    List<ManifestNode> none = List.of();
    boolean first = options.nativeSidecar();
    set("initContainers", first ? ours : none, none, PodInjection::isSidecar);
    set("containers", none, first ? none : ours, PodInjection::isSidecar);
  }

  private static boolean isSidecar(ManifestNode node) {
    return node instanceof MappingNode container && MARKS.containsKey(container.text("name"));
  }

  private void volumes() {
    List<ManifestNode> ours = sidecar.volumes().stream().map(ManifestNode::of).toList();
    set("volumes", List.of(), ours, PodInjection::isOurVolume);
  }

  /** Puts values before and behind those of a list that are not ours. */
  private void set(
      String key,
      List<ManifestNode> front,
      List<ManifestNode> behind,
      Predicate<ManifestNode> ours) {
    if (spec.get(key) instanceof ListNode list && !list.items().isEmpty()) {
      List<ManifestNode> all = new ArrayList<>(front);
      list.items().stream().filter(item -> !ours.test(item)).forEach(all::add);
      all.addAll(behind);
      if (all.isEmpty()) {
        spec.remove(key);
      } else if (!all.equals(list.items())) {
        list.items().clear();
        list.items().addAll(all);
      }
    } else if (!front.isEmpty() || !behind.isEmpty()) {
      ListNode list = ListNode.empty();
      list.items().addAll(front);
      list.items().addAll(behind);
      spec.put(key, list);
    }
  }

  private void label() {
    MappingNode labels = child(child(workload.template(), "metadata"), "labels");
    ScalarNode on = ScalarNode.text("true");
    if (!on.equals(labels.get(SidecarPod.LABEL))) {
      labels.put(SidecarPod.LABEL, on);
    }
  }

  private MappingNode child(MappingNode parent, String key) {
    MappingNode there = parent.mapping(key);
    if (there != null) {
      return there;
    }
    if (!parent.lacks(key)) {
      throw workload.refused(parent.line(), key + " is no mapping (expected one)");
    }
    MappingNode fresh = MappingNode.empty();
    parent.put(key, fresh);
    return fresh;
  }

  /** Init containers can call a native sidecar alone: a classic one starts after them. */
  private void pointTo() {
    List<String> where =
        options.nativeSidecar() ? List.of("initContainers", "containers") : List.of("containers");
    for (String each : where) {
      for (MappingNode container : spec.mappings(each)) {
        if (!isSidecar(container)) {
          options.baseUrls().forEach(url -> point(container, url));
        }
      }
    }
  }

  private void point(MappingNode container, BaseUrl url) {
    ScalarNode value = ScalarNode.text(url.url(options.ports()));
    for (MappingNode variable : container.mappings("env")) {
      if (variable.text("name").equals(url.variable())) {
        variable.remove("valueFrom");
        if (!value.equals(variable.get("value"))) {
          variable.put("value", value);
        }
        return;
      }
    }
    MappingNode fresh = MappingNode.empty();
    fresh.put("name", ScalarNode.text(url.variable()));
    fresh.put("value", value);
    if (container.get("env") instanceof ListNode list && !list.items().isEmpty()) {
      list.items().add(fresh);
    } else {
      ListNode list = ListNode.empty();
      list.items().add(fresh);
      container.put("env", list);
    }
  }

  private List<String> remarks() {
    return spec.text("hostNetwork").equals("true")
        ? List.of(
            workload.called()
                + ": hostNetwork is on, so the sidecar's ports are the node's: every process there"
                + " may call it, and a second such pod on a node finds them taken")
        : List.of();
  }
}
