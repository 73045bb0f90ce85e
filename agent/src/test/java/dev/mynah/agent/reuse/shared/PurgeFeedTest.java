package dev.mynah.agent.reuse.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.reuse.store.CacheKey;
import dev.mynah.agent.reuse.store.Purge;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** News of other processes' purges. */
final class PurgeFeedTest {
  private static final byte[] SELF = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OTHER = "fedcba9876543210".getBytes(StandardCharsets.US_ASCII);
  private static final Purge TAG = new Purge.Tag("ü");

  private final List<Purge> heard = new ArrayList<>();
  private final PurgeFeed feed = new PurgeFeed(SELF);

  private void listen() {
    feed.listen((purge, soft) -> heard.add(purge));
  }

  private static byte[] message(long number, byte[] from, Purge purge) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes((number + ":").getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(from);
    out.writeBytes(new PurgeMessage(purge, false).encode());
    return out.toByteArray();
  }

  @Test
  void everyKindOfPurgeComesThrough() {
    List<Purge> all =
        List.of(
            new Purge.Key(CacheKey.of("up", "host:1", "/a?b=c")),
            new Purge.Target("/a"),
            new Purge.Prefix("up", "/a"),
            TAG,
            new Purge.Route("r"),
            new Purge.Upstream("up"),
            new Purge.All());
    for (Purge each : all) {
      byte[] soft = new PurgeMessage(each, true).encode();
      assertThat(PurgeMessage.decode(ByteBuffer.wrap(soft)))
          .isEqualTo(new PurgeMessage(each, true));
    }
  }

  @Test
  void ownPurgesAreNotHeardAgain() {
    listen();
    feed.caughtUp(0);

    feed.message(message(1, SELF, TAG));
    feed.message(message(2, OTHER, TAG));

    assertThat(heard).containsExactly(TAG);
  }

  @Test
  void aGapDropsAll() {
    listen();
    feed.caughtUp(3);

    feed.message(message(5, OTHER, TAG));

    assertThat(heard).containsExactly(new Purge.All(), TAG);
  }

  @Test
  void whoWasCutOffAndMissedOneDropsAll() {
    listen();
    feed.caughtUp(3);
    feed.cutOff();

    feed.caughtUp(3);
    assertThat(heard).isEmpty();

    feed.cutOff();
    feed.caughtUp(4);
    assertThat(heard).containsExactly(new Purge.All());
  }

  @Test
  void aServerThatBeganAnewIsNoGapUntilSomethingWasPurged() {
    listen();
    feed.caughtUp(7);
    feed.cutOff();

    feed.caughtUp(0);
    assertThat(heard).isEmpty();

    feed.cutOff();
    feed.caughtUp(1);
    assertThat(heard).containsExactly(new Purge.All());
  }

  @Property(tries = 2_000)
  void anyBytesAreHarmless(@ForAll byte[] bytes) {
    feed.message(bytes);
    ByteArrayOutputStream framed = new ByteArrayOutputStream();
    framed.writeBytes("1:".getBytes(StandardCharsets.US_ASCII));
    framed.writeBytes(OTHER);
    framed.write(1);
    framed.writeBytes(bytes);
    feed.message(framed.toByteArray());
  }
}
