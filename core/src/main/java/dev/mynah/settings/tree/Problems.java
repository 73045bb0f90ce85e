package dev.mynah.settings.tree;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong in one configuration; for one thread. */
public final class Problems {
  private final List<Problem> errors = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  /** Something that keeps the configuration from being used. */
  public void error(Place place, String found, String expected) {
    errors.add(new Problem(place, found, expected));
  }

  /** Something that is allowed and probably not meant. */
  public void warn(Place place, String found, String expected) {
    warnings.add(new Problem(place, found, expected));
  }

  public int errorCount() {
    return errors.size();
  }

  /** In the order found. */
  public List<Problem> errors() {
    return List.copyOf(errors);
  }

  /** In the order found. */
  public List<Problem> warnings() {
    return List.copyOf(warnings);
  }
}
