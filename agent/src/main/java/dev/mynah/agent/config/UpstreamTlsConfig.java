package dev.mynah.agent.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How an https upstream is trusted and how we introduce ourselves.
 *
 * @param caFile PEM authorities to trust instead of the JDK's; null means the JDK's
 * @param certFile PEM certificate to show; null means none
 * @param keyFile PEM key of {@code certFile}
 * @param serverName name sent in SNI and checked against the certificate; null means the URL's host
 * @param verify false accepts any certificate: for tests only, and warned about
 */
public record UpstreamTlsConfig(
    @Nullable Path caFile,
    @Nullable Path certFile,
    @Nullable Path keyFile,
    @Nullable String serverName,
    boolean verify) {
  public static final UpstreamTlsConfig DEFAULT =
      new UpstreamTlsConfig(null, null, null, null, true);
}
