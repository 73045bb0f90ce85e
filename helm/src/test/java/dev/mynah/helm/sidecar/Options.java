package dev.mynah.helm.sidecar;

import dev.mynah.inject.MemoryLimit;
import dev.mynah.inject.SidecarOptions;
import dev.mynah.inject.SidecarPorts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code mynah inject} is told, where the example's values say the same. */
final class Options {
  private Options() {}

  static SidecarOptions of(
      boolean nativeSidecar,
      boolean exporter,
      MemoryLimit memory,
      Map<String, String> environment,
      List<String> secrets) {
    return new SidecarOptions(
        "registry.example.com/mynah:0.1.0-SNAPSHOT",
        "",
        nativeSidecar,
        "trial-mynah",
        memory,
        exporter,
        memory,
        SidecarPorts.DEFAULT,
        SidecarOptions.ALL_ADDRESSES,
        "",
        environment,
        secrets,
        List.of());
  }

  static SidecarOptions withPullPolicy(SidecarOptions all, String policy) {
    return new SidecarOptions(
        all.image(),
        policy,
        all.nativeSidecar(),
        all.configMap(),
        all.memory(),
        all.exporter(),
        all.exporterMemory(),
        all.ports(),
        all.adminHost(),
        all.dataSize(),
        all.environment(),
        all.secrets(),
        all.baseUrls());
  }

  /** Variables in this order. */
  static Map<String, String> variables(String... namesAndValues) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      variables.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return variables;
  }
}
