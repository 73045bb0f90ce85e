package dev.mynah.agent.route.match;

import java.util.List;

/** Values as they stand in sentences for people: short, on one line, in backquotes. */
public final class Quoted {
  private static final int LONGEST = 80;
  private static final int MOST = 3;

  private Quoted() {}

  /** The value in backquotes, cut where it is long, control characters replaced. */
  public static String of(String value) {
    String cut = value.length() > LONGEST ? value.substring(0, LONGEST) + "..." : value;
    StringBuilder text = new StringBuilder(cut.length() + 2).append('`');
    cut.chars().forEach(c -> text.append(Character.isISOControl(c) ? '?' : (char) c));
    return text.append('`').toString();
  }

  /** All values, or {@code nothing}. */
  static String of(List<String> values) {
    if (values.isEmpty()) {
      return "nothing";
    }
    StringBuilder text = new StringBuilder();
    for (String value : values.subList(0, Math.min(MOST, values.size()))) {
      text.append(text.isEmpty() ? "" : ", ").append(of(value));
    }
    return values.size() > MOST ? text.append(" and more").toString() : text.toString();
  }
}
