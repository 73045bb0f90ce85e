package dev.mynah.agent.mock.function;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/** The values of a name that may be given more than once: prints as the first, counts as a list. */
public final class TextList extends AbstractList<String> implements ModelValue {
  private final List<String> values = new ArrayList<>(1);

  @Override
  public boolean add(String value) {
    return values.add(value);
  }

  @Override
  public String get(int i) {
    return values.get(i);
  }

  @Override
  public int size() {
    return values.size();
  }

  @Override
  public Object plain() {
    return values.size() == 1 ? values.get(0) : List.copyOf(values);
  }

  @Override
  public String toString() {
    return values.isEmpty() ? "" : values.get(0);
  }
}
