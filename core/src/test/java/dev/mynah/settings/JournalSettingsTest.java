package dev.mynah.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.settings.JournalSettings.Mode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sections {@code journal} and {@code identity}. */
class JournalSettingsTest {
  private static final Schema SCHEMA = Schema.of(ProcessSections.SECTION);

  private static ProcessSettings load(String yaml) {
    Settings settings = SCHEMA.load(Loading.yaml(yaml), Layers.NONE);
    assertThat(settings.problems()).isEmpty();
    return settings.get(ProcessSections.SECTION);
  }

  @Test
  void everythingThatIsWrittenIsRead() {
    JournalSettings journal =
        load("""
        journal:
          mode: on
          size: 8MiB
          segmentSize: 1MiB
          frameReserve: 2MiB
          eventsPerSecond: 50
          ring: 32
          headers: [X-Request-Id, Accept]
          bodies: true
          bodyLimit: 4KiB
          redact: {fields: X-Secret, jsonPaths: [$.card.number]}
        """)
            .journal();

    assertThat(journal.mode()).isEqualTo(Mode.ON);
    assertThat(journal.sizeBytes()).isEqualTo(8 << 20);
    assertThat(journal.segmentBytes()).isEqualTo(1 << 20);
    assertThat(journal.frameReserveBytes()).isEqualTo(2 << 20);
    assertThat(journal.eventsPerSecond()).isEqualTo(50);
    assertThat(journal.ringEvents()).isEqualTo(32);
    JournalSettings.Capture capture = journal.capture();
    assertThat(capture.headers().names()).containsExactly("x-request-id", "accept");
    assertThat(capture.bodies()).isTrue();
    assertThat(capture.bodyLimitBytes()).isEqualTo(4096);
    assertThat(capture.redact().fields()).containsExactly("x-secret");
    assertThat(capture.redact().jsonPaths()).containsExactly("$.card.number");
  }

  @Test
  void headersMayBeTheWordsAllAndNone() {
    assertThat(load("journal: {headers: all}").journal().capture().headers().all()).isTrue();
    assertThat(load("journal: {headers: none}").journal().capture().isAsked()).isFalse();
    assertThat(load("log: {}").journal().capture().isAsked()).isFalse();
  }

  @Test
  void segmentAndReserveGiveWayToASmallSize() {
    JournalSettings small = load("journal: {size: 2MiB}").journal();

    assertThat(small.segmentBytes()).isEqualTo(512 << 10);
    assertThat(small.frameReserveBytes()).isEqualTo(1 << 20);
  }

  @Test
  void problemsSayWhatIsAllowed() {
    assertThat(
            Loading.printed(
                SCHEMA
                    .load(
                        Loading.yaml("journal: {mode: maybe, redact: {jsonPaths: [card]}}"),
                        Layers.NONE)
                    .problems()))
        .isEqualTo(
            List.of(
                "journal.mode: maybe (expected one of auto, on, off; mynah.yaml line 1)",
                "journal.redact.jsonPaths[0]: card (expected a path such as $.card.number or"
                    + " $..password; mynah.yaml line 1)"));
    assertThatThrownBy(
            () -> new JournalSettings(Mode.ON, 1, 1, 1, 200, 64, JournalSettings.Capture.DEFAULT))
        .hasMessageContaining("journal.size: 1 (expected 1048576");
  }

  @Test
  void instanceIsTheHostsNameAndTheAdminPortUnlessSaid() {
    IdentitySettings identity = load("identity: {environment: staging}").identity();

    assertThat(identity.named("box", 9464).instance()).isEqualTo("box:9464");
    assertThat(identity.named("box", 0).instance()).isEqualTo("box");
    assertThat(load("identity: {instance: me}").identity().named("box", 1).instance())
        .isEqualTo("me");
    assertThat(identity.job()).isEqualTo("mynah");
    assertThat(identity.workspace()).isEqualTo("default");
    assertThat(identity.environment()).isEqualTo("staging");
  }
}
