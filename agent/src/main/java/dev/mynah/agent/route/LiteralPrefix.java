package dev.mynah.agent.route;

import java.util.regex.Pattern;

/** What every match of a regular expression begins with, as far as that is easy to see. */
final class LiteralPrefix {
  private static final String META = "\\[](){}.*+?^$|";
  private static final int NOT_LITERAL =
      Pattern.CASE_INSENSITIVE | Pattern.COMMENTS | Pattern.CANON_EQ;

  private LiteralPrefix() {}

  /** The prefix; empty when there is none or it is not worth finding. */
  static String of(Pattern pattern) {
    String regex = pattern.pattern();
    if ((pattern.flags() & Pattern.LITERAL) != 0) {
      return (pattern.flags() & NOT_LITERAL) == 0 ? regex : "";
    }
    if ((pattern.flags() & NOT_LITERAL) != 0 || regex.contains("|") || regex.contains("\\Q")) {
      return "";
    }
    StringBuilder prefix = new StringBuilder();
    int at = regex.startsWith("^") ? 1 : 0;
    while (at < regex.length()) {
      boolean escaped = regex.charAt(at) == '\\';
      int literal = escaped ? at + 1 : at;
      if (literal >= regex.length() || !isLiteral(regex.charAt(literal), escaped)) {
        break;
      }
      if (isRepeated(regex, literal + 1)) {
        break;
      }
      prefix.append(regex.charAt(literal));
      at = literal + 1;
    }
    return prefix.toString();
  }

  private static boolean isLiteral(char c, boolean escaped) {
    if (Character.isSurrogate(c)) {
      return false;
    }
    return escaped ? !Character.isLetterOrDigit(c) : META.indexOf(c) < 0;
  }

  private static boolean isRepeated(String regex, int at) {
    return at < regex.length() && "*+?{".indexOf(regex.charAt(at)) >= 0;
  }
}
