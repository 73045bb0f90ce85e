package dev.mynah.agent.wire.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Our own member of {@code Cache-Status}, the last one (RFC 9211 section 2). */
final class OwnStatus {
  private static final String BETWEEN_MEMBERS = ",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)";
  private static final String BETWEEN_PARAMETERS = ";(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)";

  private OwnStatus() {}

  /** What is wrong, as sentences. */
  static List<String> problems(Map<?, ?> expected, WireMessage answer) {
    if (expected.isEmpty()) {
      return List.of();
    }
    String[] members = answer.joined("Cache-Status").split(BETWEEN_MEMBERS);
    Map<String, String> own = parameters(members[members.length - 1].trim());
    List<String> problems = new ArrayList<>();
    expected.forEach(
        (name, wanted) -> {
          String found = own.get(name.toString());
          if (wanted == null ? found != null : !wanted.toString().equals(found)) {
            problems.add("Cache-Status " + name + ": expected " + wanted + ", found " + found);
          }
        });
    return problems;
  }

  private static Map<String, String> parameters(String member) {
    Map<String, String> found = new LinkedHashMap<>();
    String[] parts = member.split(BETWEEN_PARAMETERS);
    found.put("by", parts[0].trim());
    for (int i = 1; i < parts.length; i++) {
      String part = parts[i].trim();
      int equals = part.indexOf('=');
      found.put(
          equals < 0 ? part : part.substring(0, equals),
          equals < 0 ? "true" : part.substring(equals + 1).replace("\"", ""));
    }
    return found;
  }
}
