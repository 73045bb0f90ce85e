package dev.mynah.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start would refuse for its certificate, {@code check} names by file and line. */
class CheckListenerCertificatesTest {
  @TempDir Path dir;
  private final HeldCertificate ours =
      new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
  private final HeldCertificate other = new HeldCertificate.Builder().rsa2048().build();

  @BeforeEach
  void writeGoodOnes() throws IOException {
    file("cert.pem", ours.certificatePem());
    file("key.pem", ours.privateKeyPkcs8Pem());
    file("ca.pem", ours.certificatePem());
    file(
        "mynah.yaml",
        """
        listeners:
          - port: 8443
            tls:
              certFile: cert.pem
              keyFile: key.pem
              clientCaFile: ca.pem
        routes:
          - { match: /a, mock: {} }
        """);
  }

  private void file(String name, String content) throws IOException {
    Files.writeString(dir.resolve(name), content);
  }

  private Ran check() {
    return Ran.run("check", dir.resolve("mynah.yaml").toString());
  }

  private void assertRefused(String key, int line, String why) {
    Ran ran = check();
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out())
        .contains("listeners[0].tls." + key + ": ")
        .contains(why)
        .contains("mynah.yaml line " + line + ")")
        .doesNotContain("fine", "Exception");
  }

  @Test
  void goodFilesAreFine() {
    assertThat(check().out()).contains("fine");
  }

  @Test
  void textAroundTheBlocksAndAChainAreFine() throws IOException {
    HeldCertificate authority = new HeldCertificate.Builder().certificateAuthority(0).build();
    HeldCertificate signed = new HeldCertificate.Builder().signedBy(authority).build();
    file(
        "cert.pem",
        "subject=us\n" + signed.certificatePem() + "\nissuer=them\n" + authority.certificatePem());
    file("key.pem", signed.privateKeyPkcs8Pem());

    assertThat(check().out()).contains("fine");
  }

  @Test
  void oneThatIsMissingIsNamed() throws IOException {
    Files.delete(dir.resolve("key.pem"));

    assertRefused("keyFile", 5, "does not exist");
  }

  @Test
  void oneThatHoldsSomethingElseIsNamed() throws IOException {
    file("cert.pem", "hello");
    assertRefused("certFile", 4, "holds no PEM certificate");

    file("cert.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    assertRefused("certFile", 4, "certificate that cannot be read");

    file("cert.pem", "");
    assertRefused("certFile", 4, "holds no PEM certificate");
  }

  @Test
  void aChainThatIsNoneIsNamed() throws IOException {
    file("cert.pem", ours.certificatePem() + other.certificatePem());

    assertRefused("certFile", 4, "chain");
  }

  @Test
  void aKeyOfAnotherCertificateIsNamed() throws IOException {
    file("key.pem", other.privateKeyPkcs8Pem());
    assertRefused("keyFile", 5, "holds no EC key");

    file("key.pem", new HeldCertificate.Builder().build().privateKeyPkcs8Pem());
    assertRefused("keyFile", 5, "is not the key of the certificate in");

    file("key.pem", ours.certificatePem());
    assertRefused("keyFile", 5, "holds no PEM private key");
  }

  @Test
  void aKeyInAnotherFormIsToldHowToBecomeOneOfOurs() throws IOException {
    String old = Base64.getMimeEncoder().encodeToString(new byte[40]);
    file(
        "key.pem", "-----BEGIN RSA PRIVATE KEY-----\n" + old + "\n-----END RSA PRIVATE KEY-----\n");
    assertRefused("keyFile", 5, "openssl pkcs8 -topk8 -nocrypt");

    file(
        "key.pem",
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n"
            + old
            + "\n-----END RSA PRIVATE KEY-----\n");
    assertRefused("keyFile", 5, "an encrypted key");
  }

  @Test
  void anAuthorityOfClientsThatIsNoneIsNamed() throws IOException {
    file("ca.pem", "hello");

    assertRefused("clientCaFile", 6, "holds no PEM certificate");
  }

  @Test
  void aStartIsRefusedBeforeAnythingListens() throws IOException {
    file("cert.pem", "hello");

    Ran ran = Ran.run("up", "--config", dir.resolve("mynah.yaml").toString(), "--data", "none");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("listeners[0].tls.certFile", "mynah.yaml line 4");
  }
}
