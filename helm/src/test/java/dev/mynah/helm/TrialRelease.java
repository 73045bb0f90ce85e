package dev.mynah.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A chart with values, to be rendered or checked without a cluster. Later values win, as with
 * several {@code -f} and {@code --set} in this order.
 */
public final class TrialRelease {
  /** The release's name unless it is said otherwise. */
  public static final String NAME = "trial";

  /** The namespace unless it is said otherwise. */
  public static final String NAMESPACE = "team";

  private static final String KUBERNETES = "1.33.0";
  private static final YAMLMapper YAML = StrictObjects.mapper();

  private final Path chart;
  private final ObjectNode values = YAML.createObjectNode();
  private String name = NAME;
  private String namespace = NAMESPACE;
  private String kubernetes = KUBERNETES;

  TrialRelease(Path chart) {
    this.chart = chart;
  }

  /** Adds the values of a file. */
  public TrialRelease values(Path file) {
    try {
      return merge(YAML.readTree(file.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** Adds values that are written in YAML. */
  public TrialRelease yaml(String yaml) {
    try {
      return merge(YAML.readTree(yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /**
   * Adds one value as {@code a.b.c=value}; the value is read as YAML. A dot inside a key is written
   * {@code \.}.
   */
  public TrialRelease set(String assignment) {
    int equals = assignment.indexOf('=');
    try {
      JsonNode value = YAML.readTree(assignment.substring(equals + 1));
      String[] keys = assignment.substring(0, equals).split("(?<!\\\\)\\.");
      for (int i = keys.length - 1; i >= 0; i--) {
        value = YAML.createObjectNode().set(keys[i].replace("\\.", "."), value);
      }
      return merge(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** The release's name. */
  public TrialRelease named(String release) {
    this.name = release;
    return this;
  }

  /** Where it is installed. */
  public TrialRelease in(String target) {
    this.namespace = target;
    return this;
  }

  /** The version of Kubernetes that the chart is told, such as 1.28.0. */
  public TrialRelease kubernetes(String version) {
    this.kubernetes = version;
    return this;
  }

  /** Renders it, hooks among it, and reads every object strictly. */
  public Rendered render() {
    return Rendered.of(manifests());
  }

  /** The manifests as text, hooks among them. */
  public String manifests() {
    try (ChartCopy copy = ChartCopy.withoutHooks(chart)) {
      String text =
          new Helm(copy.dir())
              .template()
              .withName(name)
              .withNamespace(namespace)
              .withKubeVersion(kubernetes)
              .withValuesFile(copy.write("given-values.yaml", values))
              .call();
      return ChartCopy.hooksAgain(text);
    }
  }

  /** What Helm tells after an installation. */
  public String notes() {
    try (ChartCopy copy = ChartCopy.of(chart)) {
      String told =
          new Helm(copy.dir())
              .install()
              .withName(name)
              .withNamespace(namespace)
              .withKubeVersion(kubernetes)
              .withValuesFile(copy.write("given-values.yaml", values))
              .clientOnly()
              .dryRun()
              .call()
              .getOutput();
      return told.substring(told.indexOf("NOTES:"));
    }
  }

  /**
   * Why it is not rendered.
   *
   * @throws AssertionError when it is
   */
  public String refusal() {
    String text;
    try {
      text = manifests();
    } catch (IllegalStateException e) {
      return String.valueOf(e.getMessage());
    }
    throw new AssertionError("expected a refusal, rendered " + text.length() + " characters");
  }

  /**
   * What the strict lint says, warnings and errors alone.
   *
   * <p>The lint takes no values, so they are made the chart's own first.
   */
  public List<String> lint() {
    try (ChartCopy copy = ChartCopy.of(chart)) {
      copy.makeOwn(values);
      LintResult result = new Helm(copy.dir()).lint().strict().call();
      List<String> bad =
          result.getMessages().stream().filter(line -> !line.startsWith("[INFO]")).toList();
      return result.isFailed() && bad.isEmpty() ? List.of("failed without a word") : bad;
    }
  }

  private TrialRelease merge(JsonNode added) {
    if (added instanceof ObjectNode object) {
      ChartCopy.merge(values, object);
    }
    return this;
  }
}
