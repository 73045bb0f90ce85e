package dev.mynah.agent.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.BodyMatch;
import dev.mynah.agent.config.RouteConfig;
import dev.mynah.agent.config.ValueMatch;
import dev.mynah.agent.http.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The compiled table answers as looking at every route in turn would. */
class RouteTablePropertyTest {
  private static final String[] SEGMENTS = {"a", "b", "", ":x", "*"};
  private static final String[] METHODS = {"GET", "HEAD", "POST", "PURGE"};
  private static final String[] VALUES = {"1", "2", "3", "x", "X"};
  private static final String[] NAMES = {"n", "m"};
  private static final String[] HOSTS = {"a.test", "b.a.test", "test"};
  private static final String[] REGEXES = {"/a.*", "/.*", "/a/b", "/(a|b)/?.*", "/a+b?", "/b/[ab]"};

  @Property(tries = 600)
  void theTableAnswersAsLookingAtEveryRouteWould(@ForAll long seed) {
    Random random = new Random(seed);
    List<RouteConfig> routes = new ArrayList<>();
    int size = random.nextInt(random.nextBoolean() ? 6 : 120);
    boolean crowded = random.nextBoolean();
    for (int i = 0; i < size; i++) {
      routes.add(route("r" + i, crowded, random).build());
    }
    RouteTable table = RouteTable.compile(routes);
    LinearMatcher plainly = new LinearMatcher(routes);
    RouteLookup lookup = new RouteLookup();

    for (int i = 0; i < 40; i++) {
      LinearMatcher.Asked asked = asked(crowded, random);
      lookup.begin(head(asked));
      String answer = RouteKit.ask(table, lookup);
      assertThat(answer).as("%s of %s", asked, routes).isEqualTo(plainly.find(asked, false));
      if (answer.equals("NEEDS_BODY")) {
        byte[] body = ("{\"k\":\"" + asked.json() + "\"}").getBytes(StandardCharsets.UTF_8);
        lookup.body(body, body.length);
        assertThat(RouteKit.ask(table, lookup))
            .as("%s with its body of %s", asked, routes)
            .isEqualTo(plainly.find(asked, true));
      } else if (answer.equals("NONE")) {
        assertThat(NearMisses.of(table, lookup)).hasSizeLessThanOrEqualTo(NearMisses.MOST);
      }
    }
  }

  @Property(tries = 400)
  void noRequestReachesAShadowedRoute(@ForAll long seed) {
    Random random = new Random(seed);
    List<RouteConfig> routes = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      routes.add(route("r" + i, random.nextBoolean(), random).build());
    }
    List<String> shadowed =
        Shadowing.find(routes).stream().map(shadow -> shadow.route().id()).toList();
    LinearMatcher plainly = new LinearMatcher(routes);

    for (int i = 0; i < 200; i++) {
      assertThat(shadowed)
          .as("shadowed routes of %s", routes)
          .doesNotContain(plainly.find(asked(random.nextBoolean(), random), true));
    }
  }

  /** A route; crowded ones share one path, so that predicates alone tell them apart. */
  private static RouteKit.Builder route(String id, boolean crowded, Random random) {
    RouteKit.Builder route = RouteKit.route(id);
    int kind = random.nextInt(10);
    if (crowded || kind < 8) {
      route.path(crowded ? "/a" : pattern(random));
    } else if (kind == 8) {
      route.regex(pick(REGEXES, random));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      route.methods(pick(METHODS, random));
    }
    if (random.nextInt(8) == 0) {
      route.priority(1 + random.nextInt(9));
    }
    if (random.nextInt(6) == 0) {
      route.host((random.nextBoolean() ? "*." : "") + pick(HOSTS, random));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      route.query(pick(NAMES, random), value(random));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      route.header(pick(NAMES, random), value(random));
    }
    if (random.nextInt(3) == 0) {
      addBody(route, random);
    }
    return route;
  }

  private static void addBody(RouteKit.Builder route, Random random) {
    String value = pick(VALUES, random);
    String json = "{\"k\":\"" + value + "\"}";
    switch (random.nextInt(5)) {
      case 0 -> route.body(new BodyMatch.Contains(value));
      case 1 -> route.body(new BodyMatch.TextEqual(json));
      case 2 -> route.json(json);
      case 3 -> route.json(json, true, true);
      default -> route.body(new BodyMatch.JsonPath("$.k", value(random)));
    }
  }

  private static ValueMatch value(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> new ValueMatch.Absent();
      case 1 -> new ValueMatch.DoesNotContain(pick(VALUES, random));
      case 2 -> new ValueMatch.Equal(pick(VALUES, random), true);
      default -> new ValueMatch.Equal(pick(VALUES, random), false);
    };
  }

  private static String pattern(Random random) {
    StringBuilder path = new StringBuilder();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      path.append('/').append(pick(SEGMENTS, random));
    }
    return random.nextInt(4) == 0 ? path.append("/**").toString() : path.toString();
  }

  private static LinearMatcher.Asked asked(boolean crowded, Random random) {
    StringBuilder path = new StringBuilder();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      path.append('/').append(SEGMENTS[random.nextInt(3)]);
    }
    return new LinearMatcher.Asked(
        pick(METHODS, random),
        crowded ? "/a" : path.toString(),
        values(random),
        values(random),
        pick(HOSTS, random),
        pick(VALUES, random));
  }

  private static Map<String, List<String>> values(Random random) {
    Map<String, List<String>> values = new HashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      values
          .computeIfAbsent(pick(NAMES, random), name -> new ArrayList<>())
          .add(pick(VALUES, random));
    }
    return values;
  }

  private static RequestHead head(LinearMatcher.Asked asked) {
    StringBuilder query = new StringBuilder("?");
    asked.query().forEach((name, all) -> all.forEach(v -> query.append(name + "=" + v + "&")));
    RequestHead head = RouteKit.request(asked.method(), asked.path() + query);
    head.fields().add("Host", asked.host());
    asked.headers().forEach((name, all) -> all.forEach(v -> head.fields().add(name, v)));
    return head;
  }

  private static String pick(String[] from, Random random) {
    return from[random.nextInt(from.length)];
  }
}
