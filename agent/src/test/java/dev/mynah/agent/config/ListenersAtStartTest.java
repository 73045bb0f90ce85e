package dev.mynah.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.format.AgentSections;
import dev.mynah.settings.Layers;
import dev.mynah.settings.Loading;
import dev.mynah.settings.Schema;
import org.junit.jupiter.api.Test;

/** Ports over a change of the configuration. */
class ListenersAtStartTest {
  private static final String P = "upstreams: {p: 'http://p'}\n";

  private static ListenersAtStart keep(String running, String next) {
    return ListenersAtStart.keep(config(running), config(next));
  }

  private static AgentConfig config(String yaml) {
    return Schema.of(AgentSections.SECTION)
        .load(Loading.yaml(yaml), Layers.NONE)
        .get(AgentSections.SECTION);
  }

  @Test
  void whereAPortLeadsFollowsTheChange() {
    ListenersAtStart kept =
        keep("listeners: [{port: 1}]", P + "listeners: [{port: 1, to: p, cors: true}]");

    assertThat(kept.config().listeners().get(0).to()).isEqualTo("p");
    assertThat(kept.config().listeners().get(0).cors()).isNotNull();
    assertThat(kept.warnings()).isEmpty();
  }

  @Test
  void aNewPortWaits() {
    ListenersAtStart kept = keep("listeners: [{port: 1}]", "listeners: [{port: 1}, {port: 2}]");

    assertThat(kept.config().listeners()).hasSize(1);
    assertThat(kept.warnings())
        .containsExactly("listener 127.0.0.1:2 is new; it is opened at the next start");
  }

  @Test
  void aPortThatIsTakenAwayStaysOpenAndKeepsItsUpstream() {
    ListenersAtStart kept =
        keep(P + "listeners: [{port: 1}, {port: 2, to: p}]", "listeners: [{port: 1}]");

    assertThat(kept.config().listeners()).hasSize(2);
    assertThat(kept.config().upstreams()).containsKey("p");
    assertThat(kept.warnings()).hasSize(1);
  }

  @Test
  void plainPortsStayPlain() {
    String tls =
        "tls: {certFile: ../examples/tls/localhost.pem, keyFile: ../examples/tls/localhost-key.pem}";

    ListenersAtStart kept = keep("listen: {port: 1}", "listen: {port: 1, " + tls + "}");

    assertThat(kept.config().listeners().get(0).tls()).isNull();
    assertThat(kept.warnings()).hasSize(1);
  }

  @Test
  void twoFreePortsAreTwoListeners() {
    assertThat(keep("listeners: [{port: 0}, {port: 0}]", "listeners: [{port: 0}, {port: 0}]"))
        .satisfies(kept -> assertThat(kept.config().listeners()).hasSize(2))
        .satisfies(kept -> assertThat(kept.warnings()).isEmpty());
  }
}
