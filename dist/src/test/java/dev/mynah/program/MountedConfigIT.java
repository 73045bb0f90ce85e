package dev.mynah.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder laid out as Kubernetes mounts a ConfigMap, and changed as the kubelet changes it. */
class MountedConfigIT {
  @TempDir Path dir;

  @Test
  void aSwapOfTheLinkIsOneReloadOfTheWholeFolderAndFailsNoRequest() throws Exception {
    Path mount = Files.createDirectory(dir.resolve("mount"));
    Path first = version(mount, "..2026_01_01_00_00_00.1", "one");
    Files.createSymbolicLink(mount.resolve("..data"), first.getFileName());
    for (String name : List.of("upper.yaml", "lower.yaml", "body.txt")) {
      Files.createSymbolicLink(mount.resolve(name), Path.of("..data", name));
    }

    try (MynahProcess mynah =
            MynahProcess.start(
                dir,
                "agent",
                "--config",
                mount.toString(),
                "--data",
                "none",
                "--reload-interval=100ms");
        Asking body = Asking.start(2, mynah.port(), "/body", Duration.ofMillis(1));
        Asking text = Asking.start(2, mynah.port(), "/text", Duration.ofMillis(1))) {
      assertThat(routes(mynah)).as("files behind the link are not read twice").isEqualTo(2);
      await().until(() -> body.answers().size() > 50 && text.answers().size() > 50);
      swap(mount, version(mount, "..2026_01_02_00_00_00.2", "two"), first);
      await().until(() -> last(body).equals("two") && last(text).equals("two"));
      int soFar = body.answers().size();
      await().until(() -> body.answers().size() > soFar + 500);
      body.stop();
      text.stop();

      assertThat(metric(mynah, "mynah_config_reloads_total")).isEqualTo(1);
      assertThat(metric(mynah, "mynah_config_reload_failures_total")).isZero();
      assertOldThenNew(body);
      assertOldThenNew(text);
    }
  }

  private static void assertOldThenNew(Asking asking) {
    assertThat(asking.failures()).isEmpty();
    assertThat(asking.answers().stream().filter(a -> a.status() != 200)).isEmpty();
    for (int client = 0; client < 2; client++) {
      int which = client;
      List<String> changes =
          asking.answers().stream()
              .filter(a -> a.client() == which)
              .map(Asking.Answer::body)
              .reduce(
                  List.<String>of(),
                  (seen, next) ->
                      !seen.isEmpty() && seen.get(seen.size() - 1).equals(next)
                          ? seen
                          : Stream.concat(seen.stream(), Stream.of(next)).toList(),
                  (a, b) -> a);
      assertThat(changes).containsExactly("one", "two");
    }
  }

  private static String last(Asking asking) {
    List<Asking.Answer> answers = asking.answers();
    return answers.get(answers.size() - 1).body();
  }

  private static long routes(MynahProcess mynah) throws Exception {
    return metric(mynah, "mynah_routes");
  }

  private static long metric(MynahProcess mynah, String name) throws Exception {
    return mynah
        .admin("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> (long) Double.parseDouble(line.substring(name.length())))
        .findFirst()
        .orElseThrow();
  }

  private static Path version(Path mount, String name, String text) throws Exception {
    Path folder = Files.createDirectory(mount.resolve(name));
    Files.writeString(folder.resolve("body.txt"), text);
    Files.writeString(
        folder.resolve("upper.yaml"),
        "routes:\n  - { id: body, match: GET /body, mock: { file: body.txt } }\n");
    Files.writeString(
        folder.resolve("lower.yaml"),
        "routes:\n  - { id: text, match: GET /text, mock: { text: " + text + " } }\n");
    return folder;
  }

  /** The new link under another name, renamed over the old one; then the old folder goes. */
  private static void swap(Path mount, Path next, Path old) throws Exception {
    Path link = Files.createSymbolicLink(mount.resolve("..data_tmp"), next.getFileName());
    Files.move(link, mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    try (Stream<Path> files = Files.list(old)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(old);
  }
}
