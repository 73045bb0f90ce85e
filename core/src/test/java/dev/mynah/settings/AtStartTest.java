package dev.mynah.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a change may not touch while a process runs. */
class AtStartTest {
  private static final Schema SCHEMA = Schema.of(ProcessSections.SECTION);
  private static final String RUNNING =
      "admin: { listen: { port: 1000 } }\nledger: { size: 8MiB }\n";

  private static Settings reload(String next) {
    Settings running = SCHEMA.load(Loading.yaml(RUNNING), Layers.NONE);
    return SCHEMA.reload(Loading.yaml(next), Layers.NONE, running.startValues());
  }

  @Test
  void whatIsReadAtStartKeepsItsValueAndAWarningSaysSo() {
    Settings next =
        reload("admin: { listen: { port: 2000 } }\nledger: { size: 8MiB }\nlog: { level: warn }\n");

    assertThat(next.get(ProcessSections.SECTION).admin().port()).isEqualTo(1000);
    assertThat(next.get(ProcessSections.SECTION).log().level()).isEqualTo(LogSettings.Level.WARN);
    assertThat(Loading.printed(next.warnings()))
        .containsExactly(
            "admin.listen.port: 2000 (read at start only: restart to use it; mynah.yaml line 1)");
  }

  @Test
  void whatIsTakenAwayStays() {
    Settings next = reload("log: {}\n");

    assertThat(next.get(ProcessSections.SECTION).admin().port()).isEqualTo(1000);
    assertThat(next.get(ProcessSections.SECTION).ledger().sizeBytes()).isEqualTo(8 << 20);
    assertThat(next.warnings()).hasSize(2);
  }

  @Test
  void whatIsNewWaits() {
    Settings next = reload(RUNNING + "data: { dir: elsewhere }\n");

    assertThat(next.get(ProcessSections.SECTION).data()).isEqualTo(DataSettings.DEFAULT);
    assertThat(next.warnings()).hasSize(1);
  }

  @Test
  void aBadValueIsStillRefused() {
    assertThat(reload("ledger: { size: 1 }\n").problems()).hasSize(1);
  }

  @Test
  void nothingIsSaidWhenNothingChanged() {
    assertThat(reload(RUNNING + "# a comment\n").warnings()).isEmpty();
  }
}
