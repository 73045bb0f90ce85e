package dev.mynah.inject;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Shorthands of the tests: options, the text that comes out, and what a YAML reader makes of it.
 */
final class Injected {
  static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: shop
      spec:
        template:
          metadata:
            labels:
              app: shop
          spec:
            containers:
            - name: app
              image: shop:1
      """;

  private Injected() {}

  static SidecarOptions options() {
    return options(true, false, List.of());
  }

  static SidecarOptions options(boolean nativeSidecar, boolean exporter, List<BaseUrl> urls) {
    return new SidecarOptions(
        "registry.example/mynah:1",
        "",
        nativeSidecar,
        "mynah",
        MemoryLimit.DEFAULT,
        exporter,
        MemoryLimit.DEFAULT,
        SidecarPorts.DEFAULT,
        SidecarOptions.ALL_ADDRESSES,
        "",
        Map.of(),
        List.of(),
        urls);
  }

  static Injection into(String manifests, SidecarOptions options) {
    return Injection.into(manifests.getBytes(StandardCharsets.UTF_8), options, Map.of());
  }

  static String text(String manifests) {
    return into(manifests, options()).text();
  }

  /** The documents of a text as plain maps and lists, read by the library alone. */
  static List<Object> read(String text) {
    List<Object> documents = new ArrayList<>();
    new Load(LoadSettings.builder().setBufferSize(text.length() + 1).build())
        .loadAllFromString(text)
        .forEach(documents::add);
    return documents;
  }

  /** The pod's spec of the first document. */
  static Map<String, Object> podSpec(String text) {
    return map(map(map(map(read(text).get(0)), "spec"), "template"), "spec");
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  static Map<String, Object> map(Map<String, Object> from, String key) {
    return map(from.get(key));
  }

  @SuppressWarnings("unchecked")
  static List<Object> list(Map<String, Object> from, String key) {
    return (List<Object>) from.getOrDefault(key, List.of());
  }

  static List<String> names(List<Object> items) {
    return items.stream().map(item -> (String) map(item).get("name")).toList();
  }

  static Map<String, Object> mapOf(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
