package dev.mynah.image;

import dev.mynah.image.root.EntryPoint;
import dev.mynah.image.root.Jdk;
import dev.mynah.image.root.RootFolder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The configuration and the manifest of an image, as the OCI image specification 1.1 wants them.
 */
final class ImageTexts {
  static final String INDEX = "application/vnd.oci.image.index.v1+json";
  static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";

  /**
   * Heap and buffers of a container with 160 MiB besides the reserve; see the page on the image.
   */
  static final String DEFAULT_JAVA_OPTIONS =
      "-Xmx55m -XX:MaxDirectMemorySize=33m -Dmynah.memory=160m";

  private static final String HOME = "https://github.com/mynah-dev/mynah";

  private ImageTexts() {}

  /**
   * What an image says of itself.
   *
   * @param created ISO 8601, UTC
   */
  record About(String version, String created, Jdk jdk, boolean archive) {}

  static Map<String, Object> config(About about, List<Layer.Written> layers) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("created", about.created());
    config.put("architecture", about.jdk().platform().architecture());
    config.put("os", "linux");
    config.put("config", start(about));
    List<String> diffIds = layers.stream().map(Layer.Written::diffId).toList();
    config.put("rootfs", ordered("type", "layers", "diff_ids", diffIds));
    List<Object> history = new ArrayList<>();
    for (Layer.Written written : layers) {
      history.add(
          ordered("created", about.created(), "created_by", "mynah: " + written.layer().content()));
    }
    config.put("history", history);
    return config;
  }

  private static Map<String, Object> start(About about) {
    Map<String, Object> start = new LinkedHashMap<>();
    start.put("User", RootFolder.USER + ":" + RootFolder.USER);
    start.put(
        "ExposedPorts", ordered("8080/tcp", Map.of(), "9464/tcp", Map.of(), "9465/tcp", Map.of()));
    start.put(
        "Env",
        List.of(
            "PATH=/opt/java/bin",
            "LANG=C.UTF-8",
            "MALLOC_ARENA_MAX=2",
            "MYNAH_ADMIN_LISTEN_HOST=0.0.0.0",
            "JDK_JAVA_OPTIONS=" + DEFAULT_JAVA_OPTIONS));
    start.put("Entrypoint", EntryPoint.of(about.jdk(), about.archive()));
    start.put("WorkingDir", "/var/lib/mynah");
    start.put("Labels", labels(about));
    start.put("StopSignal", "SIGTERM");
    return start;
  }

  private static Map<String, Object> labels(About about) {
    String prefix = "org.opencontainers.image.";
    Map<String, Object> labels = new LinkedHashMap<>();
    labels.put(prefix + "title", "Mynah");
    labels.put(prefix + "description", "An HTTP sidecar that mocks, proxies and counts every hit.");
    labels.put(prefix + "version", about.version());
    labels.put(prefix + "created", about.created());
    labels.put(prefix + "licenses", "Apache-2.0");
    labels.put(prefix + "url", HOME);
    labels.put(prefix + "source", HOME);
    labels.put(prefix + "documentation", HOME + "/blob/main/docs/image.md");
    labels.put("dev.mynah.java", about.jdk().runtimeVersion());
    labels.put("dev.mynah.archive", archiveKind(about));
    return labels;
  }

  private static String archiveKind(About about) {
    if (!about.archive()) {
      return "none";
    }
    return about.jdk().hasAotCache() ? "aot" : "class-data";
  }

  static Map<String, Object> manifest(Blob config, List<Layer.Written> layers) {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("schemaVersion", 2);
    manifest.put("mediaType", MANIFEST);
    manifest.put("config", config.descriptor(CONFIG));
    manifest.put("layers", layers.stream().map(layer -> layer.blob().descriptor(LAYER)).toList());
    return manifest;
  }

  /** An index over manifests. */
  static Map<String, Object> index(List<?> manifests) {
    return ordered("schemaVersion", 2, "mediaType", INDEX, "manifests", manifests);
  }

  /** Under which names an engine loads what a descriptor points at. */
  static Map<String, Object> annotations(ImageName name) {
    return ordered(
        "io.containerd.image.name", name.full(), "org.opencontainers.image.ref.name", name.tag());
  }

  /** A map that keeps the order of what is given: key, value, key, value. */
  static Map<String, Object> ordered(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
