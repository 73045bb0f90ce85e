package dev.mynah.agent.event.capture;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** A form as browsers send it, with its secrets struck out. */
final class FormText {
  private FormText() {}

  static String struck(String form, SecretNames secrets) {
    StringBuilder text = new StringBuilder(form.length());
    for (String pair : form.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      text.append(text.isEmpty() ? "" : "&");
      if (equals >= 0 && secrets.has(decoded(name))) {
        text.append(name).append('=').append(SecretNames.STRUCK);
      } else {
        text.append(pair);
      }
    }
    return text.toString();
  }

  /** As it stands where it cannot be decoded. */
  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return name;
    }
  }
}
