package dev.mynah.agent.mock.request;

import dev.mynah.agent.mock.function.ModelValue;
import dev.mynah.agent.mock.function.PercentCoding;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The path: prints as it came, counts as its decoded segments, and knows the parameters of the
 * route's pattern by name.
 */
final class PathModel extends AbstractList<String> implements ModelValue {
  private final TemplateRequest request;
  private @Nullable List<String> segments;

  PathModel(TemplateRequest request) {
    this.request = request;
  }

  @Override
  public @Nullable Object named(String name) {
    return request.pathParameter(name);
  }

  private List<String> segments() {
    List<String> known = segments;
    if (known == null) {
      known = new ArrayList<>();
      for (String segment : request.head().path().split("/", -1)) {
        known.add(PercentCoding.decode(segment));
      }
      known.remove(0);
      if (!known.isEmpty() && known.get(known.size() - 1).isEmpty()) {
        known.remove(known.size() - 1);
      }
      segments = known;
    }
    return known;
  }

  List<String> copyOfSegments() {
    return List.copyOf(segments());
  }

  @Override
  public String get(int i) {
    return segments().get(i);
  }

  @Override
  public int size() {
    return segments().size();
  }

  @Override
  public Object plain() {
    return toString();
  }

  @Override
  public String toString() {
    return request.head().path();
  }
}
