package dev.mynah.agent.route;

import static dev.mynah.agent.route.RouteKit.ask;
import static dev.mynah.agent.route.RouteKit.request;
import static dev.mynah.agent.route.RouteKit.route;
import static dev.mynah.agent.route.RouteKit.table;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonBodyEqualityTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // expected | actual | strict | any order | extras | both
        "{\"a\":1,\"b\":2} | {\"b\":2.0,\"a\":1e0}   | true  | true  | true  | true",
        "{\"a\":1}         | {\"a\":1,\"b\":2}       | false | false | true  | true",
        "{\"a\":1,\"b\":2} | {\"a\":1}               | false | false | false | false",
        "{\"a\":1}         | {\"a\":\"1\"}           | false | false | false | false",
        "{\"a\":null}      | {}                      | false | false | false | false",
        "{\"a\":null}      | {\"a\":null}            | true  | true  | true  | true",
        "[1,2,3]           | [3,1,2]                 | false | true  | false | true",
        "[1,2]             | [1,9,2]                 | false | false | true  | true",
        "[2,1]             | [1,9,2]                 | false | false | false | true",
        "[1,1]             | [1,2]                   | false | false | false | false",
        "[1,1,2]           | [1,2,2]                 | false | false | false | false",
        "[[1,2],[3]]       | [[3],[2,1]]             | false | true  | false | true",
        "[{\"a\":1},{\"a\":1,\"b\":2}] | [{\"a\":1,\"b\":2},{\"a\":1}] | false | true | false | true",
        "{\"a\":{\"b\":1}} | {\"a\":{\"b\":1,\"c\":2}} | false | false | true | true",
        "12345678901234567890 | 12345678901234567890.0 | true  | true  | true  | true",
        "12345678901234567890 | 12345678901234567891   | false | false | false | false",
        "1.1               | 1.10                    | true  | true  | true  | true",
        "0                 | -0.0                    | true  | true  | true  | true",
        "100               | 1E+2                    | true  | true  | true  | true",
        "true              | true                    | true  | true  | true  | true",
        "true              | \"true\"                | false | false | false | false",
        "\"a\"             | \"\\u0061\"             | true  | true  | true  | true",
        "[]                | {}                      | false | false | false | false",
        "{}                | []                      | false | false | false | false",
        "{\"\":1}          | {\"\":1}                | true  | true  | true  | true",
        "{\"0\":1,\"a/b\":2,\"~\":3} | {\"0\":1,\"a/b\":2,\"~\":3} | true | true | true | true"
      })
  void valuesAreTheSame(
      String expected, String actual, boolean strict, boolean order, boolean extras, boolean both) {
    assertThat(same(expected, actual, false, false)).as("strict").isEqualTo(strict);
    assertThat(same(expected, actual, true, false)).as("any order").isEqualTo(order);
    assertThat(same(expected, actual, false, true)).as("extras").isEqualTo(extras);
    assertThat(same(expected, actual, true, true)).as("both").isEqualTo(both);
  }

  /** Asked alone and through the index that more than a few routes are found by. */
  private static boolean same(String expected, String actual, boolean order, boolean extras) {
    RouteKit.Builder wanted = route("it").json(expected, order, extras);
    boolean alone = ask(table(wanted), request("POST", "/"), actual).equals("it");
    List<RouteKit.Builder> routes = new ArrayList<>(List.of(wanted));
    for (int i = 0; i < 20; i++) {
      routes.add(route("other" + i).json("{\"unlikely\":" + i + "}", order, extras));
    }
    RouteTable indexed = table(routes.toArray(RouteKit.Builder[]::new));
    assertThat(ask(indexed, request("POST", "/"), actual).equals("it")).isEqualTo(alone);
    return alone;
  }

  @Test
  void longArraysInAnyOrderAreCompared() {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      numbers.add(i);
    }
    String expected = numbers.toString();
    Collections.shuffle(numbers, new Random(7));

    assertThat(same(expected, numbers.toString(), true, false)).isTrue();
  }

  @Test
  void pairingThatWouldTakeForEverEndsAsNoMatch() {
    String expected = "[" + "{\"a\":1},".repeat(3_000) + "{\"b\":1}]";
    String actual = "[" + "{\"a\":1,\"c\":2},".repeat(3_000) + "{\"d\":1}]";

    assertThat(same(expected, actual, true, true)).isFalse();
  }
}
