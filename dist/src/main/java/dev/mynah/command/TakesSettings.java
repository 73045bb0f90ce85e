package dev.mynah.command;

import java.util.Map;

/** A command that reads a configuration, so that any setting may stand among its arguments. */
interface TakesSettings {
  /**
   * Called before the command runs.
   *
   * @param flags values by flag name, without dashes
   */
  void settings(Map<String, String> flags);
}
