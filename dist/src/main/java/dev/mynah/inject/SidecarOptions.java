package dev.mynah.inject;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a sidecar is to be like.
 *
 * @param image with its tag or digest
 * @param pullPolicy empty for the cluster's own
 * @param nativeSidecar whether it is an init container that goes on running
 * @param configMap that holds the configuration
 * @param memory limit of the agent's container
 * @param exporter whether there is a container with the exporter
 * @param exporterMemory its limit
 * @param adminHost address on which health and metrics are answered
 * @param dataSize limit of the data volume; empty for what the caps of its files add up to
 * @param environment further variables, or other values of those that are set anyway
 * @param secrets whose keys become variables
 * @param baseUrls of the application
 */
public record SidecarOptions(
    String image,
    String pullPolicy,
    boolean nativeSidecar,
    String configMap,
    MemoryLimit memory,
    boolean exporter,
    MemoryLimit exporterMemory,
    SidecarPorts ports,
    String adminHost,
    String dataSize,
    Map<String, String> environment,
    List<String> secrets,
    List<BaseUrl> baseUrls) {
  public static final String ALL_ADDRESSES = "0.0.0.0";

  /** Variables that other options set. */
  public static final Set<String> RESERVED =
      Set.of(
          "MYNAH_LISTEN_HOST",
          "MYNAH_LISTEN_PORT",
          "MYNAH_ADMIN_LISTEN_HOST",
          "MYNAH_ADMIN_LISTEN_PORT",
          "JDK_JAVA_OPTIONS");

  private static final Pattern IMAGE = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._:/@-]*");
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
  private static final Pattern SIZE = Pattern.compile("|[1-9][0-9]{0,6}(Mi|Gi)");

  public SidecarOptions {
    check("image", image, IMAGE, "a reference such as registry.example/mynah:0.1.0");
    check("config map", configMap, NAME, "the name of a ConfigMap in lower case");
    check("data size", dataSize, SIZE, "whole Mi or Gi, such as 192Mi");
    secrets.forEach(secret -> check("secret", secret, NAME, "the name of a Secret in lower case"));
    for (String name : environment.keySet()) {
      if (RESERVED.contains(name)) {
        throw new InjectionRefused(
            "variable "
                + name
                + " follows from ports, admin host and memory limit (expected another)");
      }
    }
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    secrets = List.copyOf(secrets);
    baseUrls = List.copyOf(baseUrls);
  }

  private static void check(String what, String value, Pattern form, String expected) {
    if (!form.matcher(value).matches()) {
      throw new InjectionRefused(what + ": " + value + " (expected " + expected + ")");
    }
  }
}
