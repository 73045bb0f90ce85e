package dev.mynah.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.settings.Layers;
import dev.mynah.settings.Settings;
import dev.mynah.settings.source.ConfigFiles;
import dev.mynah.sidecar.Configuration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands and the configuration of docs/kubernetes.md and of the chart's README work. */
class DocumentedCommandsTest {
  private static final Pattern INSTALL =
      Pattern.compile("(?m)^helm install \\S+ helm/mynah\\b.*(?:(?<=\\\\)\\n.*)*");
  private static final Pattern SET = Pattern.compile("--set (\\S+?)=(\\S+)");
  private static final Pattern YAML = Pattern.compile("(?s)```yaml\\n(.*?)```");

  @TempDir Path dir;

  @Test
  void everyInstallationThatIsWrittenDownRenders() throws IOException {
    List<String> commands =
        Stream.of("docs/kubernetes.md", "helm/mynah/README.md")
            .flatMap(page -> INSTALL.matcher(read(page)).results())
            .map(found -> found.group().replace("\\\n", " "))
            .toList();

    assertThat(commands).hasSize(6);
    for (String command : commands) {
      TrialRelease release = Charts.release(Values.CHART).named(command.split(" ")[2]);
      SET.matcher(command).results().forEach(set -> release.set(set.group(1) + "=" + set.group(2)));
      if (command.contains("--set-file config.files.mynah\\\\.yaml=mynah.yaml")) {
        release.set("config.files.mynah\\.yaml='routes: []'");
      }

      assertThat(release.render().items()).as(command).isNotEmpty();
    }
  }

  @Test
  void theServiceHasTheNameThatThePageCalls() throws IOException {
    Rendered gateway = Values.of("gateway").named("gateway").render();
    Rendered exporter = Values.of("exporter").named("mynah-exporter").render();

    assertThat(read("docs/kubernetes.md"))
        .contains("http://gateway-mynah.shop.svc", "http://mynah-exporter.monitoring.svc:9465");
    assertThat(gateway.names()).contains("Service/gateway-mynah");
    assertThat(exporter.names()).contains("Service/mynah-exporter");
  }

  @Test
  void theConfigurationOfThePageIsAccepted() throws IOException {
    Matcher yaml = YAML.matcher(read("docs/kubernetes.md"));
    assertThat(yaml.find()).isTrue();
    Path file = dir.resolve("mynah.yaml");
    Files.writeString(file, yaml.group(1));

    Settings settings = Configuration.load(ConfigFiles.read(file), Layers.NONE);

    assertThat(Configuration.problems(settings)).isEmpty();
  }

  private static String read(String page) {
    try {
      return Files.readString(Charts.repository().resolve(page));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
