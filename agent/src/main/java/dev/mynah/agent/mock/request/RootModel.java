package dev.mynah.agent.mock.request;

import java.util.AbstractMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands outermost: {@code request} and nothing else. It does not list its entries, so that a
 * template only reaches the request by naming it and what it needs can be read off its text.
 */
final class RootModel extends AbstractMap<String, Object> {
  private final RequestModel request;

  RootModel(RequestModel request) {
    this.request = request;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    return "request".equals(key) ? request : null;
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return Set.of();
  }
}
