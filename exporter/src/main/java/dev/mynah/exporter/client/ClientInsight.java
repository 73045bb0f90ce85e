package dev.mynah.exporter.client;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.mynah.exporter.client.PrivacySettings.Addresses;
import dev.mynah.exporter.client.PrivacySettings.UserAgents;
import dev.mynah.exporter.log.LogEntry;
import dev.mynah.ledger.journal.HitEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes events into log entries: finds country, city and user-agent family, and then takes away
 * what privacy settings do not let be stored. Any thread.
 */
public final class ClientInsight implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClientInsight.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  private final PrivacySettings privacy;
  private final @Nullable AddressHash hash;
  private final @Nullable Geography geography;
  private final @Nullable Future<?> looks;

  private ClientInsight(
      PrivacySettings privacy,
      @Nullable AddressHash hash,
      @Nullable Geography geography,
      @Nullable Future<?> looks) {
    this.privacy = privacy;
    this.hash = hash;
    this.geography = geography;
    this.looks = looks;
  }

  /**
   * Reads the geography file, where one is set, and looks at it every few seconds from then on. A
   * file that is missing or broken is {@link #trouble} and no error.
   *
   * @param data a directory to keep the key of hashed addresses in, with room for a copy of the
   *     geography file
   * @param scheduler for short tasks with files
   * @throws IOException when addresses are to be hashed and there can be no key
   */
  public static ClientInsight open(
      GeoSettings geo, PrivacySettings privacy, Path data, ScheduledExecutorService scheduler)
      throws IOException {
    AddressHash hash = privacy.addresses() == Addresses.HASH ? hash(privacy, data) : null;
    if (geo.file() == null) {
      return new ClientInsight(privacy, hash, null, null);
    }
    Geography geography = new Geography(geo.file(), data, Ticker.systemTicker());
    geography.start();
    long seconds = BETWEEN_LOOKS.toSeconds();
    Future<?> looks =
        scheduler.scheduleWithFixedDelay(() -> look(geography), seconds, seconds, TimeUnit.SECONDS);
    return new ClientInsight(privacy, hash, geography, looks);
  }

  /** The entry of an event, with id 0. */
  public LogEntry entry(String source, HitEvent event) {
    HitEvent.Client client = event.client();
    Optional<ClientAddress> address = ClientAddress.parse(client.address());
    GeoPlace place = address.map(this::find).orElse(GeoPlace.UNKNOWN);
    String family = UserAgentFamilies.of(client.userAgent());
    HitEvent kept =
        new HitEvent(
            event.timeMillis(),
            event.weight(),
            event.request(),
            event.answer(),
            event.spent(),
            new HitEvent.Client(
                stored(client.address(), address),
                privacy.userAgents() == UserAgents.FAMILY ? family : client.userAgent(),
                client.consumer(),
                client.traceId(),
                client.spanId()),
            event.trouble(),
            event.capture());
    return new LogEntry(
        0, source, kept, new LogEntry.Origin(place.country(), place.city(), family));
  }

  /** What is wrong with the geography file, for {@code degraded}; empty while nothing is. */
  public Optional<String> trouble() {
    return geography == null ? Optional.empty() : geography.trouble();
  }

  /** Which geography file serves and when it was made; empty when none does. */
  public String geographyTitle() {
    return geography == null ? "" : geography.title();
  }

  /** Looks at the file no more. */
  @Override
  public void close() {
    if (looks != null) {
      looks.cancel(false);
    }
  }

  private GeoPlace find(ClientAddress address) {
    if (geography != null) {
      return geography.find(address);
    }
    return address.isLocal() ? GeoPlace.LOCAL : GeoPlace.UNKNOWN;
  }

  /** What is no address is shown to nobody where addresses are cut: a name says more than they. */
  private String stored(String text, Optional<ClientAddress> address) {
    if (text.isEmpty()) {
      return "";
    }
    return switch (privacy.addresses()) {
      case FULL -> text;
      case TRUNCATE -> address.map(ClientAddress::network).orElse("");
      case HASH ->
          hash == null
              ? ""
              : hash.of(address.map(found -> found.inet().getHostAddress()).orElse(text));
    };
  }

  private static AddressHash hash(PrivacySettings privacy, Path data) throws IOException {
    return privacy.key().isEmpty()
        ? AddressHash.ofDirectory(data, new SecureRandom())
        : AddressHash.keyed(privacy.key());
  }

  private static void look(Geography geography) {
    try {
      geography.look();
    } catch (RuntimeException e) {
      LOG.error("Could not look at the geography file", e);
    }
  }
}
