package dev.mynah.image;

import dev.mynah.image.root.ImageFailure;
import java.util.regex.Pattern;

/** The name and tag that an image is loaded under. */
record ImageName(String repository, String tag) {
  private static final Pattern FORM =
      Pattern.compile("([a-z0-9][a-z0-9._:-]*/)*[a-z0-9][a-z0-9._-]*:[A-Za-z0-9_][A-Za-z0-9._-]*");

  /** A name as the user wrote it, refused unless it has a tag and is written as engines want it. */
  static String checked(String name) {
    if (!FORM.matcher(name).matches()) {
      throw new ImageFailure(
          "--tag "
              + name
              + ": expected NAME:TAG in lower case, such as mynah:1.0 or host/mynah:1.0.");
    }
    return name;
  }

  static ImageName of(String name) {
    int colon = checked(name).lastIndexOf(':');
    return new ImageName(name.substring(0, colon), name.substring(colon + 1));
  }

  /** As Docker and Podman write it in an archive. */
  String familiar() {
    return repository + ":" + tag;
  }

  /** With the host that containerd puts before names that have none. */
  String full() {
    int slash = repository.indexOf('/');
    if (slash < 0) {
      return "docker.io/library/" + familiar();
    }
    String first = repository.substring(0, slash);
    boolean host = first.contains(".") || first.contains(":") || first.equals("localhost");
    return host ? familiar() : "docker.io/" + familiar();
  }
}
