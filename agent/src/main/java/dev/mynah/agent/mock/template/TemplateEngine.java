package dev.mynah.agent.mock.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.jknack.handlebars.EscapingStrategy;
import com.github.jknack.handlebars.Formatter;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.HandlebarsException;
import com.github.jknack.handlebars.Options;
import dev.mynah.agent.mock.function.Plain;
import dev.mynah.agent.mock.function.Surroundings;
import dev.mynah.agent.mock.function.json.JsonFunctions;
import dev.mynah.agent.mock.function.xml.XmlFunctions;
import dev.mynah.agent.mock.request.RequestModel;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compiles templates. One engine serves a process: its helpers know the same surroundings. Any
 * thread.
 */
public final class TemplateEngine {
  private static final Pattern QUOTED = Pattern.compile("'([^']+)'");

  /** A name that stands in the template itself. */
  private static final Pattern SYSTEM_KEY =
      Pattern.compile("systemValue\\s[^{}]*?\\bkey=(['\"])([^'\"{}]*)\\1");

  /** An XPath that stands in the template itself. */
  private static final Pattern X_PATH =
      Pattern.compile("\\b(xPath|soapXPath)\\s+[^\\s'\"{}()]+\\s+(['\"])((?:(?!\\2)[^{}])*)\\2");

  private static final int MOST_RECENT = 256;

  private final Surroundings surroundings;
  private @Nullable Handlebars plain;
  private @Nullable Handlebars markup;

  /** A template is compiled to be checked and again to be served; this makes it once. */
  private final Map<String, Template> recent = new LinkedHashMap<>(16, 0.75f, true);

  /** Costs nothing until the first template is compiled. */
  public TemplateEngine(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * An engine whose templates may read system values whose whole name one of the patterns matches;
   * this one where its own may.
   */
  public TemplateEngine reading(List<Pattern> systemValues) {
    return surroundings.system().allowsTheSame(systemValues)
        ? this
        : new TemplateEngine(surroundings.reading(systemValues));
  }

  private synchronized Handlebars plain() {
    Handlebars made = plain;
    if (made == null) {
      made = handlebars(surroundings, EscapingStrategy.NOOP);
      plain = made;
    }
    return made;
  }

  private synchronized Handlebars markup() {
    Handlebars made = markup;
    if (made == null) {
      made = handlebars(surroundings, EscapingStrategy.HTML_ENTITY);
      markup = made;
    }
    return made;
  }

  private static Handlebars handlebars(Surroundings surroundings, EscapingStrategy escaping) {
    Formatter printed = (value, next) -> Plain.text(value);
    Handlebars made = new Handlebars(new NoPartials()).with(escaping).with(printed);
    KnownHelpers known = new KnownHelpers();
    Functions.byName()
        .forEach(
            (name, helper) ->
                known.registerHelper(
                    name,
                    (@Nullable Object first, Options options) ->
                        HandlebarsCall.run(helper, first, options, surroundings)));
    return made.with(known).prettyPrint(true);
  }

  /**
   * Compiles a text that is no markup: values are put in as they are.
   *
   * @throws TemplateException when it is not a template, or uses what is not there
   */
  public Template compile(String source) throws TemplateException {
    return compile(false, source, "");
  }

  /** Compiles HTML or XML: values are escaped unless written with three braces. */
  public Template compileMarkup(String source) throws TemplateException {
    return compile(true, source, "");
  }

  /** Compiles a JSON value whose strings and keys may be templates. */
  public Template compileJson(JsonNode value) throws TemplateException {
    return new JsonTemplateCompiler(this).compile(value);
  }

  Template compile(String source, String where) throws TemplateException {
    return compile(false, source, where);
  }

  private Template compile(boolean escapes, String source, String where) throws TemplateException {
    if (!source.contains("{{")) {
      return Template.literal(source);
    }
    String key = escapes + source;
    Template known = recent(key);
    if (known != null) {
      return known;
    }
    Tags tags = Tags.read(source);
    check(tags, source, where);
    try {
      Handlebars handlebars = escapes ? markup() : plain();
      Template made = new TextTemplate(handlebars.compileInline(source), Needs.body(tags));
      keep(key, made);
      return made;
    } catch (HandlebarsException e) {
      throw syntax(e, source, where);
    } catch (IOException | RuntimeException e) {
      throw new TemplateException(where, 1, "cannot be read as a template");
    }
  }

  private synchronized @Nullable Template recent(String key) {
    return recent.get(key);
  }

  private synchronized void keep(String key, Template made) {
    recent.put(key, made);
    if (recent.size() > MOST_RECENT) {
      Iterator<String> eldest = recent.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
  }

  private static TemplateException syntax(HandlebarsException e, String source, String where) {
    var error = e.getError();
    if (error != null) {
      return new TemplateException(where, error.line, error.reason);
    }
    String what = String.valueOf((e.getCause() == null ? e : e.getCause()).getMessage());
    Matcher named = QUOTED.matcher(what);
    return new TemplateException(where, named.find() ? line(source, named.group(1)) : 1, what);
  }

  private void check(Tags tags, String source, String where) throws TemplateException {
    if (!tags.refusals().isEmpty()) {
      Tags.Refusal first = tags.refusals().get(0);
      throw new TemplateException(where, first.line(), first.why());
    }
    for (String name : tags.names()) {
      if (name.equals("systemValue")) {
        checkSystemValues(source, where);
      }
    }
    checkXPaths(source, where);
    for (String literal : tags.literals()) {
      String problem = JsonFunctions.problem(literal);
      if (problem != null) {
        throw new TemplateException(where, line(source, literal), problem);
      }
    }
    String unknown = Needs.unknownPart(tags);
    if (unknown != null) {
      throw new TemplateException(
          where,
          line(source, unknown),
          "a request has no " + unknown + ", only " + String.join(", ", RequestModel.NAMES));
    }
  }

  private static void checkXPaths(String source, String where) throws TemplateException {
    Matcher paths = X_PATH.matcher(source);
    while (paths.find()) {
      String problem = XmlFunctions.problem(paths.group(3));
      if (problem != null) {
        throw new TemplateException(where, line(source, paths.group()), problem);
      }
    }
  }

  private void checkSystemValues(String source, String where) throws TemplateException {
    if (surroundings.system().isEmpty()) {
      String why = "systemValue: templates.systemValues allows no name";
      throw new TemplateException(where, line(source, "systemValue"), why);
    }
    Matcher keys = SYSTEM_KEY.matcher(source);
    while (keys.find()) {
      String key = keys.group(2);
      if (!surroundings.system().allows(key)) {
        String why = "systemValue: templates.systemValues does not allow " + key;
        throw new TemplateException(where, line(source, keys.group()), why);
      }
    }
  }

  private static int line(String source, String name) {
    int at = Math.max(0, source.indexOf(name));
    return 1 + (int) source.substring(0, at).chars().filter(c -> c == '\n').count();
  }
}
