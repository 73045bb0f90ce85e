package dev.mynah.agent.config.format;

import dev.mynah.agent.config.CredentialsPolicy;
import dev.mynah.agent.config.HeaderEdits;
import dev.mynah.agent.config.HostPolicy;
import dev.mynah.agent.config.ProxyConfig;
import dev.mynah.settings.declare.Refused;
import dev.mynah.settings.declare.Section;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.declare.Type;
import dev.mynah.settings.declare.Types;
import dev.mynah.settings.tree.Place;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a route forwards. */
final class ProxySection {
  static final Duration SHORTEST = Duration.ofMillis(100);
  static final Duration LONGEST = Duration.ofHours(24);

  /**
   * With the places that are needed once upstreams are known.
   *
   * @param to null when it stands in short form
   */
  record Draft(ProxyConfig proxy, @Nullable Place to, @Nullable Place timeout) {}

  private static final Type<Map<String, List<String>>> FIELDS =
      Tokens.VALUE.listOrOne().byName().withKeys(Tokens.FIELD_NAME, Tokens.FIELD_NAME_WORDS);
  private static final Setting<List<String>> REMOVE =
      Setting.of("remove", Tokens.FIELD.listOrOne(), "Fields taken away, first of all.")
          .byDefault(List.of())
          .elsewise("");
  private static final Setting<Map<String, List<String>>> SET =
      Setting.of("set", FIELDS, "Fields that replace what is there.")
          .byDefault(Map.of())
          .elsewise("");
  private static final Setting<Map<String, List<String>>> ADD =
      Setting.of("add", FIELDS, "Fields put beside what is there, last of all.")
          .byDefault(Map.of())
          .elsewise("");

  private static final Section<HeaderEdits> EDITS =
      Section.of(
              "headerEdits",
              "Changes to header fields, in this order: remove, set, add.",
              v ->
                  new HeaderEdits(
                      v.get(REMOVE), Tokens.fields(v.get(SET)), Tokens.fields(v.get(ADD))),
              REMOVE,
              SET,
              ADD)
          .synonyms(
              Map.of("append", "add", "override", "set", "replace", "set", "delete", "remove"))
          .stray("expected set, add or remove, and header names below them");

  private static final Setting<String> TO =
      Setting.of("to", Upstreams.REFERENCE, "The name of an upstream, or a URL.").required();
  static final Setting<Duration> TIMEOUT =
      Setting.of(
              "timeout",
              Types.duration(SHORTEST, LONGEST),
              "For the whole answer; above 30s only as far as the upstream's total.")
          .elsewise("defaults.proxy.timeout, else the upstream's");
  private static final Setting<HeaderEdits> HEADERS =
      Setting.of("headers", EDITS, "Changes to the request's fields.")
          .byDefault(HeaderEdits.NONE)
          .elsewise("");
  private static final Setting<HeaderEdits> RESPONSE_HEADERS =
      Setting.of("responseHeaders", EDITS, "Changes to the answer's fields.")
          .byDefault(HeaderEdits.NONE)
          .elsewise("");
  private static final Type<String> PREFIX =
      Types.token("path", "expected a path such as /api", ProxySection::prefix);
  private static final Setting<String> STRIP_PREFIX =
      Setting.of("stripPrefix", PREFIX, "Taken off the front of the path.");
  private static final Setting<String> ADD_PREFIX =
      Setting.of("addPrefix", PREFIX, "Put in front of the path after stripping.");
  static final Setting<HostPolicy> HOST =
      Setting.of(
              "host",
              Types.choice(HostPolicy.class),
              "Which Host the upstream sees: its own, or the client's (keep).")
          .elsewise("the upstream's");
  static final Setting<CredentialsPolicy> CREDENTIALS =
      Setting.of(
              "credentials",
              Types.choice(CredentialsPolicy.class),
              "Whether Authorization, Proxy-Authorization and Cookie reach the upstream.")
          .elsewise("the upstream's");

  private static final Section<Draft> SECTION =
      Section.of(
              "proxy",
              "How a route forwards.",
              v ->
                  new Draft(
                      new ProxyConfig(
                          v.get(TO),
                          v.find(TIMEOUT),
                          v.get(HEADERS),
                          v.get(RESPONSE_HEADERS),
                          v.find(STRIP_PREFIX),
                          v.find(ADD_PREFIX),
                          v.find(HOST),
                          v.find(CREDENTIALS)),
                      v.place(TO),
                      v.place(TIMEOUT)),
              TO,
              TIMEOUT,
              HEADERS,
              RESPONSE_HEADERS,
              STRIP_PREFIX,
              ADD_PREFIX,
              HOST,
              CREDENTIALS)
          .synonyms(
              Map.of(
                  "target", "to",
                  "url", "to",
                  "upstream", "to",
                  "proxyBaseUrl", "to",
                  "proxyUrlPrefixToRemove", "stripPrefix",
                  "additionalProxyRequestHeaders", "headers.set",
                  "removeProxyRequestHeaders", "headers.remove",
                  "preserveHost", "host: keep"))
          .later(
              Map.of(
                  "body", "will rewrite the answer's body",
                  "retry", "will retry by route; an upstream has retry",
                  "rewrite", "will rewrite paths by pattern; see stripPrefix and addPrefix"));

  private ProxySection() {}

  /** A section, or the name or URL of the upstream alone. */
  static Type<Draft> type() {
    return SECTION.orShort(Upstreams.REFERENCE.becoming(ProxySection::shortForm));
  }

  private static Draft shortForm(String to) {
    ProxyConfig proxy =
        new ProxyConfig(to, null, HeaderEdits.NONE, HeaderEdits.NONE, null, null, null, null);
    return new Draft(proxy, null, null);
  }

  private static String prefix(String text) {
    if (!text.startsWith("/") || text.indexOf('?') >= 0 || text.indexOf('#') >= 0) {
      throw new Refused("expected a path that starts with /, without ? and #");
    }
    return text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
