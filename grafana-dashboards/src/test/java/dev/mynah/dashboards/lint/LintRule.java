package dev.mynah.dashboards.lint;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** One demand on a dashboard. */
record LintRule(String name, Function<Board, Stream<Finding>> check) {

  /** Where a dashboard does not meet it. */
  List<Finding> findings(Board board) {
    return check.apply(board).toList();
  }

  /** About a dashboard as a whole. */
  static LintRule ofBoard(String name, Function<Board, Optional<String>> complaint) {
    return new LintRule(
        name,
        board ->
            complaint.apply(board).stream().map(what -> new Finding(name, board.uid(), "", what)));
  }

  /** About each panel. */
  static LintRule ofPanel(String name, Function<Board.Panel, Optional<String>> complaint) {
    return new LintRule(
        name,
        board ->
            board
                .panels()
                .flatMap(
                    panel ->
                        complaint.apply(panel).stream()
                            .map(what -> new Finding(name, board.uid(), panel.title(), what))));
  }

  /** About each query of each panel. */
  static LintRule ofTarget(String name, Function<Board.Target, Optional<String>> complaint) {
    return ofPanel(
        name,
        panel -> panel.targets().flatMap(target -> complaint.apply(target).stream()).findFirst());
  }
}
