package dev.mynah.settings;

/**
 * What this process is called where the counts of many meet: labels of its series, columns of its
 * events.
 *
 * @param job what kind of process it is
 * @param instance which of them; empty for the host's name and the admin port
 * @param namespace of Kubernetes; empty elsewhere
 * @param pod of Kubernetes; empty elsewhere
 * @param workspace whose it is
 * @param environment such as {@code staging}; empty when not said
 */
public record IdentitySettings(
    String job,
    String instance,
    String namespace,
    String pod,
    String workspace,
    String environment) {
  public static final String DEFAULT_JOB = "mynah";
  public static final String DEFAULT_WORKSPACE = "default";
  public static final IdentitySettings DEFAULT =
      new IdentitySettings(DEFAULT_JOB, "", "", "", DEFAULT_WORKSPACE, "");

  /**
   * The same with an instance in any case: the one that was set, else {@code host:port}, as
   * Prometheus would name the process when it scrapes it by its host's name.
   *
   * @param hostName of this machine or container
   * @param adminPort that is bound; 0 for a process without one
   */
  public IdentitySettings named(String hostName, int adminPort) {
    if (!instance.isEmpty()) {
      return this;
    }
    String name = adminPort > 0 ? hostName + ":" + adminPort : hostName;
    return new IdentitySettings(job, name, namespace, pod, workspace, environment);
  }
}
