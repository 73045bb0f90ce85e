package dev.mynah.exporter.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The API reference as a page, from what is declared. */
public final class ApiPage {
  private static final String ADDRESS = "http://127.0.0.1:9464";

  private ApiPage() {}

  /** The page: an introduction, then a chapter for each tag. */
  public static String markdown(String introduction, List<Operation> operations) {
    Map<String, List<Operation>> chapters = new LinkedHashMap<>();
    for (Operation operation : operations) {
      chapters.computeIfAbsent(operation.text().tag(), tag -> new ArrayList<>()).add(operation);
    }
    StringBuilder page = new StringBuilder(introduction);
    chapters.forEach(
        (tag, all) -> {
          page.append("\n## ").append(tag).append('\n');
          all.forEach(operation -> add(page, operation));
        });
    return page.toString();
  }

  private static void add(StringBuilder page, Operation operation) {
    page.append("\n### `")
        .append(operation.method())
        .append(' ')
        .append(operation.path())
        .append("`\n\n")
        .append(operation.text().summary())
        .append('.');
    if (!operation.text().detail().isEmpty()) {
      page.append(' ').append(operation.text().detail());
    }
    page.append("\n\n```\n").append(curl(operation)).append("\n```\n");
    if (!operation.parameters().isEmpty()) {
      List<String> names =
          operation.parameters().stream().map(each -> "`" + each.name() + "`").toList();
      page.append("\nParameters: ").append(String.join(", ", names)).append(".\n");
    }
    operation.reply().parts().forEach((name, part) -> addColumns(page, name, part));
  }

  private static void addColumns(StringBuilder page, String name, Reply.Part part) {
    if (name.equals("page")) {
      return;
    }
    page.append("\n`")
        .append(name)
        .append(part.several() ? "` is a list of rows:\n" : "` is an object:\n")
        .append("\n| field | meaning |\n|---|---|\n");
    addFields(page, "", part.type());
  }

  private static void addFields(StringBuilder page, String prefix, Class<?> type) {
    for (RecordField field : RecordField.of(type)) {
      String name = prefix + field.name();
      if (!field.inline()) {
        page.append("| `").append(name).append("` | ").append(field.about()).append(" |\n");
      }
      if (field.type() instanceof Class<?> nested && nested.isRecord()) {
        addFields(page, field.inline() ? prefix : name + ".", nested);
      }
    }
  }

  /** A line to try. */
  static String curl(Operation operation) {
    String path = operation.path().replace("{id}", "1").replace("{name}", "route");
    if (operation.method().equals("GET")) {
      String query = operation.example().isEmpty() ? "" : "?" + operation.example();
      return "curl '" + ADDRESS + path + query + "'";
    }
    String method = "curl -X " + operation.method() + " ";
    boolean arguments = operation.example().startsWith("-");
    if (arguments) {
      return method + operation.example() + " '" + ADDRESS + path + "'";
    }
    String query = operation.example().isEmpty() ? "" : "?" + operation.example();
    return method + "'" + ADDRESS + path + query + "'";
  }
}
