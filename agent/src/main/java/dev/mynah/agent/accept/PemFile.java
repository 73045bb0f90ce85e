package dev.mynah.agent.accept;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file in PEM (RFC 7468); text around its blocks is allowed. Immutable. */
final class PemFile {
  private static final int MOST_BYTES = 1024 * 1024;
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
  private static final String PKCS8 = "openssl pkcs8 -topk8 -nocrypt makes one of it";

  private final Path file;
  private final String text;

  private PemFile(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  static PemFile read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new UnusableTlsException(file, "is larger than any certificate or key");
      }
      return new PemFile(file, Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (NoSuchFileException e) {
      throw new UnusableTlsException(file, "does not exist");
    } catch (IOException e) {
      throw new UnusableTlsException(file, "cannot be read: " + e.getMessage());
    }
  }

  /** Its certificates in their order, at least one. */
  X509Certificate[] certificates() {
    List<X509Certificate> found = new ArrayList<>();
    for (Matcher block = BLOCK.matcher(text); block.find(); ) {
      if (block.group(1).endsWith("CERTIFICATE")) {
        found.add(certificate(decoded(block.group(2))));
      }
    }
    if (found.isEmpty()) {
      throw new UnusableTlsException(file, "holds no PEM certificate");
    }
    return found.toArray(X509Certificate[]::new);
  }

  private X509Certificate certificate(byte[] encoded) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(encoded));
    } catch (CertificateException e) {
      throw new UnusableTlsException(file, "holds a certificate that cannot be read");
    }
  }

  /**
   * Its private key.
   *
   * @param algorithm of the certificate's public key
   */
  PrivateKey privateKey(String algorithm) {
    String other = "";
    for (Matcher block = BLOCK.matcher(text); block.find(); ) {
      if (block.group(1).equals("PRIVATE KEY")) {
        return privateKey(decoded(block.group(2)), algorithm);
      }
      other = block.group(1).endsWith("PRIVATE KEY") ? block.group(1) : other;
    }
    // An encrypted key of the old kind has fields between its lines and is no block to us.
    if (other.isEmpty() && !text.contains("PRIVATE KEY-----")) {
      throw new UnusableTlsException(file, "holds no PEM private key");
    }
    throw new UnusableTlsException(
        file,
        "holds "
            + (other.isEmpty() ? "an encrypted key" : "\"" + other + "\"")
            + " and must hold an unencrypted PKCS #8 \"PRIVATE KEY\": "
            + PKCS8);
  }

  private PrivateKey privateKey(byte[] encoded, String algorithm) {
    try {
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new UnusableTlsException(
          file, "holds no " + algorithm + " key, which the certificate asks for");
    }
  }

  private byte[] decoded(String base64) {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new UnusableTlsException(file, "is damaged: " + e.getMessage());
    }
  }
}
