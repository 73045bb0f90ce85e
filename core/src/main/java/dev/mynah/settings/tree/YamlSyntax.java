package dev.mynah.settings.tree;

import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Says in an operator's words why a text is not YAML. */
final class YamlSyntax {
  private YamlSyntax() {}

  static void report(YamlEngineException e, String text, Source source, Problems problems) {
    if (e instanceof MarkedYamlEngineException marked) {
      Place place =
          marked
              .getProblemMark()
              .or(marked::getContextMark)
              .map(mark -> at(source, mark))
              .orElseGet(() -> Place.startOf(source));
      problems.error(place, "not YAML: " + words(marked), hint(lineOf(text, place.line())));
    } else if (e instanceof ReaderException reader) {
      String character = Shown.of(Character.toString(reader.getCodePoint()));
      problems.error(
          new Place(source, "", lineOfCodePoint(text, reader.getPosition()), 0),
          "holds the character " + character,
          "expected printable text");
    } else {
      problems.error(Place.startOf(source), "not YAML: " + message(e), "");
    }
  }

  private static Place at(Source source, Mark mark) {
    return new Place(source, "", YamlReader.line(mark), mark.getColumn() + 1);
  }

  private static String words(MarkedYamlEngineException e) {
    String context = e.getContext();
    String problem = e.getProblem();
    if (problem != null && problem.contains("\\t")) {
      return "a tab where spaces belong";
    }
    return Shown.of(context == null ? String.valueOf(problem) : context + ", " + problem);
  }

  private static String message(YamlEngineException e) {
    return Shown.of(String.valueOf(e.getMessage()));
  }

  private static String hint(String line) {
    if (line.contains("${")) {
      return "write \"${NAME}\" in quotes where it stands inside { } or [ ]";
    }
    if (line.contains("{{")) {
      return "write a text with {{ }} in quotes";
    }
    if (line.strip().startsWith("*") || line.contains(": *") || line.contains("- *")) {
      return "write a text that starts with * in quotes";
    }
    return line.indexOf('\t') >= 0 ? "indent with spaces, not with a tab" : "";
  }

  private static String lineOf(String text, int number) {
    return text.lines().skip(Math.max(0, number - 1L)).findFirst().orElse("");
  }

  private static int lineOfCodePoint(String text, int position) {
    return 1 + (int) text.codePoints().limit(position).filter(c -> c == '\n').count();
  }
}
