package dev.mynah.agent.config.format;

import dev.mynah.agent.config.HeaderValue;
import dev.mynah.settings.declare.Refused;
import dev.mynah.settings.declare.Type;
import dev.mynah.settings.declare.Types;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The small words of HTTP that stand in a configuration. */
final class Tokens {
  private static final String TCHAR = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  static final Pattern FIELD_NAME = Pattern.compile(TCHAR);
  static final String FIELD_NAME_WORDS = "a header name (letters, digits, -)";
  private static final Pattern FIELD_VALUE = Pattern.compile("[^\\x00-\\x08\\x0A-\\x1F\\x7F]*");
  private static final Pattern METHOD = Pattern.compile(TCHAR);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final String IPV6 =
      "\\[?[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*(%[A-Za-z0-9]+)?]?";
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,253}|" + IPV6);
  private static final Pattern MATCH_HOST =
      Pattern.compile("(\\*\\.)?[A-Za-z0-9_-][A-Za-z0-9._-]{0,252}|" + IPV6);
  private static final Pattern ORIGIN = Pattern.compile("\\*|null|[a-z][a-z0-9+.-]*://[^/?#\\s@]+");
  private static final int LONGEST_REGEX = 4096;
  private static final int DEEPEST_REGEX = 50;
  private static final int LONGEST_METHOD = 32;
  private static final int HIGHEST_PORT = 65_535;

  private Tokens() {}

  static final Type<String> METHOD_NAME =
      Types.token("method", "expected a method such as GET", Tokens::method);

  static final Type<String> FIELD =
      Types.token("header name", "expected " + FIELD_NAME_WORDS, text -> must(FIELD_NAME, text));

  static final Type<String> VALUE =
      Types.token("text", "expected one line of text", text -> must(FIELD_VALUE, text));

  /** Ids, groups, names of upstreams; a name that starts with {@code _} is one of our own. */
  static final Type<String> ID =
      Types.token(
          "name",
          "expected up to 100 letters, digits, . _ -, the first a letter or digit",
          text -> must(NAME, text));

  static final Type<String> BIND_HOST =
      Types.token("address", "expected an address or a host name", text -> must(HOST, text));

  static final Type<String> MATCHED_HOST =
      Types.token(
          "host name",
          "expected a host name such as api.example.com or *.example.com, without a port",
          text -> must(MATCH_HOST, text).toLowerCase(Locale.ROOT));

  static final Type<String> SCHEME =
      Types.token("http or https", "expected http or https", Tokens::scheme);

  static final Type<String> HOST_AND_PORT =
      Types.token("host:port", "expected host:port, port 1 to 65535", Tokens::hostAndPort);

  static final Type<String> ORIGIN_NAME =
      Types.token(
          "origin",
          "expected an origin such as https://app.example, without a path, or *",
          text -> must(ORIGIN, text));

  static final Type<URI> HTTP_URL =
      Types.token("URL", "expected a URL such as https://api.example/v1", Tokens::httpUrl);

  static final Type<Pattern> REGEX =
      Types.token("regular expression", "expected a regular expression", Tokens::regex);

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Fields in the order of the file; a list gives one field several times. */
  static List<HeaderValue> fields(Map<String, List<String>> byName) {
    List<HeaderValue> fields = new ArrayList<>();
    byName.forEach((name, values) -> values.forEach(v -> fields.add(new HeaderValue(name, v))));
    return fields;
  }

  static String method(String text) {
    if (text.length() > LONGEST_METHOD) {
      throw new IllegalArgumentException("too long");
    }
    return must(METHOD, text).toUpperCase(Locale.ROOT);
  }

  private static String must(Pattern pattern, String text) {
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException("does not match");
    }
    return text;
  }

  private static String scheme(String text) {
    String scheme = text.toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException("neither");
    }
    return scheme;
  }

  private static String hostAndPort(String text) {
    String plain = text.startsWith("http://") ? text.substring("http://".length()) : text;
    String address = plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    int colon = address.lastIndexOf(':');
    String host = must(HOST, address.substring(0, Math.max(0, colon)));
    boolean bareIpv6 = host.indexOf(':') >= 0 && !host.startsWith("[");
    int port = Integer.parseInt(address, colon + 1, address.length(), 10);
    if (bareIpv6 || port < 1 || port > HIGHEST_PORT || address.charAt(colon + 1) == '+') {
      throw new IllegalArgumentException("not a port");
    }
    return address;
  }

  static URI httpUrl(String text) {
    URI url = uri(text);
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new Refused("expected a URL that starts with http:// or https://");
    }
    if (url.getRawUserInfo() != null || authority(url).indexOf('@') >= 0) {
      throw new Refused("expected no user in the URL: set Authorization in proxy.headers");
    }
    if (url.getHost() == null) {
      throw new Refused(
          "expected a host name of letters, digits, - and .; a name of another kind goes into"
              + " addresses:");
    }
    if (url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new Refused("expected a URL without ? and #");
    }
    if (url.getPort() == 0 || url.getPort() > HIGHEST_PORT) {
      throw new Refused("expected a port of 1 to 65535");
    }
    return url;
  }

  private static String authority(URI url) {
    return url.getRawAuthority() == null ? "" : url.getRawAuthority();
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a URI", e);
    }
  }

  /** Bounded, since compiling recurses with the groups. */
  private static Pattern regex(String text) {
    if (text.length() > LONGEST_REGEX || depth(text) > DEEPEST_REGEX) {
      throw new Refused("expected at most 4096 characters and 50 levels of groups");
    }
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      String at = e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1);
      throw new Refused("expected a regular expression: " + e.getDescription() + at);
    }
  }

  private static int depth(String regex) {
    int depth = 0;
    int deepest = 0;
    for (int i = 0; i < regex.length(); i++) {
      char c = regex.charAt(i);
      if (c == '(' || c == '[') {
        deepest = Math.max(deepest, ++depth);
      } else if (c == ')' || c == ']') {
        depth--;
      }
    }
    return deepest;
  }
}
