package dev.mynah.agent.config.format;

import dev.mynah.agent.config.CorsConfig;
import dev.mynah.agent.config.ListenerConfig;
import dev.mynah.agent.config.ListenerTlsConfig;
import dev.mynah.settings.declare.Section;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.declare.Types;
import dev.mynah.settings.declare.Values;
import dev.mynah.settings.tree.Node;
import dev.mynah.settings.tree.Node.Mapping;
import dev.mynah.settings.tree.Place;
import dev.mynah.settings.tree.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Ports that take traffic. */
final class ListenSection {
  static final String DEFAULT_HOST = "127.0.0.1";
  static final int DEFAULT_PORT = 8080;

  /**
   * A listener with the places that are needed later.
   *
   * @param written whether any of it stands in a file, and not only in environment and flags
   */
  record Draft(ListenerConfig listener, Place place, Place to, boolean written) {
    /** The same elsewhere, with what environment and flags say besides where. */
    Draft moved(String host, int port, Draft main) {
      ListenerConfig given = main.listener();
      return new Draft(
          new ListenerConfig(
              host,
              port,
              given.to() == null ? listener.to() : given.to(),
              given.tls() == null ? listener.tls() : given.tls(),
              given.cors() == null ? listener.cors() : given.cors()),
          place,
          given.to() == null ? to : main.to(),
          written);
    }
  }

  private static final Setting<Path> CERT_FILE =
      Setting.of("certFile", Types.file(), "PEM certificate and its chain.").required();
  private static final Setting<Path> KEY_FILE =
      Setting.of("keyFile", Types.keyFile(), "PEM key of the certificate.").required();
  private static final Setting<Path> CLIENT_CA_FILE =
      Setting.of(
          "clientCaFile",
          Types.file(),
          "When set, a client must show a certificate that this authority signed.");
  private static final Section<ListenerTlsConfig> TLS_SECTION =
      Section.of(
              "listenerTls",
              "The certificate that a listener shows; the files are read again when they change.",
              v -> new ListenerTlsConfig(v.get(CERT_FILE), v.get(KEY_FILE), v.find(CLIENT_CA_FILE)),
              CERT_FILE,
              KEY_FILE,
              CLIENT_CA_FILE)
          .synonyms(
              Map.of(
                  "cert", "certFile",
                  "certificate", "certFile",
                  "key", "keyFile",
                  "ca", "clientCaFile",
                  "caFile", "clientCaFile"));

  static final Setting<String> HOST =
      Setting.of("host", Tokens.BIND_HOST, "Address to bind; 0.0.0.0 for all.")
          .byDefault(DEFAULT_HOST)
          .atStart();
  private static final Setting<Integer> PORT =
      Setting.of("port", Types.integer(0, 65_535), "Port; 0 takes a free one.")
          .byDefault(DEFAULT_PORT)
          .atStart();
  private static final Setting<Integer> LISTENER_PORT =
      Setting.of("port", Types.integer(0, 65_535), "Port; 0 takes a free one.").required();
  private static final Setting<String> TO =
      Setting.of(
          "to",
          Upstreams.REFERENCE,
          "The upstream that this port stands for: what no route claims is forwarded there.");
  private static final Setting<ListenerTlsConfig> TLS =
      Setting.of("tls", TLS_SECTION, "The certificate to show.").elsewise("plain HTTP");
  private static final Setting<CorsConfig> CORS =
      Setting.of("cors", CorsSection.TYPE, "What browsers on other origins may do.")
          .elsewise("nothing");
  private static final Map<String, String> SYNONYMS =
      Map.of("address", "host", "bind", "host", "upstream", "to", "target", "to");
  private static final Map<String, String> LATER =
      Map.of("http2", "will speak HTTP/2", "proxyProtocol", "will read the PROXY protocol");

  private static final Section<Draft> LISTEN_SECTION =
      Section.of(
              "listen",
              "The port that takes traffic.",
              v -> build(v, PORT),
              HOST,
              PORT,
              TO,
              TLS,
              CORS)
          .synonyms(SYNONYMS)
          .later(LATER);
  private static final Section<Draft> LISTENER_SECTION =
      Section.of(
              "listener",
              "A further port that takes traffic.",
              v -> build(v, LISTENER_PORT),
              HOST,
              LISTENER_PORT,
              TO,
              TLS,
              CORS)
          .synonyms(SYNONYMS)
          .later(LATER);

  static final Setting<Draft> LISTEN =
      Setting.of("listen", LISTEN_SECTION, "The port that takes traffic.")
          .elsewise("127.0.0.1, port 8080, unless listeners: has any");
  static final Setting<List<Draft>> LISTENERS =
      Setting.of(
              "listeners",
              LISTENER_SECTION.list(),
              "Further ports; with to:, a dependency with a port of its own.")
          .byDefault(List.of())
          .elsewise("none");

  private ListenSection() {}

  private static Draft build(Values v, Setting<Integer> port) {
    ListenerConfig listener =
        new ListenerConfig(v.get(HOST), v.get(port), v.find(TO), v.find(TLS), v.find(CORS));
    boolean written =
        Stream.of(HOST, port, TO, TLS, CORS).anyMatch(setting -> inFile(v.node(setting)));
    return new Draft(listener, v.place(), v.place(TO), written);
  }

  private static boolean inFile(@Nullable Node node) {
    return node != null && node.place().source().kind() == Source.Kind.FILE;
  }

  /** Whether any layer gives the host of {@link #LISTEN}. */
  static boolean hostGiven(Values root) {
    return root.node(LISTEN) instanceof Mapping listen && listen.get(HOST.key()) != null;
  }

  /** Whether any layer gives the port of {@link #LISTEN}. */
  static boolean portGiven(Values root) {
    return root.node(LISTEN) instanceof Mapping listen && listen.get(PORT.key()) != null;
  }

  static Draft byDefault(Place place) {
    return new Draft(
        new ListenerConfig(DEFAULT_HOST, DEFAULT_PORT, null, null, null), place, place, false);
  }
}
