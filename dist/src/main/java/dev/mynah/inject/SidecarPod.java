package dev.mynah.inject;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a sidecar adds to a pod: containers, volumes and a label, as plain maps and lists in the
 * order in which they are written. Values are text, whole numbers and truths.
 */
public final class SidecarPod {
  public static final String AGENT = "mynah";
  public static final String EXPORTER = "mynah-exporter";
  public static final String TRAFFIC_PORT = "mynah";
  public static final String ADMIN_PORT = "mynah-admin";
  public static final String EXPORTER_PORT = "mynah-exporter";
  public static final String DATA_VOLUME = "mynah-data";
  public static final String TMP_VOLUME = "mynah-tmp";
  public static final String CONFIG_VOLUME = "mynah-config";
  public static final String LABEL = "mynah.dev/sidecar";
  public static final String DATA_PATH = "/var/lib/mynah";
  public static final String CONFIG_PATH = "/etc/mynah";
  public static final String TMP_PATH = "/tmp";

  /** While an application beside it may still call what it stands for. */
  public static final String DRAIN_DELAY = "15s";

  /** From the signal; what is left of the usual 30 seconds is for the last counts. */
  public static final String DRAIN_TIMEOUT = "25s";

  /** Three ledgers (one in use, two moved aside), the journal, 32 MiB for what is small. */
  public static final String AGENT_DATA = "192Mi";

  /** Those, the store, and as much as its log may take while it is tidied. */
  public static final String EXPORTER_DATA = "512Mi";

  public static final String TMP_SIZE = "64Mi";
  private static final int USER = 10001;

  private final SidecarOptions options;

  /** For these options. */
  public SidecarPod(SidecarOptions options) {
    this.options = options;
  }

  /**
   * The containers. Native ones end in reverse order: an exporter before the agent ends after it,
   * and reads its last frame.
   */
  public List<Map<String, Object>> containers() {
    if (!options.exporter()) {
      return List.of(agent());
    }
    return options.nativeSidecar() ? List.of(exporter(), agent()) : List.of(agent(), exporter());
  }

  /** The volumes that they mount. */
  public List<Map<String, Object>> volumes() {
    String usual = options.exporter() ? EXPORTER_DATA : AGENT_DATA;
    String size = options.dataSize().isEmpty() ? usual : options.dataSize();
    return List.of(
        map("name", DATA_VOLUME, "emptyDir", map("sizeLimit", size)),
        map("name", TMP_VOLUME, "emptyDir", map("sizeLimit", TMP_SIZE)),
        map("name", CONFIG_VOLUME, "configMap", map("name", options.configMap())));
  }

  private Map<String, Object> agent() {
    SidecarPorts ports = options.ports();
    Map<String, Object> container = start(AGENT);
    container.put("args", List.of("agent", "--config", CONFIG_PATH, "--data", DATA_PATH));
    put(container, agentEnvironment());
    container.put(
        "ports", List.of(port(TRAFFIC_PORT, ports.traffic()), port(ADMIN_PORT, ports.admin())));
    container.put("startupProbe", probe("/ready", ADMIN_PORT, 1, 5, 120));
    container.put("readinessProbe", probe("/ready", ADMIN_PORT, 5, 5, 3));
    container.put("livenessProbe", probe("/live", ADMIN_PORT, 10, 5, 6));
    end(container, options.memory());
    return container;
  }

  /** It must neither hold up the application's start nor take the pod out of service. */
  private Map<String, Object> exporter() {
    Map<String, Object> container = start(EXPORTER);
    container.put("args", List.of("exporter", "--config", CONFIG_PATH, "--data", DATA_PATH));
    put(container, exporterEnvironment());
    container.put("ports", List.of(port(EXPORTER_PORT, options.ports().exporter())));
    container.put("livenessProbe", probe("/live", EXPORTER_PORT, 10, 5, 6));
    end(container, options.exporterMemory());
    return container;
  }

  private Map<String, Object> start(String name) {
    Map<String, Object> container = map("name", name, "image", options.image());
    if (!options.pullPolicy().isEmpty()) {
      container.put("imagePullPolicy", options.pullPolicy());
    }
    if (options.nativeSidecar()) {
      container.put("restartPolicy", "Always");
    }
    return container;
  }

  private Map<String, Object> agentEnvironment() {
    SidecarPorts ports = options.ports();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("MYNAH_LISTEN_HOST", "127.0.0.1");
    all.put("MYNAH_LISTEN_PORT", "" + ports.traffic());
    all.put("MYNAH_ADMIN_LISTEN_HOST", options.adminHost());
    all.put("MYNAH_ADMIN_LISTEN_PORT", "" + ports.admin());
    if (options.exporter()) {
      all.put("MYNAH_JOURNAL_MODE", "on");
    }
    if (!options.nativeSidecar()) {
      all.put("MYNAH_DRAIN_DELAY", DRAIN_DELAY);
      all.put("MYNAH_DRAIN_TIMEOUT", DRAIN_TIMEOUT);
    }
    all.put("JDK_JAVA_OPTIONS", options.memory().javaOptions());
    return all;
  }

  private Map<String, Object> exporterEnvironment() {
    SidecarPorts ports = options.ports();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("MYNAH_ADMIN_LISTEN_HOST", options.adminHost());
    all.put("MYNAH_ADMIN_LISTEN_PORT", "" + ports.exporter());
    all.put("MYNAH_IDENTITY_POD", fromPod("metadata.name"));
    all.put("MYNAH_IDENTITY_NAMESPACE", fromPod("metadata.namespace"));
    all.put("MYNAH_IDENTITY_INSTANCE", "$(MYNAH_IDENTITY_POD):" + ports.admin());
    all.put("JDK_JAVA_OPTIONS", options.exporterMemory().javaOptions());
    return all;
  }

  private static Map<String, Object> fromPod(String field) {
    return map("valueFrom", map("fieldRef", map("fieldPath", field)));
  }

  private void put(Map<String, Object> container, Map<String, Object> environment) {
    environment.putAll(options.environment());
    List<Object> variables = new ArrayList<>();
    environment.forEach(
        (name, value) -> {
          Map<String, Object> variable = map("name", name);
          if (value instanceof Map<?, ?> from) {
            from.forEach((key, source) -> variable.put((String) key, source));
          } else {
            variable.put("value", value);
          }
          variables.add(variable);
        });
    container.put("env", variables);
    if (!options.secrets().isEmpty()) {
      container.put(
          "envFrom",
          options.secrets().stream().map(name -> map("secretRef", map("name", name))).toList());
    }
  }

  private static void end(Map<String, Object> container, MemoryLimit memory) {
    container.put(
        "resources",
        map(
            "requests",
            map("cpu", "50m", "memory", "128Mi"),
            "limits",
            map("memory", memory.quantity())));
    container.put(
        "securityContext",
        map(
            "runAsNonRoot",
            true,
            "runAsUser",
            USER,
            "runAsGroup",
            USER,
            "readOnlyRootFilesystem",
            true,
            "allowPrivilegeEscalation",
            false,
            "capabilities",
            map("drop", List.of("ALL")),
            "seccompProfile",
            map("type", "RuntimeDefault")));
    container.put("terminationMessagePolicy", "FallbackToLogsOnError");
    container.put(
        "volumeMounts",
        List.of(
            map("name", DATA_VOLUME, "mountPath", DATA_PATH),
            map("name", TMP_VOLUME, "mountPath", TMP_PATH),
            map("name", CONFIG_VOLUME, "mountPath", CONFIG_PATH, "readOnly", true)));
  }

  private static Map<String, Object> port(String name, int number) {
    return map("name", name, "containerPort", number, "protocol", "TCP");
  }

  private static Map<String, Object> probe(
      String path, String port, int period, int timeout, int failures) {
    return map(
        "httpGet",
        map("path", path, "port", port),
        "periodSeconds",
        period,
        "timeoutSeconds",
        timeout,
        "failureThreshold",
        failures);
  }

  private static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
