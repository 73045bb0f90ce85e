package dev.mynah.exporter.promql.eval;

import dev.mynah.exporter.promql.metric.LabelSet;
import dev.mynah.exporter.promql.syntax.Expr.Binary;
import dev.mynah.exporter.promql.syntax.Expr.Matching;
import dev.mynah.exporter.promql.syntax.Operator;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Arithmetic and comparison between the elements of vectors, and between those and numbers. */
final class BinaryVectors {
  private final QueryScope scope;
  private final Operator operator;
  private final boolean bool;
  private final Matching matching;

  BinaryVectors(QueryScope scope, Binary binary) {
    this.scope = scope;
    this.operator = binary.operator();
    this.bool = binary.bool();
    this.matching = binary.matching();
  }

  /** A vector and a number; the vector is changed in place. */
  List<Line> withScalar(List<Line> lines, double[] scalar, boolean scalarIsLeft) {
    ArrayList<Line> result = new ArrayList<>();
    for (Line line : lines) {
      double[] values = line.values();
      for (int i = 0; i < values.length; i++) {
        if (line.isPresent(i)) {
          double left = scalarIsLeft ? scalar[i] : values[i];
          double right = scalarIsLeft ? values[i] : scalar[i];
          values[i] = value(left, right, values[i]);
        }
        scope.budget().tick();
      }
      result.add(keepsName() ? line : line.labelled(line.labels().withoutName()));
    }
    result.removeIf(line -> !line.isPresentAnywhere());
    return MergedLines.of(result);
  }

  /**
   * Two vectors, matched by their labels.
   *
   * @throws dev.mynah.exporter.series.QueryRefused where an element would match several
   */
  List<Line> of(List<Line> left, List<Line> right) {
    boolean swapped = matching.group() == Matching.Group.ONE_TO_MANY;
    List<Line> many = swapped ? right : left;
    Map<LabelSet, List<Line>> ones = Signature.index(swapped ? left : right, matching);
    Matched matched = new Matched();
    for (Line line : many) {
      LabelSet signature = Signature.of(line.labels(), matching);
      IdentityHashMap<Line, LabelSet> labels = new IdentityHashMap<>();
      List<Line> partners = ones.getOrDefault(signature, List.of());
      for (int i = 0; i < line.values().length && !partners.isEmpty(); i++) {
        Line one = line.isPresent(i) ? only(partners, i, signature, swapped) : null;
        if (one != null) {
          double ofLine = line.values()[i];
          double ofOne = one.values()[i];
          double from = swapped ? ofOne : ofLine;
          double value = value(from, swapped ? ofLine : ofOne, from);
          LabelSet result = labels.computeIfAbsent(one, o -> resultLabels(line, o));
          matched.put(result, signature, i, value);
        }
        scope.budget().tick();
      }
    }
    return matched.lines();
  }

  private static @Nullable Line only(
      List<Line> partners, int step, LabelSet signature, boolean swapped) {
    Line only = null;
    for (Line partner : partners) {
      if (partner.isPresent(step)) {
        if (only != null) {
          throw Refused.execution(
              "found duplicate series for the match group "
                  + signature
                  + " on the "
                  + (swapped ? "left" : "right")
                  + " hand-side of the operation: ["
                  + partner.labels()
                  + ", "
                  + only.labels()
                  + "];many-to-many matching not allowed: matching labels must be unique on one"
                  + " side");
        }
        only = partner;
      }
    }
    return only;
  }

  private double value(double left, double right, double kept) {
    if (!operator.isComparison()) {
      return operator.apply(left, right);
    }
    boolean holds = operator.holds(left, right);
    return bool ? (holds ? 1 : 0) : holds ? kept : Line.ABSENT;
  }

  private boolean keepsName() {
    return operator.isComparison() && !bool;
  }

  private LabelSet resultLabels(Line many, Line one) {
    LabelSet labels = keepsName() ? many.labels() : many.labels().withoutName();
    if (matching.group() == Matching.Group.ONE_TO_ONE) {
      return matching.on()
          ? labels.keeping(matching.labels())
          : keepsName()
              ? labels.dropping(matching.labels()).with(LabelSet.NAME, labels.get(LabelSet.NAME))
              : labels.dropping(matching.labels());
    }
    for (String label : matching.include()) {
      labels = labels.with(label, one.labels().get(label));
    }
    return labels;
  }

  /** Results by their labels, with a check that no two meet. */
  private final class Matched {
    private final Map<LabelSet, Line> byLabels = new LinkedHashMap<>();
    private final Map<LabelSet, BitSet> taken = new HashMap<>();

    void put(LabelSet labels, LabelSet signature, int step, double value) {
      boolean oneToOne = matching.group() == Matching.Group.ONE_TO_ONE;
      BitSet times = taken.computeIfAbsent(oneToOne ? signature : labels, l -> new BitSet());
      if (times.get(step)) {
        throw Refused.execution(
            oneToOne
                ? "multiple matches for labels: many-to-one matching must be explicit"
                    + " (group_left/group_right)"
                : "multiple matches for labels: grouping labels must ensure unique matches");
      }
      times.set(step);
      if (!Line.isAbsent(value)) {
        byLabels.computeIfAbsent(labels, l -> new Line(l, scope.newValues())).values()[step] =
            value;
      }
    }

    List<Line> lines() {
      return new ArrayList<>(byLabels.values());
    }
  }
}
