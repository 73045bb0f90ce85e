package dev.mynah.inject;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A variable of the application that names a dependency, and where the sidecar stands in for it.
 *
 * @param upstream the dependency's name in the sidecar's configuration
 * @param variable of the environment
 * @param port of the listener that is meant; 0 for the port of all routes
 * @param path behind it, with a slash in front, or empty
 */
public record BaseUrl(String upstream, String variable, int port, String path) {
  private static final Pattern FORM =
      Pattern.compile(
          "([A-Za-z0-9][A-Za-z0-9_.-]*)=([A-Za-z_][A-Za-z0-9_]*)(?::([0-9]{1,5}))?(/\\S*)?");

  public BaseUrl {
    if (port > 65_535) {
      throw new InjectionRefused(
          "upstream " + upstream + ": port " + port + " (expected to 65535)");
    }
  }

  /**
   * What was written, such as {@code payments=PAYMENTS_URL} or {@code
   * payments=PAYMENTS_URL:18081/v1}.
   *
   * @throws InjectionRefused when it is nothing like that
   */
  public static BaseUrl parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new InjectionRefused(
          "upstream: " + text + " (expected NAME=VARIABLE[:PORT][/PATH], such as pay=PAY_URL)");
    }
    int port = form.group(3) == null ? 0 : Integer.parseInt(form.group(3));
    String path = form.group(4) == null ? "" : form.group(4);
    return new BaseUrl(form.group(1), form.group(2), port, path);
  }

  /** What the variable is set to. */
  public String url(SidecarPorts ports) {
    return "http://127.0.0.1:" + (port == 0 ? ports.traffic() : port) + path;
  }
}
