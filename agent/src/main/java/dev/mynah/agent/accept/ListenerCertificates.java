package dev.mynah.agent.accept;

import dev.mynah.agent.config.ListenerTlsConfig;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the files of a listener's certificate hold, read and found to fit together. Reads files: not
 * for event loops.
 *
 * @param chain the certificate itself first
 * @param clientAuthorities whose certificates clients must show; null when they need none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ListenerCertificates(
    X509Certificate[] chain, PrivateKey key, X509Certificate @Nullable [] clientAuthorities) {
  private static final byte[] SAMPLE = {1, 2, 3};

  /**
   * Reads the files.
   *
   * @throws UnusableTlsException naming the file that is to blame
   */
  static ListenerCertificates read(ListenerTlsConfig config) {
    X509Certificate[] chain = PemFile.read(config.certFile()).certificates();
    PublicKey shown = chain[0].getPublicKey();
    PrivateKey key = PemFile.read(config.keyFile()).privateKey(shown.getAlgorithm());
    if (!belongTogether(key, shown)) {
      throw new UnusableTlsException(
          config.keyFile(), "is not the key of the certificate in " + config.certFile());
    }
    Path clientCa = config.clientCaFile();
    return new ListenerCertificates(
        chain, key, clientCa == null ? null : PemFile.read(clientCa).certificates());
  }

  /** Why a listener could not use its files, or nothing when it can. */
  public static Optional<UnusableTlsException> problem(ListenerTlsConfig config) {
    try {
      ServerTls.load(config);
      return Optional.empty();
    } catch (UnusableTlsException unusable) {
      return Optional.of(unusable);
    }
  }

  private static boolean belongTogether(PrivateKey key, PublicKey shown) {
    for (String algorithm : signatures(shown.getAlgorithm())) {
      try {
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(SAMPLE);
        byte[] signature = signing.sign();
        signing.initVerify(shown);
        signing.update(SAMPLE);
        return signing.verify(signature);
      } catch (GeneralSecurityException mismatch) {
        return false;
      }
    }
    return true;
  }

  /** One that every key of the kind can make; none for kinds that TLS itself has to judge. */
  private static List<String> signatures(String algorithm) {
    return switch (algorithm) {
      case "RSA" -> List.of("SHA256withRSA");
      case "EC" -> List.of("SHA256withECDSA");
      case "EdDSA" -> List.of("EdDSA");
      default -> List.of();
    };
  }
}
