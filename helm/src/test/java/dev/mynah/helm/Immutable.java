package dev.mynah.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a server would refuse to change when one rendered state is applied over another. */
final class Immutable {
  /** Fields of a StatefulSet's spec that may change; all others may not. */
  private static final Set<String> STATEFUL_SET_MAY_CHANGE =
      Set.of(
          "replicas",
          "ordinals",
          "template",
          "updateStrategy",
          "revisionHistoryLimit",
          "persistentVolumeClaimRetentionPolicy",
          "minReadySeconds");

  private Immutable() {}

  /** Kind/name and field of every change that would be refused. */
  static List<String> changes(Rendered before, Rendered after) {
    Map<String, JsonNode> old = kept(before);
    List<String> refused = new ArrayList<>();
    kept(after)
        .forEach(
            (name, tree) -> {
              if (old.containsKey(name)) {
                compare(name, old.get(name), tree, refused);
              }
            });
    return refused;
  }

  /** Objects that live on; a hook that is deleted before it is made again does not. */
  private static Map<String, JsonNode> kept(Rendered rendered) {
    Map<String, JsonNode> kept = new TreeMap<>();
    for (Rendered.Item item : rendered.items()) {
      boolean madeAnew =
          item.annotation("helm.sh/hook-delete-policy")
              .filter(policy -> policy.contains("before-hook-creation"))
              .isPresent();
      if (!madeAnew) {
        kept.put(item.toString(), item.tree());
      }
    }
    return kept;
  }

  private static void compare(String name, JsonNode old, JsonNode now, List<String> refused) {
    String kind = name.substring(0, name.indexOf('/'));
    switch (kind) {
      case "Deployment", "DaemonSet" -> same(name, "/spec/selector", old, now, refused);
      case "StatefulSet" -> {
        if (!fixed(old).equals(fixed(now))) {
          refused.add(name + " spec");
        }
      }
      case "Job" -> {
        same(name, "/spec/selector", old, now, refused);
        same(name, "/spec/template", old, now, refused);
      }
      case "Service" -> {
        same(name, "/spec/clusterIP", old, now, refused);
        same(name, "/spec/ipFamilies", old, now, refused);
      }
      case "PersistentVolumeClaim" -> {
        same(name, "/spec/accessModes", old, now, refused);
        same(name, "/spec/storageClassName", old, now, refused);
        same(name, "/spec/volumeName", old, now, refused);
      }
      case "Secret" -> same(name, "/type", old, now, refused);
      case "Pod" -> same(name, "/spec", old, now, refused);
      default -> {
        // Every field of the other kinds may change.
      }
    }
  }

  private static void same(
      String name, String field, JsonNode old, JsonNode now, List<String> refused) {
    if (!old.at(field).equals(now.at(field))) {
      refused.add(name + " " + field);
    }
  }

  private static ObjectNode fixed(JsonNode statefulSet) {
    ObjectNode spec = statefulSet.path("spec").deepCopy();
    spec.remove(STATEFUL_SET_MAY_CHANGE);
    return spec;
  }
}
