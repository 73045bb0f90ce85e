package dev.mynah.agent.upstream;

import dev.mynah.agent.config.UpstreamConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The upstreams of one configuration with everything read that they need from files. Made off the
 * event loops, immutable, shared by all of them.
 */
public final class UpstreamSet {
  /** No upstreams. */
  public static final UpstreamSet NONE = new UpstreamSet(Map.of());

  private final Map<String, UpstreamSpec> specs;

  private UpstreamSet(Map<String, UpstreamSpec> specs) {
    this.specs = Map.copyOf(specs);
  }

  /**
   * Prepares the upstreams of a configuration. Reads certificate files: not for event loops.
   *
   * @param before what is in force now: unchanged upstreams are taken over from it, and with them
   *     their open connections
   * @throws UpstreamSetupException when a TLS file cannot be used
   */
  public static UpstreamSet prepare(Map<String, UpstreamConfig> configs, UpstreamSet before)
      throws UpstreamSetupException {
    Map<String, UpstreamSpec> specs = new HashMap<>();
    for (Map.Entry<String, UpstreamConfig> entry : configs.entrySet()) {
      UpstreamSpec fresh = UpstreamSpec.load(entry.getValue());
      UpstreamSpec old = before.specs.get(entry.getKey());
      specs.put(entry.getKey(), old != null && old.isSameAs(fresh) ? old : fresh);
    }
    return new UpstreamSet(specs);
  }

  /** The upstreams' names. */
  public Set<String> names() {
    return specs.keySet();
  }

  Map<String, UpstreamSpec> specs() {
    return specs;
  }

  @Nullable UpstreamSpec spec(String upstream) {
    return specs.get(upstream);
  }
}
