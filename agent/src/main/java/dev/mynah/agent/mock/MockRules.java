package dev.mynah.agent.mock;

import dev.mynah.agent.config.HeaderValue;
import dev.mynah.agent.config.MockBody;
import dev.mynah.agent.config.MockConfig;
import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.mock.function.Surroundings;
import dev.mynah.agent.mock.function.SystemValues;
import dev.mynah.agent.mock.template.TemplateEngine;
import dev.mynah.agent.mock.template.TemplateException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a mock block may not say. Reads body files: for the loader, not for an event loop. */
public final class MockRules {
  private static final String FRAMING =
      "expected no such header: the connection that sends the answer frames it";

  /** Fields that a mock cannot set, each with what to do instead. */
  private static final Map<String, String> REFUSED =
      Map.ofEntries(
          Map.entry(
              "content-length", "expected no such header: the length is counted from the body"),
          Map.entry("transfer-encoding", FRAMING),
          Map.entry("connection", FRAMING),
          Map.entry("keep-alive", FRAMING),
          Map.entry("proxy-connection", FRAMING),
          Map.entry("te", FRAMING),
          Map.entry("trailer", FRAMING),
          Map.entry("upgrade", FRAMING),
          Map.entry("date", "expected no such header: the current date is sent with every answer"));

  private static final String SYSTEM_VALUE = "systemValue";

  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f]");

  private MockRules() {}

  /**
   * The same with an engine of its own, for a loader that renders nothing; which system values may
   * be read is asked by {@link #systemProblems}.
   */
  public static List<MockProblem> problems(MockConfig config) {
    return problems(config, Checking.ENGINE);
  }

  /** Made when the first mock block is checked. */
  private static final class Checking {
    private static final Pattern ANY_NAME = Pattern.compile("(?s).*");

    static final TemplateEngine ENGINE =
        new TemplateEngine(
            new Surroundings(
                Clock.systemUTC(),
                ThreadLocalRandom::current,
                "localhost",
                new SystemValues(List.of(ANY_NAME), Map.of(), new Properties())));
  }

  /** What a block reads of the system and may not, where names must match one of the patterns. */
  public static List<MockProblem> systemProblems(MockConfig config, List<Pattern> allowed) {
    if (!config.template() || !mentions(config, SYSTEM_VALUE)) {
      return List.of();
    }
    return problems(config, Checking.ENGINE.reading(allowed)).stream()
        .filter(problem -> problem.found().contains(SYSTEM_VALUE + ": "))
        .toList();
  }

  private static boolean mentions(MockConfig config, String word) {
    MockBody body = config.body();
    String text = body instanceof MockBody.Text plain ? plain.text() : "";
    if (body instanceof MockBody.Json json) {
      text = json.value().toString();
    } else if (body instanceof MockBody.File file) {
      BodyFile.Reading reading = read(file.path());
      text = reading == null ? "" : new String(reading.head(), StandardCharsets.UTF_8);
    }
    return text.contains(word)
        || config.headers().stream().anyMatch(header -> header.value().contains(word));
  }

  /** Everything that stands in the way of serving the block; empty when it can be served. */
  public static List<MockProblem> problems(MockConfig config, TemplateEngine engine) {
    List<MockProblem> found = new ArrayList<>();
    if (config.status() < 200 || config.status() > 599) {
      found.add(new MockProblem("status", String.valueOf(config.status()), "expected 200 to 599"));
    }
    for (HeaderValue header : config.headers()) {
      checkHeader(config, header, found);
    }
    checkBody(config, found);
    if (config.template()) {
      checkTemplates(config, engine, found);
    }
    return found;
  }

  private static void checkHeader(MockConfig config, HeaderValue header, List<MockProblem> found) {
    String key = "headers." + header.name();
    String refused = REFUSED.get(header.name().toLowerCase(Locale.ROOT));
    if (refused != null) {
      found.add(new MockProblem(key, header.value(), refused));
    } else if (!isFieldName(header.name())) {
      found.add(
          new MockProblem(key, header.name(), "expected letters, digits and !#$%&'*+-.^_`|~"));
    } else if (!config.template() && CONTROL.matcher(header.value()).find()) {
      found.add(new MockProblem(key, "a control character", "expected one line of visible text"));
    }
  }

  private static boolean isFieldName(String name) {
    try {
      FieldName.of(name);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void checkBody(MockConfig config, List<MockProblem> found) {
    MockBody body = config.body();
    boolean forbidden = config.status() == 204 || config.status() == 205 || config.status() == 304;
    if (forbidden && !(body instanceof MockBody.Empty)) {
      found.add(
          new MockProblem(
              "status", String.valueOf(config.status()), "expected a status that allows a body"));
    }
    if (body instanceof MockBody.Base64 base64 && !MockBodies.isBase64(base64)) {
      found.add(
          new MockProblem("base64", "not base64", "expected base64 with or without line breaks"));
    }
    if (body instanceof MockBody.File file) {
      checkFile(config, file.path(), found);
    }
  }

  private static void checkFile(MockConfig config, Path path, List<MockProblem> found) {
    String reason = BodyFile.unreadable(path);
    if (reason != null) {
      found.add(
          new MockProblem("file", path + " (" + reason + ")", "expected a file that can be read"));
      return;
    }
    if (!config.template()) {
      return;
    }
    BodyFile.Reading reading = read(path);
    if (reading == null || !reading.whole()) {
      String most = "expected a template of at most " + BodyTemplate.MOST_FILE_BYTES + " bytes";
      found.add(new MockProblem("file", path.toString(), most));
    } else if (!ContentTypes.isUtf8(reading.head(), true)) {
      found.add(new MockProblem("file", path + " (not UTF-8)", "expected a template in UTF-8"));
    }
  }

  private static BodyFile.@Nullable Reading read(Path path) {
    try {
      return BodyFile.unsettled(new BodyFile(path, BodyTemplate.MOST_FILE_BYTES));
    } catch (IOException e) {
      return null;
    }
  }

  private static void checkTemplates(
      MockConfig config, TemplateEngine engine, List<MockProblem> found) {
    for (HeaderValue header : config.headers()) {
      try {
        engine.compile(header.value());
      } catch (TemplateException e) {
        found.add(notATemplate("headers." + header.name(), e));
      }
    }
    MockBody body = config.body();
    try {
      if (!(body instanceof MockBody.File file)) {
        BodyTemplate.of(config, engine);
      } else if (found.stream().noneMatch(problem -> problem.key().equals("file"))) {
        BodyFile.Reading reading = read(file.path());
        if (reading != null) {
          BodyTemplate.of(config, engine, reading);
        }
      }
    } catch (TemplateException e) {
      found.add(notATemplate(key(body) + e.where(), e));
    }
  }

  private static MockProblem notATemplate(String key, TemplateException e) {
    return new MockProblem(key, String.valueOf(e.getMessage()), "expected a Handlebars template");
  }

  private static String key(MockBody body) {
    if (body instanceof MockBody.Json) {
      return "json";
    }
    return body instanceof MockBody.File ? "file" : "text";
  }
}
