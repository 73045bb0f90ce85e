package dev.mynah.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.AgentConfig;
import dev.mynah.agent.config.format.Configs;
import dev.mynah.agent.wire.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs what docs/cdn.md says. */
class CdnPageTest {
  private static final Pattern ROUTES = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(/[^`]+)` \\| `([^`]+)` \\|$");

  @RegisterExtension final RunningAgent agent = new RunningAgent();

  private static String page() throws IOException {
    Path here = Path.of("docs/cdn.md");
    return Files.readString(Files.exists(here) ? here : Path.of("..").resolve(here));
  }

  @Test
  void theRoutesOfThePageAnswerWhatItsTableSays() throws Exception {
    String yaml = ROUTES.matcher(page()).results().findFirst().orElseThrow().group(1);
    List<MatchResult> rows = ROW.matcher(page()).results().toList();
    try (MockWebServer origin = new MockWebServer()) {
      origin.setDispatcher(
          new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
              return new MockResponse().setHeader("Cache-Control", "no-cache").setBody("real");
            }
          });
      String real = "http://127.0.0.1:" + origin.getPort();
      AgentConfig read = Configs.good(yaml.replace("https://shop.example", real));
      agent.start(RunningAgent.config(read.routes(), read.upstreams()));

      assertThat(rows).hasSize(7);
      for (MatchResult row : rows) {
        try (RawClient client = RawClient.to(agent.port())) {
          client.send("GET " + row.group(1) + " HTTP/1.1\r\nHost: x\r\n\r\n");

          assertThat(client.readAnswer()).contains("\r\n" + row.group(2) + "\r\n");
        }
      }
    }
  }
}
