package dev.mynah.settings.reload;

import dev.mynah.settings.Settings;
import dev.mynah.settings.tree.Problem;
import java.util.List;

/** What a process does with a change of its configuration; called on the watcher's thread. */
public interface ReloadListener {
  /**
   * Takes a configuration that reads well, warnings and all.
   *
   * @return what stands against using it, such as a template that does not compile; empty when it
   *     is in use now
   */
  List<Problem> take(Settings settings);

  /** A change was refused: what ran before runs on. Called once for each state of the files. */
  void refused(List<Problem> problems);
}
