package dev.mynah.agent.wire.rule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * A rule as its file says it.
 *
 * @param name the file's
 * @param section where the rule stands
 * @param says the rule in one sentence
 * @param settings the agent's configuration, as the rule sees it
 */
record RuleFile(
    String name,
    String section,
    String says,
    RuleSettings settings,
    List<OriginAnswer> origin,
    List<Step> steps) {
  static RuleFile read(Path file) {
    try {
      return of(String.valueOf(file.getFileName()), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RuleFile of(String name, String yaml) {
    LoadSettings core = LoadSettings.builder().setSchema(new CoreSchema()).build();
    Object document = new Load(core).loadFromString(yaml);
    return Part.whole(name, document, part -> of(name, part));
  }

  private static RuleFile of(String name, Part part) {
    List<Step> steps = new ArrayList<>();
    for (Object step : part.list("requests")) {
      steps.add(Step.of("requests[" + steps.size() + "]", step));
    }
    List<OriginAnswer> answers = part.each("origin", OriginAnswer::of);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException(name + ": a rule needs requests");
    }
    return new RuleFile(
        name,
        part.required("section"),
        part.required("says"),
        RuleSettings.of(part),
        answers.isEmpty()
            ? List.of(Part.whole(name + ".origin", Map.of(), OriginAnswer::of))
            : answers,
        steps);
  }
}
