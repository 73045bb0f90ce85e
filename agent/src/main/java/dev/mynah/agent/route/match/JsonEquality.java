package dev.mynah.agent.route.match;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Whether a JSON value is the expected one: numbers by value however they are spelled and however
 * large, object members in any order.
 *
 * <p>With {@code ignoreArrayOrder} elements are paired off in any order. With {@code
 * ignoreExtraElements} objects may have further members and arrays further elements; where order
 * counts, the expected elements must stand in their order with anything between them.
 *
 * <p>Pairing elements that may match more than one partner is bounded: past {@link
 * #MAX_COMPARISONS} comparisons of values the answer is no. One instance answers one question.
 */
final class JsonEquality {
  static final int MAX_COMPARISONS = 5_000_000;

  private final boolean anyOrder;
  private final boolean extras;
  private int comparisonsLeft = MAX_COMPARISONS;

  private JsonEquality(boolean anyOrder, boolean extras) {
    this.anyOrder = anyOrder;
    this.extras = extras;
  }

  static boolean matches(
      JsonNode expected, JsonNode actual, boolean ignoreArrayOrder, boolean ignoreExtraElements) {
    return new JsonEquality(ignoreArrayOrder, ignoreExtraElements).same(expected, actual);
  }

  private boolean same(JsonNode expected, JsonNode actual) {
    if (--comparisonsLeft < 0) {
      return false;
    }
    if (expected.isObject()) {
      return actual.isObject() && sameMembers(expected, actual);
    }
    if (expected.isArray()) {
      return actual.isArray() && sameElements(expected, actual);
    }
    return actual.isValueNode() && scalar(expected).equals(scalar(actual));
  }

  private boolean sameMembers(JsonNode expected, JsonNode actual) {
    if (extras ? expected.size() > actual.size() : expected.size() != actual.size()) {
      return false;
    }
    for (Iterator<String> names = expected.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      JsonNode member = actual.get(name);
      if (member == null || !same(expected.get(name), member)) {
        return false;
      }
    }
    return true;
  }

  private boolean sameElements(JsonNode expected, JsonNode actual) {
    if (extras ? expected.size() > actual.size() : expected.size() != actual.size()) {
      return false;
    }
    if (!anyOrder) {
      return inOrder(expected, actual);
    }
    return extras ? paired(expected, actual) : sameGroups(expected, actual);
  }

  /** Each expected element is found at the earliest place after the one before it. */
  private boolean inOrder(JsonNode expected, JsonNode actual) {
    int at = 0;
    for (JsonNode element : expected) {
      while (at < actual.size() && !same(element, actual.get(at))) {
        if (!extras) {
          return false;
        }
        at++;
      }
      if (at++ >= actual.size()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Without extras "the same" is an equivalence: elements are grouped by a hash without order, and
   * within a group any free partner will do.
   */
  private boolean sameGroups(JsonNode expected, JsonNode actual) {
    Map<Integer, List<JsonNode>> free = new HashMap<>();
    for (JsonNode element : actual) {
      free.computeIfAbsent(orderlessHash(element), hash -> new ArrayList<>()).add(element);
    }
    for (JsonNode element : expected) {
      List<JsonNode> group = free.getOrDefault(orderlessHash(element), List.of());
      if (!takeFrom(group, element)) {
        return false;
      }
    }
    return true;
  }

  private boolean takeFrom(List<JsonNode> group, JsonNode element) {
    for (int i = group.size() - 1; i >= 0; i--) {
      if (same(element, group.get(i))) {
        group.set(i, group.get(group.size() - 1));
        group.remove(group.size() - 1);
        return true;
      }
    }
    return false;
  }

  /** A pairing in which every expected element has a partner of its own (Kuhn's algorithm). */
  private boolean paired(JsonNode expected, JsonNode actual) {
    int[] partnerOf = new int[actual.size()];
    Arrays.fill(partnerOf, -1);
    for (int i = 0; i < expected.size(); i++) {
      if (!findPartner(i, expected, actual, partnerOf, new boolean[actual.size()])) {
        return false;
      }
    }
    return true;
  }

  private boolean findPartner(
      int i, JsonNode expected, JsonNode actual, int[] partnerOf, boolean[] tried) {
    for (int j = 0; j < actual.size(); j++) {
      if (partnerOf[j] < 0 && !tried[j] && same(expected.get(i), actual.get(j))) {
        partnerOf[j] = i;
        return true;
      }
    }
    for (int j = 0; j < actual.size(); j++) {
      if (tried[j] || partnerOf[j] < 0 || !same(expected.get(i), actual.get(j))) {
        continue;
      }
      tried[j] = true;
      if (findPartner(partnerOf[j], expected, actual, partnerOf, tried)) {
        partnerOf[j] = i;
        return true;
      }
    }
    return false;
  }

  /** A hash that is the same for values that differ only in order or in how numbers are spelled. */
  static int orderlessHash(JsonNode node) {
    int hash = 0;
    if (node.isObject()) {
      for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
        String name = names.next();
        hash += spread(name.hashCode() * 31 + orderlessHash(node.get(name)));
      }
      return hash + 1;
    }
    if (node.isArray()) {
      for (JsonNode element : node) {
        hash += spread(orderlessHash(element));
      }
      return hash + 2;
    }
    return scalar(node).hashCode();
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9e3779b9;
    return mixed ^ mixed >>> 15;
  }

  /** A scalar as text that tells kinds apart: a string is never the same as a number. */
  static String scalar(JsonNode node) {
    if (node.isNumber() && Double.isFinite(finite(node))) {
      return "n" + Json.canonical(node);
    }
    return node.isTextual() ? "s" + node.textValue() : "l" + node.asText();
  }

  /** A stand-in that is not finite only for the values that JSON has no numbers for. */
  private static double finite(JsonNode number) {
    return number.isFloatingPointNumber() && !number.isBigDecimal() ? number.doubleValue() : 0;
  }

  /**
   * The scalars that a body must have where the expected value has them, as far as they are reached
   * through objects alone.
   */
  static List<Key> scalarKeys(JsonNode expected, int most) {
    List<Key> keys = new ArrayList<>();
    collect(expected, JsonPointer.empty(), most, keys);
    return keys;
  }

  private static void collect(JsonNode node, JsonPointer at, int most, List<Key> keys) {
    if (node.isValueNode() && keys.size() < most) {
      keys.add(new Key(new Dimension.JsonField(at), scalar(node)));
    } else if (node.isObject()) {
      for (Iterator<String> names = node.fieldNames(); names.hasNext() && keys.size() < most; ) {
        String name = names.next();
        collect(node.get(name), at.appendProperty(name), most, keys);
      }
    }
  }
}
