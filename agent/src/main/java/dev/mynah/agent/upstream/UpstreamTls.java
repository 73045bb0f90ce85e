package dev.mynah.agent.upstream;

import dev.mynah.agent.config.UpstreamTlsConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * How connections to one https upstream are secured. Reads files, so it is made off the event
 * loops; immutable afterwards, and shared by all loops so that TLS sessions are resumed.
 *
 * @param fingerprint of the settings and of what the files held: equal fingerprints secure alike
 */
record UpstreamTls(SslContext context, String fingerprint) {
  /**
   * Reads the files and builds the context.
   *
   * @throws UpstreamSetupException when a file cannot be read or holds something else
   */
  static UpstreamTls load(String upstream, UpstreamTlsConfig config) throws UpstreamSetupException {
    Files3 files = Files3.read(upstream, config);
    try {
      return new UpstreamTls(context(config, files), files.fingerprint(config));
    } catch (SSLException | IllegalArgumentException e) {
      throw new UpstreamSetupException(
          "upstream "
              + upstream
              + ": its TLS files do not hold what they should: "
              + e.getMessage(),
          e);
    }
  }

  private static SslContext context(UpstreamTlsConfig config, Files3 files) throws SSLException {
    SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
    if (!config.verify()) {
      builder
          .trustManager(InsecureTrustManagerFactory.INSTANCE)
          .endpointIdentificationAlgorithm(null);
    } else {
      builder.endpointIdentificationAlgorithm("HTTPS");
      if (files.authorities != null) {
        builder.trustManager(new ByteArrayInputStream(files.authorities));
      }
    }
    if (files.certificate != null && files.key != null) {
      builder.keyManager(
          new ByteArrayInputStream(files.certificate), new ByteArrayInputStream(files.key));
    }
    return builder.build();
  }

  /** What the three files held at one moment. */
  @SuppressWarnings("ArrayRecordComponent") // compared by fingerprint alone
  private record Files3(
      byte @Nullable [] authorities, byte @Nullable [] certificate, byte @Nullable [] key) {
    static Files3 read(String upstream, UpstreamTlsConfig config) throws UpstreamSetupException {
      return new Files3(
          content(upstream, "caFile", config.caFile()),
          content(upstream, "certFile", config.certFile()),
          content(upstream, "keyFile", config.keyFile()));
    }

    private static byte @Nullable [] content(String upstream, String key, @Nullable Path file)
        throws UpstreamSetupException {
      if (file == null) {
        return null;
      }
      try {
        return Files.readAllBytes(file);
      } catch (IOException e) {
        throw new UpstreamSetupException(
            String.format(
                Locale.ROOT, "upstream %s: %s %s cannot be read: %s", upstream, key, file, e),
            e);
      }
    }

    String fingerprint(UpstreamTlsConfig config) {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (byte[] content : new byte[][] {authorities, certificate, key}) {
          byte[] bytes = content == null ? new byte[0] : content;
          digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII));
          digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest())
            + ' '
            + Objects.toString(config.serverName(), "")
            + ' '
            + config.verify();
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has SHA-256", e);
      }
    }
  }
}
