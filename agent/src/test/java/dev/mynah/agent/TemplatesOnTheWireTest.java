package dev.mynah.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mynah.agent.config.AgentConfig;
import dev.mynah.agent.config.Delay;
import dev.mynah.agent.config.MockBody;
import dev.mynah.agent.config.MockConfig;
import dev.mynah.agent.config.RouteConfig;
import dev.mynah.agent.config.TemplatesConfig;
import dev.mynah.agent.wire.RawClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Templates that read what a request brings, from the socket to the answer. */
class TemplatesOnTheWireTest {
  private static final String FORM =
      "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a \\\"b\\\".txt\"\r\n\r\n"
          + "Zoë\r\n--XX--\r\n";

  @RegisterExtension final RunningAgent agent = new RunningAgent();

  private static RouteConfig route(String template) {
    MockConfig mock =
        new MockConfig(200, List.of(), new MockBody.Text(template), true, new Delay.None(), false);
    return Routes.mock("it", "POST", "/it", mock);
  }

  private static AgentConfig reading(AgentConfig c, String... systemValues) {
    List<Pattern> patterns = List.of(systemValues).stream().map(Pattern::compile).toList();
    return new AgentConfig(
        c.listeners(),
        c.upstreams(),
        c.routes(),
        c.limits(),
        c.drain(),
        c.runtime(),
        c.unmatched(),
        new TemplatesConfig(patterns),
        c.reuse());
  }

  private static byte[] post(String type, String body) {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    String head = "POST /it HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n";
    return (head.formatted(type, length) + body).getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void formIsTakenApartWhetherItComesWholeOrInChunks() {
    String template = "{{request.parts.file.fileName}}={{request.parts.file.bodyAsBase64}}";
    agent.start(RunningAgent.config(List.of(route(template)), Map.of()));
    String type = "multipart/form-data; boundary=XX";
    String chunked =
        "POST /it HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Type: "
            + type
            + "\r\n\r\n";

    try (RawClient client = RawClient.to(agent.port())) {
      assertThat(client.send(post(type, FORM)).readAnswer()).endsWith("a \"b\".txt=Wm/Dqw==");

      client.send(chunked);
      for (byte each : FORM.getBytes(StandardCharsets.UTF_8)) {
        client.send("1\r\n").send(new byte[] {each}).send("\r\n");
      }
      assertThat(client.send("0\r\n\r\n").readAnswer()).endsWith("a \"b\".txt=Wm/Dqw==");
    }
  }

  @Test
  void xmlThatCannotBeReadIsATemplateErrorThatSaysNothing() {
    agent.start(
        RunningAgent.config(List.of(route("{{xPath request.body '/a/text()'}}")), Map.of()));
    String bomb = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>";

    try (RawClient client = RawClient.to(agent.port())) {
      assertThat(client.send(post("text/xml", "<a>fine</a>")).readAnswer()).endsWith("fine");
      assertThat(client.send(post("text/xml", bomb)).readAnswer())
          .startsWith("HTTP/1.1 500 ")
          .contains("template_error")
          .doesNotContain("root:");
      assertThat(client.send(post("text/xml", "<a>again</a>")).readAnswer()).endsWith("again");
    }
  }

  @Test
  void numberThatNobodyCouldHoldIsATemplateError() {
    agent.start(RunningAgent.config(List.of(route("{{jsonPath request.body '$.a'}}")), Map.of()));

    try (RawClient client = RawClient.to(agent.port())) {
      assertThat(client.send(post("application/json", "{\"a\":1e99999999999}")).readAnswer())
          .startsWith("HTTP/1.1 500 ")
          .contains("template_error");
      assertThat(client.send(post("application/json", "{\"a\":1e3}")).readAnswer())
          .endsWith("1E+3");
    }
  }

  @Test
  void systemValuesThatMayBeReadChangeWithAReload() {
    RouteConfig route = route("{{systemValue type='PROPERTY' key=request.headers.X-Key}}");
    AgentConfig config = RunningAgent.config(List.of(route), Map.of());
    String ask = "POST /it HTTP/1.1\r\nHost: x\r\nX-Key: %s\r\nContent-Length: 0\r\n\r\n";
    agent.start(reading(config, "file[.]separator"));

    try (RawClient client = RawClient.to(agent.port())) {
      assertThat(client.send(ask.formatted("file.separator")).readAnswer()).endsWith("\n/");
      assertThat(client.send(ask.formatted("path.separator")).readAnswer()).contains(" 500 ");

      agent.agent().reload(reading(config, "path[.].*"));

      String path = ask.formatted("path.separator");
      await().untilAsserted(() -> assertThat(client.send(path).readAnswer()).endsWith("\n:"));
      assertThat(client.send(ask.formatted("file.separator")).readAnswer()).contains(" 500 ");
    }
  }
}
