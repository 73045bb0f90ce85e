package dev.mynah.control;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request on the admin port, read to its end.
 *
 * @param path normalised: no dot segments, percent-encoding kept where it matters
 * @param rest what of the path lies below the mounted prefix, without a leading slash; empty for an
 *     exact path
 * @param query as sent, without the question mark; empty when there is none
 * @param headers by name in lower case; several fields of a name are joined by a comma
 */
public record AdminRequest(
    String method,
    String path,
    String rest,
    String query,
    Map<String, String> headers,
    Content body) {

  /** A header field by its name in any case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** The first value of a query parameter. */
  public Optional<String> parameter(String name) {
    return parameters(name).stream().findFirst();
  }

  /**
   * All values of a query parameter, in order.
   *
   * @throws ProblemException 400 when the query's percent-encoding is broken
   */
  public List<String> parameters(String name) {
    List<String> values = new ArrayList<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String key = equals < 0 ? pair : pair.substring(0, equals);
      if (decoded(key).equals(name)) {
        values.add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return List.copyOf(values);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      throw new ProblemException(
          new Problem(400, "bad-query", "Bad query", "Its percent-encoding is broken."));
    }
  }
}
