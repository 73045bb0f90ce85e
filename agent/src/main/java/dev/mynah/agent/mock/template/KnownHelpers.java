package dev.mynah.agent.mock.template;

import com.github.jknack.handlebars.Decorator;
import com.github.jknack.handlebars.Helper;
import com.github.jknack.handlebars.helper.DefaultHelperRegistry;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives out only the helpers that were put in by us, none of those the library brings along. */
final class KnownHelpers extends DefaultHelperRegistry {
  private final Set<String> known = new HashSet<>();

  @Override
  public <H> KnownHelpers registerHelper(String name, Helper<H> helper) {
    super.registerHelper(name, helper);
    if (known != null) {
      known.add(name);
    }
    return this;
  }

  @Override
  public <C> @Nullable Helper<C> helper(String name) {
    return known.contains(name) ? super.helper(name) : null;
  }

  @Override
  public @Nullable Decorator decorator(String name) {
    return null;
  }
}
