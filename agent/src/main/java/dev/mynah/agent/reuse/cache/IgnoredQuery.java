package dev.mynah.agent.reuse.cache;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Query parameters that make no difference to a key. Immutable. */
final class IgnoredQuery {
  private final List<byte[]> names = new ArrayList<>();
  private final List<byte[]> prefixes = new ArrayList<>();

  /**
   * @param patterns names; a star at the end stands for any rest, alone for all
   */
  IgnoredQuery(List<String> patterns) {
    for (String pattern : patterns) {
      if (pattern.endsWith("*")) {
        prefixes.add(latin1(pattern.substring(0, pattern.length() - 1)));
      } else {
        names.add(latin1(pattern));
      }
    }
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * Takes the parameters out in place; with the last one its question mark goes too.
   *
   * @param target path and query from index 0 on
   * @return its new length
   */
  int removeFrom(byte[] target, int length) {
    if (names.isEmpty() && prefixes.isEmpty()) {
      return length;
    }
    int mark = 0;
    while (mark < length && target[mark] != '?') {
      mark++;
    }
    int end = mark;
    int from = mark + 1;
    while (from < length) {
      int to = from;
      while (to < length && target[to] != '&') {
        to++;
      }
      if (!isIgnored(target, from, to)) {
        target[end] = (byte) (end == mark ? '?' : '&');
        System.arraycopy(target, from, target, end + 1, to - from);
        end += 1 + to - from;
      }
      from = to + 1;
    }
    return end;
  }

  private boolean isIgnored(byte[] target, int from, int to) {
    int nameEnd = from;
    while (nameEnd < to && target[nameEnd] != '=') {
      nameEnd++;
    }
    for (byte[] name : names) {
      if (Arrays.equals(target, from, nameEnd, name, 0, name.length)) {
        return true;
      }
    }
    for (byte[] prefix : prefixes) {
      int end = from + prefix.length;
      if (end <= nameEnd && Arrays.equals(target, from, end, prefix, 0, prefix.length)) {
        return true;
      }
    }
    return false;
  }
}
