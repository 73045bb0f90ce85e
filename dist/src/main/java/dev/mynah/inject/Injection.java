package dev.mynah.inject;

import dev.mynah.inject.manifest.ManifestDocument;
import dev.mynah.inject.manifest.ManifestNode;
import dev.mynah.inject.manifest.ManifestStream;
import dev.mynah.inject.manifest.MappingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Adds a sidecar to everything in a stream of manifests that makes pods, and leaves the rest as it
 * is. Doing it twice gives the same text as doing it once.
 *
 * @param text the whole stream
 * @param workloads what got a sidecar, as kind and name
 * @param remarks what its owner should know although it is done
 */
public record Injection(String text, List<String> workloads, List<String> remarks) {
  public Injection {
    workloads = List.copyOf(workloads);
    remarks = List.copyOf(remarks);
  }

  /**
   * The stream with sidecars.
   *
   * @param configuration files by name to be put into a ConfigMap; none when there is one already
   * @throws InjectionRefused when one of them would not run
   * @throws dev.mynah.inject.manifest.ManifestProblem when the text cannot be read or changed
   */
  public static Injection into(
      byte[] manifests, SidecarOptions options, Map<String, String> configuration) {
    ManifestStream stream = ManifestStream.read(manifests);
    Set<Integer> changed = new TreeSet<>();
    Set<String> namespaces = new TreeSet<>();
    List<String> workloads = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    for (ManifestDocument document : stream.documents()) {
      for (Workload workload : Workload.in(document)) {
        if (!document.oddity().isEmpty()) {
          throw new InjectionRefused(workload.called() + ": " + document.oddity());
        }
        remarks.addAll(PodInjection.apply(workload, options));
        changed.add(document.number());
        namespaces.add(workload.namespace());
        workloads.add(workload.called());
      }
    }
    List<ManifestNode> first = new ArrayList<>();
    if (!configuration.isEmpty()) {
      for (String namespace : namespaces) {
        MappingNode map = configMap(options.configMap(), namespace, configuration);
        int there = replaced(stream, map);
        if (there > 0) {
          changed.add(there);
        } else {
          first.add(map);
        }
      }
    }
    String text = stream.written(first, changed);
    for (int number : stream.rewritten()) {
      remarks.add(
          "document "
              + number
              + " was written anew, without its comments: aliases, merge keys or"
              + " its layout did not let the sidecar be put into the text");
    }
    return new Injection(text, workloads, remarks);
  }

  private static MappingNode configMap(
      String name, String namespace, Map<String, String> configuration) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", name);
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    MappingNode map = MappingNode.empty();
    map.put("apiVersion", ManifestNode.of("v1"));
    map.put("kind", ManifestNode.of("ConfigMap"));
    map.put("metadata", ManifestNode.of(metadata));
    map.put("data", ManifestNode.of(configuration));
    return map;
  }

  /** The number of the document that was this ConfigMap before, or 0. */
  private static int replaced(ManifestStream stream, MappingNode wanted) {
    for (ManifestDocument document : stream.documents()) {
      if (document.root() instanceof MappingNode there && isSame(there, wanted)) {
        ManifestNode data = wanted.get("data");
        if (data != null && !data.equals(there.get("data"))) {
          there.put("data", data);
        }
        return document.number();
      }
    }
    return 0;
  }

  private static boolean isSame(MappingNode one, MappingNode other) {
    MappingNode names = one.mapping("metadata");
    MappingNode wanted = other.mapping("metadata");
    return names != null
        && wanted != null
        && one.text("kind").equals(other.text("kind"))
        && one.text("apiVersion").equals(other.text("apiVersion"))
        && names.text("name").equals(wanted.text("name"))
        && names.text("namespace").equals(wanted.text("namespace"));
  }
}
