package dev.mynah.helm;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The charts of this repository, rendered without a cluster and without Helm's program.
 *
 * <p>Objects are read strictly: see {@link Rendered}. Hooks are among them.
 */
public final class Charts {
  private Charts() {}

  /** The folder of a chart below {@code helm/}, such as {@code mynah}. */
  public static Path dir(String chart) {
    return repository().resolve("helm").resolve(chart);
  }

  /** The repository's folder, from wherever inside it the tests run. */
  public static Path repository() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(at.resolve("helm/mynah"))) {
      at = at.getParent();
      if (at == null) {
        throw new IllegalStateException("no helm/mynah above " + Path.of("").toAbsolutePath());
      }
    }
    return at;
  }

  /** A chart to give values to. */
  public static TrialRelease release(Path chart) {
    return new TrialRelease(chart);
  }

  /**
   * Renders a chart.
   *
   * @param values a file of values, or null for the chart's own
   * @param sets further values as {@code a.b=c}
   */
  public static Rendered render(Path chart, @Nullable Path values, String... sets) {
    TrialRelease release = release(chart);
    if (values != null) {
      release.values(values);
    }
    for (String set : sets) {
      release.set(set);
    }
    return release.render();
  }
}
