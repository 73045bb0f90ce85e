package dev.mynah.sidecar;

import dev.mynah.agent.accept.ListenerCertificates;
import dev.mynah.agent.config.AgentConfig;
import dev.mynah.agent.config.ListenerConfig;
import dev.mynah.agent.config.RouteConfig;
import dev.mynah.agent.config.format.AgentSections;
import dev.mynah.agent.mock.MockProblem;
import dev.mynah.agent.mock.MockRules;
import dev.mynah.agent.mock.function.Surroundings;
import dev.mynah.agent.mock.template.TemplateEngine;
import dev.mynah.agent.upstream.UpstreamSet;
import dev.mynah.agent.upstream.UpstreamSetupException;
import dev.mynah.exporter.config.ExporterSections;
import dev.mynah.settings.DataSettings;
import dev.mynah.settings.Layers;
import dev.mynah.settings.ProcessSections;
import dev.mynah.settings.ProcessSettings;
import dev.mynah.settings.Schema;
import dev.mynah.settings.Settings;
import dev.mynah.settings.reload.LastGood;
import dev.mynah.settings.source.ConfigFiles;
import dev.mynah.settings.tree.Place;
import dev.mynah.settings.tree.Problem;
import dev.mynah.settings.tree.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sections of all modules as one configuration, so that every command checks the whole file,
 * and what only those who use a section can find wrong with it.
 */
public final class Configuration {
  /** Variables of ours that are no settings: the launcher's, and where the configuration is. */
  private static final Set<String> NO_SETTINGS =
      Set.of("MYNAH_CONFIG", "MYNAH_MEMORY", "MYNAH_JAVA_OPTS", "MYNAH_CACHE");

  private static final Schema SCHEMA =
      Schema.of(ProcessSections.SECTION, AgentSections.SECTION, ExporterSections.SECTION);

  private static final Logger LOG = LoggerFactory.getLogger(Configuration.class);

  private Configuration() {}

  /** What stands over the files. */
  public static Layers layers(Map<String, String> environment, Map<String, String> flags) {
    return Layers.NONE
        .withEnvironment(environment)
        .withFlags(flags)
        .withOtherVariables(NO_SETTINGS);
  }

  /** Reads files under layers. */
  public static Settings load(ConfigFiles files, Layers layers) {
    return SCHEMA.load(files, layers);
  }

  /** Everything that keeps a configuration from being used, in one list. */
  public static List<Problem> problems(Settings settings) {
    return settings.ok() ? unusable(settings) : settings.problems();
  }

  /**
   * The last configuration that was accepted, for a start over one that cannot be used; null when
   * none is kept or what is kept cannot be used either.
   */
  public static @Nullable Settings lastGood(Settings refused, Layers layers) {
    ProcessSettings process = refused.find(ProcessSections.SECTION);
    Path data = process == null ? DataSettings.DEFAULT_DIR : process.data().dir();
    if (data == null) {
      return null;
    }
    try {
      Settings kept = new LastGood(data).read(SCHEMA, layers);
      return kept != null && problems(kept).isEmpty() ? kept : null;
    } catch (IOException e) {
      LOG.warn("The configuration kept in {} cannot be read", data, e);
      return null;
    }
  }

  static Schema schema() {
    return SCHEMA;
  }

  /** What reads well and cannot be served: templates, bodies, certificates. */
  private static List<Problem> unusable(Settings settings) {
    AgentConfig config = settings.get(AgentSections.SECTION);
    List<Problem> problems = new ArrayList<>();
    for (ListenerConfig listener : config.listeners()) {
      if (listener.tls() != null) {
        ListenerCertificates.problem(listener.tls())
            .map(bad -> new Problem(settings.placeOf(bad.file()), bad.why(), "" + bad.file()))
            .ifPresent(problems::add);
      }
    }
    TemplateEngine templates =
        new TemplateEngine(Surroundings.real()).reading(config.templates().systemValues());
    for (RouteConfig route : config.routes()) {
      if (route.mock() != null) {
        MockRules.problems(route.mock(), templates)
            .forEach(problem -> problems.add(of(route, problem)));
      }
    }
    try {
      UpstreamSet.prepare(config.upstreams(), UpstreamSet.NONE);
    } catch (UpstreamSetupException e) {
      Place upstreams = new Place(Source.file(Path.of("configuration")), "upstreams", 0, 0);
      problems.add(new Problem(upstreams, String.valueOf(e.getMessage()), ""));
    }
    return problems;
  }

  private static Problem of(RouteConfig route, MockProblem problem) {
    String below = problem.key().isEmpty() ? "" : "." + problem.key();
    Place place =
        new Place(Source.file(Path.of(route.source())), route.id() + ".mock" + below, 0, 0);
    String expected = problem.expected();
    boolean sentence = expected.isEmpty() || expected.startsWith("no such");
    return new Problem(place, problem.found(), sentence ? expected : "expected " + expected);
  }
}
