package dev.mynah.exporter.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Defaults are whole in whichever order their classes are asked for. */
class RetentionDefaultsTest {
  @Test
  void defaultsAreWholeWhenAPartIsAskedForFirst() throws Exception {
    try (URLClassLoader fresh = new URLClassLoader(classPath(), null)) {
      String name = RetentionSettings.class.getName();
      Class.forName(name + "$Counts", true, fresh);

      Object all = Class.forName(name, true, fresh).getField("DEFAULT").get(null);

      assertThat(all.toString()).isEqualTo(RetentionSettings.DEFAULT.toString());
      assertThat(all.toString()).doesNotContain("null");
    }
  }

  private static URL[] classPath() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }
}
