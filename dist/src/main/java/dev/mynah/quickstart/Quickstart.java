package dev.mynah.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The example that is bundled in the jar. */
public final class Quickstart {
  /** Stands in the example where the address of the backend goes, as {@code ${...}}. */
  public static final String BACKEND_VARIABLE = "QUICKSTART_BACKEND";

  /** What the bundled file is called in messages. */
  public static final String FILE_NAME = "quickstart.yaml";

  /** What the bundled file of {@code mynah demo} is called in messages. */
  public static final String DEMO_FILE_NAME = "demo.yaml";

  private static final String REFERENCE = "${" + BACKEND_VARIABLE;

  private Quickstart() {}

  /**
   * The bytes of {@code examples/quickstart.yaml} as they were when the jar was built.
   *
   * @throws IOException when the jar does not carry it
   */
  public static byte[] configuration() throws IOException {
    return bundled(FILE_NAME);
  }

  /**
   * The bytes of {@code examples/demo.yaml} as they were when the jar was built.
   *
   * @throws IOException when the jar does not carry it
   */
  public static byte[] demonstration() throws IOException {
    return bundled(DEMO_FILE_NAME);
  }

  private static byte[] bundled(String name) throws IOException {
    try (InputStream file = Quickstart.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IOException("this jar carries no " + name);
      }
      return file.readAllBytes();
    }
  }

  /** Whether a configuration goes to the backend, so that somebody has to start it. */
  public static boolean needsBackend(byte[] configuration) {
    return new String(configuration, StandardCharsets.UTF_8).contains(REFERENCE);
  }
}
