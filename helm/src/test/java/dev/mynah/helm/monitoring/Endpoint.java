package dev.mynah.helm.monitoring;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One scraped port, of a ServiceMonitor or a PodMonitor. */
public record Endpoint(
    @Nullable String port,
    @Nullable IntOrString targetPort,
    @Nullable Integer portNumber,
    @Nullable String path,
    @Nullable String scheme,
    @Nullable Map<String, List<String>> params,
    @Nullable String interval,
    @Nullable String scrapeTimeout,
    @Nullable Boolean honorLabels,
    @Nullable Boolean honorTimestamps,
    @Nullable Boolean followRedirects,
    @Nullable Boolean enableHttp2,
    @Nullable Boolean filterRunning,
    @Nullable TlsConfig tlsConfig,
    @Nullable Authorization authorization,
    @Nullable List<Relabeling> relabelings,
    @Nullable List<Relabeling> metricRelabelings) {
  /** How the server's certificate is judged. */
  public record TlsConfig(@Nullable Boolean insecureSkipVerify, @Nullable String serverName) {}

  /** A bearer token out of a Secret. */
  public record Authorization(@Nullable String type, SecretKey credentials) {}

  /** A key of a Secret. */
  public record SecretKey(String name, String key, @Nullable Boolean optional) {}

  /** One relabelling of targets or samples. */
  public record Relabeling(
      @Nullable List<String> sourceLabels,
      @Nullable String separator,
      @Nullable String targetLabel,
      @Nullable String regex,
      @Nullable @JsonProperty("modulus") Long modulus,
      @Nullable String replacement,
      @Nullable String action) {}
}
