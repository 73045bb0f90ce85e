package dev.mynah.agent.mock.request;

import dev.mynah.agent.mock.function.FunctionFailure;
import dev.mynah.agent.mock.function.ModelValue;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts of a multipart request by the names of their fields, in the order they came. */
final class PartMap extends LazyMap<PartMap.Parts> {
  private final String contentType;
  private final byte[] body;
  private @Nullable Map<String, Parts> parsed;

  PartMap(String contentType, byte[] body) {
    this.contentType = contentType;
    this.body = body;
  }

  @Override
  @Nullable Parts find(String key) {
    return all().get(key);
  }

  /** A part that names no field is known by its position, counted from 0. */
  @Override
  Map<String, Parts> all() {
    Map<String, Parts> known = parsed;
    if (known != null) {
      return known;
    }
    known = new LinkedHashMap<>();
    List<Multipart.Part> parts = Multipart.parse(contentType, body);
    if (parts.size() > Multipart.MOST_PARTS) {
      throw new FunctionFailure("the request has more than " + Multipart.MOST_PARTS + " parts");
    }
    for (int i = 0; i < parts.size(); i++) {
      PartModel part = new PartModel(parts.get(i));
      String name = part.name().isEmpty() ? String.valueOf(i) : part.name();
      known.computeIfAbsent(name, key -> new Parts()).parts.add(part);
    }
    parsed = known;
    return known;
  }

  /** The parts of one name: prints and answers as the first, counts as a list. */
  static final class Parts extends AbstractList<PartModel> implements ModelValue {
    private final List<PartModel> parts = new ArrayList<>(1);

    @Override
    public PartModel get(int i) {
      return parts.get(i);
    }

    @Override
    public int size() {
      return parts.size();
    }

    @Override
    public @Nullable Object named(String name) {
      return parts.get(0).get(name);
    }

    @Override
    public Object plain() {
      return parts.size() == 1 ? parts.get(0) : List.copyOf(parts);
    }

    @Override
    public String toString() {
      return parts.get(0).toString();
    }
  }
}
