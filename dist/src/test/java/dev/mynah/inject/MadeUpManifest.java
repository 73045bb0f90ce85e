package dev.mynah.inject;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A stream of manifests, made up and written in a layout of its own. */
final class MadeUpManifest {
  private final Random random;
  private final List<Object> documents = new ArrayList<>();
  private final StringBuilder out = new StringBuilder();
  private final String lineEnd;
  private final int step;
  private final int dash;

  MadeUpManifest(Random random) {
    this.random = random;
    this.lineEnd = random.nextInt(4) == 0 ? "\r\n" : "\n";
    this.step = 2 + random.nextInt(3);
    this.dash = random.nextBoolean() ? 0 : 1 + random.nextInt(step);
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      Map<String, Object> document = random.nextInt(3) == 0 ? other() : deployment();
      documents.add(document);
      out.append(i > 0 || random.nextBoolean() ? "---" + lineEnd : "");
      if (random.nextInt(5) == 0) {
        out.append(flow(document)).append(lineEnd);
      } else {
        block(document, 0);
      }
      out.append(random.nextInt(6) == 0 ? "..." + lineEnd : "");
    }
    if (random.nextInt(5) == 0 && !out.toString().endsWith("..." + lineEnd)) {
      out.setLength(out.length() - lineEnd.length());
    }
  }

  String text() {
    return out.toString();
  }

  /** What it means; the maps may be changed. */
  List<Object> documents() {
    return documents;
  }

  private Map<String, Object> other() {
    return Injected.mapOf("apiVersion", "v1", "kind", "Service", "spec", Injected.mapOf("a", "#1"));
  }

  private Map<String, Object> deployment() {
    Map<String, Object> spec = Injected.mapOf();
    maybe(spec, "initContainers", List.of("migrate"));
    spec.put("containers", containers(random.nextBoolean() ? List.of("a") : List.of("a", "b")));
    if (random.nextBoolean()) {
      spec.put("volumes", some(List.of(Injected.mapOf("name", "v", "emptyDir", Injected.mapOf()))));
    }
    Map<String, Object> template = Injected.mapOf();
    if (random.nextBoolean()) {
      Object labels = random.nextBoolean() ? null : Injected.mapOf("app", "on");
      template.put("metadata", random.nextInt(3) == 0 ? null : Injected.mapOf("labels", labels));
    }
    template.put("spec", spec);
    Map<String, Object> document = Injected.mapOf("apiVersion", "apps/v1", "kind", "Deployment");
    document.put("spec", Injected.mapOf("replicas", 2, "template", template));
    if (random.nextBoolean()) {
      document.put("metadata", Injected.mapOf("name", "x \u00e9\ud83d\ude00"));
    }
    return document;
  }

  private void maybe(Map<String, Object> spec, String key, List<String> names) {
    if (random.nextBoolean()) {
      spec.put(key, some(containers(names)));
    }
  }

  /** A list as it is, or none in its place, or an empty one. */
  private Object some(List<Object> list) {
    return switch (random.nextInt(4)) {
      case 0 -> null;
      case 1 -> new ArrayList<>();
      default -> list;
    };
  }

  private List<Object> containers(List<String> names) {
    List<Object> containers = new ArrayList<>();
    for (String name : names) {
      Map<String, Object> container = Injected.mapOf("name", name, "image", "i: 1");
      if (random.nextBoolean()) {
        String variable = random.nextBoolean() ? "PAY_URL" : "OTHER";
        container.put(
            "env", new ArrayList<>(List.of(Injected.mapOf("name", variable, "value", "1"))));
      }
      if (random.nextBoolean()) {
        container.put("args", new ArrayList<>(List.of("line\nline\n", "x")));
      }
      containers.add(container);
    }
    return containers;
  }

  private void block(Map<String, Object> map, int column) {
    for (Map.Entry<String, Object> entry : map.entrySet()) {
      comment(column);
      out.append(" ".repeat(column));
      entry(entry, column);
    }
  }

  private void entry(Map.Entry<String, Object> entry, int column) {
    out.append(entry.getKey()).append(':');
    if (entry.getValue() instanceof Map<?, ?> map && !map.isEmpty() && random.nextInt(6) > 0) {
      behind();
      block(Injected.map(map), column + step);
    } else if (entry.getValue() instanceof List<?> list
        && !list.isEmpty()
        && random.nextInt(6) > 0) {
      behind();
      list.forEach(item -> item(item, column + dash));
    } else if (entry.getValue() == null && random.nextBoolean()) {
      behind();
    } else {
      out.append(' ').append(flow(entry.getValue()));
      behind();
    }
  }

  private void item(Object item, int column) {
    comment(column);
    int inner = column + 1 + step - 1;
    if (item instanceof String text && text.contains("\n") && random.nextBoolean()) {
      out.append(" ".repeat(column)).append("- |").append(lineEnd);
      text.lines().forEach(l -> out.append(" ".repeat(column + 3)).append(l).append(lineEnd));
    } else if (item instanceof Map<?, ?> map && random.nextInt(6) > 0) {
      out.append(" ".repeat(column)).append('-').append(" ".repeat(inner - column - 1));
      boolean first = true;
      for (Map.Entry<String, Object> entry : Injected.map(map).entrySet()) {
        if (!first) {
          comment(inner);
          out.append(" ".repeat(inner));
        }
        entry(entry, inner);
        first = false;
      }
    } else {
      out.append(" ".repeat(column)).append("- ").append(flow(item));
      behind();
    }
  }

  private void comment(int column) {
    if (random.nextInt(8) == 0) {
      out.append(" ".repeat(column)).append("# c").append(random.nextInt(1000)).append(lineEnd);
    } else if (random.nextInt(12) == 0) {
      out.append(lineEnd);
    }
  }

  private void behind() {
    out.append(random.nextInt(8) == 0 ? "  # c" + random.nextInt(1000) : "").append(lineEnd);
  }

  private String flow(Object value) {
    if (value instanceof Map<?, ?> map) {
      List<String> all = new ArrayList<>();
      map.forEach((key, each) -> all.add("\"" + key + "\": " + flow(each)));
      return "{" + String.join(", ", all) + "}";
    }
    if (value instanceof List<?> list) {
      return "["
          + String.join(random.nextBoolean() ? ", " : " , ", list.stream().map(this::flow).toList())
          + "]";
    }
    if (value instanceof String text) {
      return "\"" + text.replace("\n", "\\n") + "\"";
    }
    return String.valueOf(value);
  }
}
