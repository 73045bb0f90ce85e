package dev.mynah.inject;

import dev.mynah.inject.manifest.ListNode;
import dev.mynah.inject.manifest.ManifestDocument;
import dev.mynah.inject.manifest.ManifestNode;
import dev.mynah.inject.manifest.MappingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something in a manifest that makes pods.
 *
 * @param document where it stands
 * @param root of the object
 * @param steps from the object to what describes its pods
 */
record Workload(ManifestDocument document, MappingNode root, List<String> steps) {
  private static final List<String> TEMPLATE = List.of("spec", "template");
  private static final Map<String, List<String>> KINDS =
      Map.of(
          "Pod", List.of(),
          "Deployment", TEMPLATE,
          "StatefulSet", TEMPLATE,
          "DaemonSet", TEMPLATE,
          "ReplicaSet", TEMPLATE,
          "ReplicationController", TEMPLATE,
          "Job", TEMPLATE,
          "CronJob", List.of("spec", "jobTemplate", "spec", "template"));

  private static final Set<String> GROUPS = Set.of("v1", "apps", "batch", "extensions");

  /** Those of a document, also within a list of objects. */
  static List<Workload> in(ManifestDocument document) {
    List<Workload> found = new ArrayList<>();
    collect(document, document.root(), found);
    return found;
  }

  private static void collect(
      ManifestDocument document, @Nullable ManifestNode node, List<Workload> found) {
    if (!(node instanceof MappingNode object)) {
      return;
    }
    String kind = object.text("kind");
    List<String> steps = KINDS.get(kind);
    if (kind.equals("List") && object.get("items") instanceof ListNode items) {
      items.items().forEach(item -> collect(document, item, found));
    } else if (steps != null && GROUPS.contains(object.text("apiVersion").split("/", 2)[0])) {
      found.add(new Workload(document, object, steps));
    }
  }

  /** What the object and its place are called in a sentence. */
  String called() {
    return called(root.line());
  }

  /** The same with another line. */
  String called(int line) {
    MappingNode metadata = root.mapping("metadata");
    String given = metadata == null ? "" : metadata.text("name");
    String name = given.isEmpty() && metadata != null ? metadata.text("generateName") : given;
    String where = "document " + document.number() + ", line " + line;
    return kind() + "/" + (name.isEmpty() ? "(no name)" : name) + " (" + where + ")";
  }

  String kind() {
    return root.text("kind");
  }

  /** Empty when the manifest leaves it to whoever applies it. */
  String namespace() {
    MappingNode metadata = root.mapping("metadata");
    return metadata == null ? "" : metadata.text("namespace");
  }

  /** What describes its pods: metadata and spec. */
  MappingNode template() {
    MappingNode at = root;
    StringBuilder path = new StringBuilder();
    for (String step : steps) {
      path.append(path.isEmpty() ? "" : ".").append(step);
      at = below(at, step, path.toString());
    }
    return at;
  }

  /** The description of its pods. */
  MappingNode podSpec() {
    String path = String.join(".", steps);
    return below(template(), "spec", path.isEmpty() ? "spec" : path + ".spec");
  }

  private MappingNode below(MappingNode node, String key, String path) {
    MappingNode found = node.mapping(key);
    if (found == null) {
      String what = node.lacks(key) ? "nothing" : "no mapping";
      throw refused(node.line(), path + ": " + what + " (expected a mapping)");
    }
    return found;
  }

  InjectionRefused refused(int line, String sentence) {
    return new InjectionRefused(called(line == 0 ? root.line() : line) + ": " + sentence);
  }
}
