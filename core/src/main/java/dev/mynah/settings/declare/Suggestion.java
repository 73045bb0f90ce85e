package dev.mynah.settings.declare;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds what somebody probably meant. */
public final class Suggestion {
  private static final int LONGEST = 64;

  private Suggestion() {}

  /** The nearest of the known words, or null when none is near. */
  public static @Nullable String nearest(String word, Collection<String> known) {
    String plain = plain(word);
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (String candidate : known) {
      String other = plain(candidate);
      int distance = distance(plain, other);
      int allowed = Math.max(plain.length(), other.length()) <= 4 ? 1 : plain.length() / 3 + 1;
      if (distance <= Math.min(allowed, 3) && distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best;
  }

  /** Words differ neither by case nor by how they are joined: {@code first_byte, firstByte}. */
  private static String plain(String word) {
    String joined = word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    return joined.length() > LONGEST ? joined.substring(0, LONGEST) : joined;
  }

  /** Edits to turn one word into the other, neighbours swapped counting as one. */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : step(a, b, i, j, d);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int step(String a, String b, int i, int j, int[][] d) {
    int replace = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int least = Math.min(d[i - 1][j] + 1, Math.min(d[i][j - 1] + 1, d[i - 1][j - 1] + replace));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, d[i - 2][j - 2] + 1) : least;
  }
}
