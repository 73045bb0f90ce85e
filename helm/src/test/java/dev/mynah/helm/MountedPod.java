package dev.mynah.helm;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files and variables that a container of a rendered pod would find, laid out in a folder as
 * the kubelet lays out a projected volume. What a team has in ConfigMaps and Secrets of its own is
 * stood in for.
 */
final class MountedPod {
  /** What stands in for a ConfigMap or Secret that is not the chart's. */
  static final String OWN_ROUTES =
      "listeners: [{ port: 18081, host: 0.0.0.0, to: pay }]\n"
          + "upstreams: { pay: 'http://pay.example' }\n"
          + "admin: { allowedHosts: [own.example] }\n"
          + "routes: [{ id: a, match: GET /a, mock: { text: a } }]\n";

  private static final Map<String, String> SECRETS =
      Map.of(
          "MYNAH_STORE_URL", "jdbc:postgresql://db:5432/mynah",
          "MYNAH_STORE_READ_URL", "jdbc:postgresql://replica:5432/mynah",
          "MYNAH_REDIS_URL", "redis://redis:6379/0");

  private final Path dir;
  private final Rendered rendered;
  private final PodSpec pod;
  private final Container container;

  MountedPod(Path dir, Rendered rendered, PodSpec pod, Container container) throws IOException {
    this.dir = dir;
    this.rendered = rendered;
    this.pod = pod;
    this.container = container;
    Path version = Files.createDirectories(config().resolve("..2026_11_28_05_00_00.1"));
    Files.createSymbolicLink(config().resolve("..data"), version.getFileName());
    for (Volume volume : pod.getVolumes()) {
      if (volume.getProjected() != null) {
        for (VolumeProjection source : volume.getProjected().getSources()) {
          project(source, version);
        }
      }
    }
    Path tls = Files.createDirectories(dir.resolve("mynah-tls"));
    Path examples = Charts.repository().resolve("examples/tls");
    Files.copy(examples.resolve("localhost.pem"), tls.resolve("tls.crt"));
    Files.copy(examples.resolve("localhost-key.pem"), tls.resolve("tls.key"));
    Files.copy(examples.resolve("localhost.pem"), tls.resolve("ca.crt"));
  }

  /** Where {@code /etc/mynah} is. */
  Path config() {
    return dir.resolve("mynah");
  }

  /** The arguments, with the folder in place of {@code /etc/mynah}. */
  List<String> arguments() {
    return container.getArgs().stream()
        .map(argument -> argument.equals("/etc/mynah") ? config().toString() : argument)
        .toList();
  }

  /** The variables, those out of Secrets and of the pod stood in for. */
  Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    for (EnvVar variable : container.getEnv()) {
      environment.put(variable.getName(), value(variable));
    }
    return environment;
  }

  /** Whether the container sees the configuration. */
  boolean seesConfiguration() {
    return container.getVolumeMounts().stream()
        .anyMatch(mount -> mount.getMountPath().equals("/etc/mynah"));
  }

  private String value(EnvVar variable) {
    if (variable.getValue() != null) {
      return variable.getValue().replace("/etc/mynah-tls", dir.resolve("mynah-tls").toString());
    }
    return SECRETS.getOrDefault(variable.getName(), "a-secret-of-some-length");
  }

  private void project(VolumeProjection source, Path version) throws IOException {
    Map<String, byte[]> content =
        source.getConfigMap() != null
            ? configMap(source.getConfigMap().getName())
            : secret(source.getSecret().getName());
    List<KeyToPath> items =
        source.getConfigMap() != null
            ? source.getConfigMap().getItems()
            : source.getSecret().getItems();
    Map<String, String> paths = new LinkedHashMap<>();
    content.keySet().forEach(key -> paths.put(key, key));
    if (!items.isEmpty()) {
      paths.keySet().retainAll(items.stream().map(KeyToPath::getKey).toList());
      items.forEach(item -> paths.put(item.getKey(), item.getPath()));
    }
    for (Map.Entry<String, String> path : paths.entrySet()) {
      Path file = version.resolve(path.getValue());
      Files.createDirectories(file.getParent());
      Files.write(file, content.get(path.getKey()));
      Path top = Path.of(path.getValue()).getName(0);
      if (!Files.exists(config().resolve(top))) {
        Files.createSymbolicLink(config().resolve(top), Path.of("..data").resolve(top));
      }
    }
  }

  private Map<String, byte[]> configMap(String name) {
    return rendered.all(ConfigMap.class).stream()
        .filter(map -> map.getMetadata().getName().equals(name))
        .findFirst()
        .map(
            map -> {
              Map<String, byte[]> content = new LinkedHashMap<>();
              map.getData().forEach((key, text) -> content.put(key, bytes(text)));
              map.getBinaryData()
                  .forEach((key, text) -> content.put(key, Base64.getMimeDecoder().decode(text)));
              return content;
            })
        .orElseGet(() -> Map.of("own.yaml", bytes(OWN_ROUTES)));
  }

  private Map<String, byte[]> secret(String name) {
    return rendered.all(Secret.class).stream()
        .filter(secret -> secret.getMetadata().getName().equals(name))
        .findFirst()
        .map(
            secret -> {
              Map<String, byte[]> content = new LinkedHashMap<>();
              secret.getStringData().forEach((key, text) -> content.put(key, bytes(text)));
              return content;
            })
        .orElseGet(() -> Map.of("own.yaml", bytes(OWN_ROUTES)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return container.getName() + " of " + pod.getContainers().get(0).getName();
  }
}
