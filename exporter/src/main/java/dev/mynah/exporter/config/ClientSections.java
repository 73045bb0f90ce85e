package dev.mynah.exporter.config;

import dev.mynah.exporter.client.GeoSettings;
import dev.mynah.exporter.client.PrivacySettings;
import dev.mynah.settings.declare.MaybePath;
import dev.mynah.settings.declare.Section;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.declare.Types;
import java.util.Map;

/** What is found out about clients, and what of it is stored. */
final class ClientSections {
  private static final int LEAST_KEY_CHARS = 16;

  private static final Setting<MaybePath> FILE =
      Setting.of(
              "file",
              Types.pathOrNone(),
              "A file in MaxMind DB format with countries or cities; looked at again when it"
                  + " changes. None is shipped.")
          .byDefault(new MaybePath(null))
          .atStart();

  static final Setting<GeoSettings> GEO =
      Setting.of(
              "geo",
              Section.of(
                      "geo",
                      "Where clients are looked up; nothing is asked of anybody outside.",
                      v -> new GeoSettings(v.get(FILE).path()),
                      FILE)
                  .synonyms(Map.of("mmdb", "file", "database", "file", "path", "file")),
              "Where clients are looked up.")
          .byDefault(GeoSettings.NONE)
          .elsewise("as below");

  private static final Setting<PrivacySettings.Addresses> ADDRESSES =
      Setting.of(
              "addresses",
              Types.choice(PrivacySettings.Addresses.class),
              "How client addresses are stored: as they are, as their network (/24, /48), or as a"
                  + " keyed hash.")
          .byDefault(PrivacySettings.DEFAULT_ADDRESSES)
          .atStart();
  private static final Setting<PrivacySettings.UserAgents> USER_AGENTS =
      Setting.of(
              "userAgents",
              Types.choice(PrivacySettings.UserAgents.class),
              "How user agents are stored: as they are, or their family alone.")
          .byDefault(PrivacySettings.DEFAULT_USER_AGENTS)
          .atStart();
  private static final Setting<String> KEY =
      Setting.of(
              "key",
              Types.token("text", "expected 16 characters or more", ClientSections::key),
              "Key of hashed addresses, for exporters that shall hash alike.")
          .byDefault("")
          .elsewise("a random one, kept in the data directory")
          .secret()
          .atStart();

  static final Setting<PrivacySettings> PRIVACY =
      Setting.of(
              "privacy",
              Section.of(
                  "privacy",
                  "What of a client is stored.",
                  v -> new PrivacySettings(v.get(ADDRESSES), v.get(USER_AGENTS), v.get(KEY)),
                  ADDRESSES,
                  USER_AGENTS,
                  KEY),
              "What of a client is stored.")
          .byDefault(PrivacySettings.DEFAULT)
          .elsewise("as below");

  private ClientSections() {}

  private static String key(String text) {
    if (text.length() < LEAST_KEY_CHARS) {
      throw new IllegalArgumentException("too short");
    }
    return text;
  }
}
