package dev.mynah.dashboards.live;

import dev.mynah.dashboards.live.PanelQuery.How;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks all that dashboards ask, and says what of the answers nobody should see. */
final class Judge {
  private static final Set<String> HAVE_OPTIONS = Set.of("job", "instance", "route");

  private final Proof proof;
  private final NoData noData;

  Judge(Proof proof, NoData noData) {
    this.proof = proof;
    this.noData = noData;
  }

  /**
   * Who is asked about whom.
   *
   * @param target its name in {@code no-data.yaml} and in the table
   * @param chosen of the variables; all of the others
   * @param empty which panels may be
   */
  record Look(String target, DataSource source, Map<String, String> chosen, MayBeEmpty empty) {}

  /** Which panels may have nothing to show, besides those that are declared. */
  enum MayBeEmpty {
    NONE,
    THOSE_THAT_SAY_SO,
    ALL
  }

  /** One line for each query with an error, something that is no number, or nothing. */
  List<String> complaints(List<Dashboard> dashboards, Look look) {
    long now = LiveTargets.now();
    noData.lookAnew(look.target());
    Set<String> complaints = new LinkedHashSet<>();
    for (Dashboard dashboard : dashboards) {
      DataSource.Span span = new DataSource.Span(now, Asking.LOOKED_AT.toSeconds());
      Choices choices = Choices.of(dashboard, look.source(), span, look.chosen());
      for (String name : HAVE_OPTIONS) {
        boolean nothing = choices.options().getOrDefault(name, List.of("absent")).isEmpty();
        if (nothing && look.empty() != MayBeEmpty.ALL) {
          complaints.add(dashboard.uid() + " / variable " + name + " has nothing to choose");
        }
      }
      Asking asking = new Asking(look.source(), choices, now);
      for (PanelQuery query : dashboard.queries()) {
        Answer answer = asking.ask(query);
        proof.add(query, look.target(), answer.brief());
        complaints.addAll(about(query, answer, look));
        if (look.empty() == MayBeEmpty.NONE && Asking.isAided(query) && !answer.isEmpty()) {
          complaints.addAll(unaided(query, asking, look));
        }
      }
    }
    return List.copyOf(complaints);
  }

  /** The same of rules: all can be evaluated, and each that records has made numbers. */
  List<String> complaintsAboutRules(Look look) {
    List<String> complaints = new ArrayList<>();
    for (DataSource.Rule rule : look.source().rules()) {
      if (!rule.error().isEmpty()) {
        complaints.add("rule " + rule.name() + ": " + rule.error());
      } else if (rule.records()) {
        PanelQuery.Place place = new PanelQuery.Place("rules", rule.name(), "record", 0);
        PanelQuery query = new PanelQuery(place, rule.name(), How.INSTANT, PanelQuery.Shape.PLAIN);
        Answer answer = look.source().at(rule.name(), LiveTargets.now());
        proof.add(query, look.target(), answer.brief());
        complaints.addAll(about(query, answer, look));
      }
    }
    return complaints;
  }

  private List<String> about(PanelQuery query, Answer answer, Look look) {
    List<String> complaints = new ArrayList<>();
    if (answer.isError() || answer.hasUnreal()) {
      complaints.add(query.place() + ": " + answer.brief() + ": " + query.expression());
    } else if (answer.isEmpty() && !mayBeEmpty(query, look)) {
      complaints.add(query.place() + ": nothing: " + query.expression());
    }
    return complaints;
  }

  /** Under load a stand-in for nothing is no data. */
  private List<String> unaided(PanelQuery query, Asking asking, Look look) {
    Answer answer = asking.askUnaided(query);
    proof.add(query, look.target(), answer.isEmpty() ? "stand-in" : answer.brief());
    if (answer.isEmpty() && !mayBeEmpty(query, look)) {
      return List.of(query.place() + ": only a stand-in: " + query.expression());
    }
    return List.of();
  }

  private boolean mayBeEmpty(PanelQuery query, Look look) {
    boolean allowed =
        switch (look.empty()) {
          case NONE -> false;
          case THOSE_THAT_SAY_SO -> !query.shape().noValue().isEmpty();
          case ALL -> true;
        };
    return query.how() == How.ANNOTATION || allowed || noData.allows(look.target(), query.place());
  }
}
