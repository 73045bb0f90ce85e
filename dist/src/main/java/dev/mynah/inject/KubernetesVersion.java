package dev.mynah.inject;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of Kubernetes, as far as it matters here. */
public record KubernetesVersion(int major, int minor) {
  private static final Pattern FORM = Pattern.compile("v?([0-9]{1,3})\\.([0-9]{1,4})(?:[.+-].*)?");

  /**
   * What was written, such as {@code 1.29} or {@code v1.31.2}.
   *
   * @throws InjectionRefused when it is no version
   */
  public static KubernetesVersion parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new InjectionRefused("Kubernetes version: " + text + " (expected such as 1.29)");
    }
    return new KubernetesVersion(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
  }

  /** Whether init containers may go on running: on by default since 1.29. */
  public boolean hasNativeSidecars() {
    return major > 1 || (major == 1 && minor >= 29);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
