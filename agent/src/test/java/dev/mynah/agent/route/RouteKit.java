package dev.mynah.agent.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.agent.config.BodyMatch;
import dev.mynah.agent.config.MatchConfig;
import dev.mynah.agent.config.RouteConfig;
import dev.mynah.agent.config.RouteMode;
import dev.mynah.agent.config.ValueMatch;
import dev.mynah.agent.config.reuse.RouteReuse;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.Scheme;
import dev.mynah.agent.http.Version;
import dev.mynah.ledger.HitMethod;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Routes and requests as tests write them. */
public final class RouteKit {
  private RouteKit() {}

  /** A route of this id, claiming everything until told otherwise. */
  public static Builder route(String id) {
    return new Builder(id);
  }

  public static RouteTable table(Builder... routes) {
    return RouteTable.compile(configs(routes));
  }

  public static List<RouteConfig> configs(Builder... routes) {
    List<RouteConfig> configs = new ArrayList<>();
    for (Builder route : routes) {
      configs.add(route.build());
    }
    return configs;
  }

  /** A request; header lines are written {@code Name: value}. */
  public static RequestHead request(String method, String target, String... headers) {
    return request(method, target.getBytes(StandardCharsets.UTF_8), headers);
  }

  public static RequestHead request(String method, byte[] target, String... headers) {
    RequestHead head = new RequestHead();
    head.begin(HitMethod.of(method), method, Version.HTTP_1_1, Scheme.HTTP);
    int question = 0;
    while (question < target.length && target[question] != '?') {
      question++;
    }
    head.path(target, 0, question);
    head.query(target, Math.min(question + 1, target.length), target.length);
    for (String line : headers) {
      int colon = line.indexOf(':');
      head.fields().add(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    return head;
  }

  /** The id of the route that gets the request, or the verdict when none does. */
  public static String ask(RouteTable table, RequestHead head) {
    return ask(table, new RouteLookup().begin(head));
  }

  public static String ask(RouteTable table, RouteLookup lookup) {
    Verdict verdict = table.find(lookup);
    return verdict == Verdict.FOUND ? lookup.route().id() : verdict.name();
  }

  /** The same, with a body ready for when it is asked for. */
  public static String ask(RouteTable table, RequestHead head, String body) {
    RouteLookup lookup = new RouteLookup().begin(head);
    String answer = ask(table, lookup);
    if (!answer.equals("NEEDS_BODY")) {
      return answer;
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    lookup.body(bytes, bytes.length);
    return ask(table, lookup);
  }

  /** A route under construction. */
  public static final class Builder {
    private final String id;
    private final Set<String> methods = new LinkedHashSet<>();
    private final Map<String, ValueMatch> query = new HashMap<>();
    private final Map<String, ValueMatch> headers = new HashMap<>();
    private final Map<String, ValueMatch> cookies = new HashMap<>();
    private final List<BodyMatch> body = new ArrayList<>();
    private int priority = RouteConfig.DEFAULT_PRIORITY;
    private String path;
    private Pattern regex;
    private String host;
    private String scheme;
    private Instant expires;
    private MatchConfig.OnTooLarge onTooLarge = MatchConfig.OnTooLarge.REJECT;

    private Builder(String id) {
      this.id = id;
    }

    public Builder methods(String... names) {
      methods.addAll(List.of(names));
      return this;
    }

    public Builder priority(int newPriority) {
      priority = newPriority;
      return this;
    }

    public Builder path(String newPath) {
      path = newPath;
      return this;
    }

    public Builder regex(String newRegex) {
      regex = Pattern.compile(newRegex);
      return this;
    }

    public Builder host(String newHost) {
      host = newHost;
      return this;
    }

    public Builder scheme(String newScheme) {
      scheme = newScheme;
      return this;
    }

    public Builder expires(Instant newExpires) {
      expires = newExpires;
      return this;
    }

    public Builder query(String name, ValueMatch match) {
      query.put(name, match);
      return this;
    }

    public Builder query(String name, String value) {
      return query(name, equal(value));
    }

    public Builder header(String name, ValueMatch match) {
      headers.put(name, match);
      return this;
    }

    public Builder header(String name, String value) {
      return header(name, equal(value));
    }

    public Builder cookie(String name, ValueMatch match) {
      cookies.put(name, match);
      return this;
    }

    public Builder cookie(String name, String value) {
      return cookie(name, equal(value));
    }

    public Builder body(BodyMatch match) {
      body.add(match);
      return this;
    }

    /** The body is this JSON value, order and extras as said. */
    public Builder json(String json, boolean ignoreOrder, boolean ignoreExtras) {
      try {
        return body(
            new BodyMatch.JsonEqual(new ObjectMapper().readTree(json), ignoreOrder, ignoreExtras));
      } catch (JsonProcessingException notJson) {
        throw new UncheckedIOException(notJson);
      }
    }

    public Builder json(String json) {
      return json(json, false, false);
    }

    public Builder jsonPath(String expression) {
      return body(new BodyMatch.JsonPath(expression, null));
    }

    public Builder jsonPath(String expression, String value) {
      return body(new BodyMatch.JsonPath(expression, equal(value)));
    }

    public Builder skipTooLarge() {
      onTooLarge = MatchConfig.OnTooLarge.SKIP;
      return this;
    }

    private static ValueMatch equal(String value) {
      return new ValueMatch.Equal(value, false);
    }

    public RouteConfig build() {
      MatchConfig match =
          new MatchConfig(
              methods, path, regex, host, scheme, query, headers, cookies, body, onTooLarge);
      return new RouteConfig(
          id,
          "default",
          RouteMode.MOCK,
          priority,
          match,
          null,
          null,
          null,
          RouteReuse.NONE,
          expires,
          RouteConfig.DEFAULT_EXPIRED_STATUS,
          BigDecimal.ZERO,
          "test");
    }
  }
}
