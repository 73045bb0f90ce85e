package dev.mynah.agent.event.capture;

import dev.mynah.settings.JournalSettings;
import dev.mynah.settings.JournalSettings.Capture;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What of requests and answers is captured, and what is struck out of it. Immutable. */
public final class CaptureRules {
  /** Nothing is captured. */
  public static final CaptureRules OFF = of(Capture.DEFAULT);

  private final boolean on;
  private final boolean allFields;
  private final Set<String> fields;
  private final boolean bodies;
  private final int bodyLimitBytes;
  private final SecretNames secrets;
  private final List<StruckPath> paths;

  private CaptureRules(Capture capture) {
    this.on = capture.isAsked();
    this.allFields = capture.headers().all();
    this.fields = Set.copyOf(capture.headers().names());
    this.bodies = capture.bodies();
    this.bodyLimitBytes = capture.bodyLimitBytes();
    this.secrets = new SecretNames(Set.copyOf(capture.redact().fields()));
    this.paths = capture.redact().jsonPaths().stream().map(StruckPath::of).toList();
  }

  /**
   * Compiles what was configured.
   *
   * @throws IllegalArgumentException when {@code journal.redact.jsonPaths} has something that is no
   *     JSONPath; the message names it
   */
  public static CaptureRules of(JournalSettings.Capture capture) {
    return new CaptureRules(capture);
  }

  /** What captures one exchange, or null when nothing is asked for. */
  public @Nullable Capturing begin() {
    return on ? new Capturing(this) : null;
  }

  /**
   * @param lowerCase name of a field
   */
  boolean keeps(String lowerCase) {
    return allFields || fields.contains(lowerCase);
  }

  boolean keepsFields() {
    return allFields || !fields.isEmpty();
  }

  boolean keepsBodies() {
    return bodies;
  }

  int bodyLimitBytes() {
    return bodyLimitBytes;
  }

  SecretNames secrets() {
    return secrets;
  }

  List<StruckPath> paths() {
    return paths;
  }
}
