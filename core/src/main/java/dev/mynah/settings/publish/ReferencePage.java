package dev.mynah.settings.publish;

import dev.mynah.settings.Schema;
import dev.mynah.settings.declare.Address;
import dev.mynah.settings.declare.Section;
import dev.mynah.settings.declare.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The reference of all settings, in Markdown. */
public final class ReferencePage {
  private static final int DEEPEST = 8;

  private final StringBuilder out = new StringBuilder();
  private final Map<Section<?>, List<String>> places = new LinkedHashMap<>();

  private ReferencePage() {}

  /**
   * The page's text.
   *
   * @param introduction what stands above the tables
   */
  public static String of(Schema schema, String introduction) {
    ReferencePage page = new ReferencePage();
    page.out.append(introduction.strip()).append("\n\n## Keys of the file\n\n");
    page.table(schema.root());
    page.collect(schema.root(), "");
    page.places.forEach(page::section);
    page.names(schema.addresses());
    return page.out.toString().stripTrailing() + "\n";
  }

  /** Where each section may stand, in the order of the file. */
  private void collect(Section<?> section, String above) {
    if (above.chars().filter(c -> c == '.').count() > DEEPEST) {
      return;
    }
    for (Setting<?> setting : section.settings()) {
      String words = setting.type().words();
      String suffix =
          words.startsWith("list of") ? "[]" : words.startsWith("map of") ? ".NAME" : "";
      String path = above + setting.key() + suffix;
      for (Section<?> inside : setting.type().sections()) {
        boolean first = !places.containsKey(inside);
        places.computeIfAbsent(inside, s -> new ArrayList<>()).add(path);
        if (first) {
          collect(inside, path + ".");
        }
      }
    }
  }

  private void section(Section<?> section, List<String> paths) {
    out.append("\n## ").append(paths.get(0)).append("\n\n");
    out.append(section.doc()).append('\n');
    if (paths.size() > 1) {
      out.append("Also at `").append(String.join("`, `", paths.subList(1, paths.size())));
      out.append("`.\n");
    }
    out.append('\n');
    table(section);
  }

  private void table(Section<?> section) {
    out.append("| Key | Type | Allowed | Default | Meaning |\n|---|---|---|---|---|\n");
    for (Setting<?> setting : section.settings()) {
      String byDefault = setting.isRequired() ? "**required**" : cell(setting.defaultWords());
      out.append("| `").append(setting.key()).append("` | ").append(cell(setting.type().words()));
      out.append(" | ").append(cell(setting.type().allowed()));
      out.append(" | ").append(byDefault);
      out.append(" | ").append(cell(setting.doc()));
      out.append(setting.isAtStart() ? " Read at start only." : "");
      out.append(setting.isSecret() ? " Never printed." : "");
      out.append(" |\n");
    }
    if (!section.later().isEmpty()) {
      out.append("\nNot in this release, and refused as such: ");
      List<String> later = new ArrayList<>();
      new TreeMap<>(section.later()).forEach((key, will) -> later.add("`" + key + "` " + will));
      out.append(String.join("; ", later)).append(".\n");
    }
  }

  private void names(List<Address> addresses) {
    out.append("\n## Names in the environment and on the command line\n\n");
    out.append("| Setting | Environment | Flag |\n|---|---|---|\n");
    for (Address address : addresses) {
      out.append("| `").append(address.dotted()).append("` | `").append(address.variable());
      out.append("` | `--").append(address.flag()).append("` |\n");
    }
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
