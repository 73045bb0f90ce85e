package dev.mynah.inject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests that are made up, in all layouts that YAML allows for them. */
class ManyShapesTest {
  private static final int EACH = 150;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void valuesAreAsExpectedAndCommentsAreAllThere(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < EACH; i++) {
      MadeUpManifest made = new MadeUpManifest(random);
      SidecarOptions options =
          Injected.options(
              random.nextBoolean(),
              random.nextBoolean(),
              random.nextBoolean() ? List.of() : List.of(BaseUrl.parse("pay=PAY_URL")));

      Injection done = Injected.into(made.text(), options);

      assertThat(Injected.read(done.text()))
          .as("from\n%s\nto\n%s", made.text(), done.text())
          .isEqualTo(expected(made.documents(), options));
      assertThat(done.remarks()).isEmpty();
      List<String> lost = new ArrayList<>(comments(made.text()));
      comments(done.text()).forEach(lost::remove);
      assertThat(lost).as(made.text()).isEmpty();
      assertThat(Injected.into(done.text(), options).text()).isEqualTo(done.text());
    }
  }

  private static List<String> comments(String text) {
    return text.lines().filter(l -> l.contains("#")).map(l -> l.replaceAll(".*#", "#")).toList();
  }

  private static List<Object> expected(List<Object> documents, SidecarOptions options) {
    return documents.stream().map(document -> expected(Injected.map(document), options)).toList();
  }

  private static Object expected(Map<String, Object> document, SidecarOptions options) {
    if (!document.get("kind").equals("Deployment")) {
      return document;
    }
    Map<String, Object> template = Injected.map(Injected.map(document, "spec"), "template");
    Map<String, Object> metadata = at(template, "metadata");
    at(metadata, "labels").put(SidecarPod.LABEL, "true");
    Map<String, Object> spec = Injected.map(template, "spec");
    SidecarPod sidecar = new SidecarPod(options);
    List<Object> inits = listAt(spec, "initContainers");
    List<Object> containers = listAt(spec, "containers");
    List<Object> called = new ArrayList<>(containers);
    if (options.nativeSidecar()) {
      called.addAll(inits);
      inits.addAll(0, sidecar.containers());
    } else {
      containers.addAll(sidecar.containers());
    }
    if (!inits.isEmpty() || spec.get("initContainers") != null) {
      spec.put("initContainers", inits);
    } else if (!options.nativeSidecar() && !spec.containsKey("initContainers")) {
      spec.remove("initContainers");
    }
    spec.put("containers", containers);
    List<Object> volumes = listAt(spec, "volumes");
    volumes.addAll(sidecar.volumes());
    spec.put("volumes", volumes);
    for (Object container : called) {
      options.baseUrls().forEach(url -> point(Injected.map(container), url));
    }
    return document;
  }

  private static void point(Map<String, Object> container, BaseUrl url) {
    List<Object> env = listAt(container, "env");
    Object set = Injected.mapOf("name", url.variable(), "value", url.url(SidecarPorts.DEFAULT));
    int at = Injected.names(env).indexOf(url.variable());
    if (at < 0) {
      env.add(set);
    } else {
      env.set(at, set);
    }
    container.put("env", env);
  }

  private static Map<String, Object> at(Map<String, Object> map, String key) {
    if (map.get(key) == null) {
      map.put(key, Injected.mapOf());
    }
    return Injected.map(map, key);
  }

  private static List<Object> listAt(Map<String, Object> map, String key) {
    return map.get(key) == null
        ? new ArrayList<>()
        : new ArrayList<>(
            Injected.list(map, key).isEmpty() ? Collections.emptyList() : Injected.list(map, key));
  }
}
