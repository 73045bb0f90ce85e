package dev.mynah.control;

import dev.mynah.settings.AdminSettings;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides who may use what is not open to all. Four questions in this order, each with its own
 * refusal:
 *
 * <ol>
 *   <li>Does {@code Host} name us? A page whose own name was re-pointed to 127.0.0.1 sends its own.
 *   <li>Does the request come from somebody else's page? {@code Origin} and {@code Sec-Fetch-Site}
 *       tell; following a link to us is allowed, being called by a script is not.
 *   <li>Without tokens: is the peer on this machine?
 *   <li>With tokens: is one of them shown? Loopback is asked too: in a pod it is shared.
 * </ol>
 */
final class AdminGuard {
  /** What the guard looks at; {@code null} never, absent fields are empty. */
  record Caller(
      Optional<InetAddress> peer,
      String localAddress,
      List<String> hosts,
      Optional<String> origin,
      FetchMetadata fetch,
      Optional<String> authorization) {}

  /** What a browser says about a request (Fetch Metadata); empty for other programs. */
  record FetchMetadata(String method, String site, String mode, String destination) {
    boolean followsLink() {
      return (method.equals("GET") || method.equals("HEAD"))
          && mode.equals("navigate")
          && destination.equals("document");
    }
  }

  private static final String PLAIN = "http://";

  private final AdminSettings settings;
  private final List<String> allowedHosts;
  private final List<String> allowedOrigins;
  private final List<byte[]> tokenDigests;

  AdminGuard(AdminSettings settings) {
    this.settings = settings;
    this.allowedHosts = lowerCase(settings.allowedHosts());
    this.allowedOrigins = lowerCase(settings.allowedOrigins());
    this.tokenDigests = settings.tokens().stream().map(AdminGuard::digest).toList();
  }

  /** The refusal, or nothing when the caller may pass. */
  Optional<Problem> refusal(Caller caller) {
    return refusal(caller, Set.of());
  }

  /** The same for what pages of these origins may call as well. */
  Optional<Problem> refusal(Caller caller, Set<String> origins) {
    if (caller.hosts().size() != 1) {
      return Optional.of(badHost());
    }
    Optional<Authority> host = Authority.parse(caller.hosts().get(0));
    if (host.isEmpty()) {
      return Optional.of(badHost());
    }
    if (!isOurs(host.get(), caller.localAddress())) {
      return Optional.of(foreignHost());
    }
    if (isForeignPage(caller, host.get(), origins)) {
      return Optional.of(foreignOrigin());
    }
    if (tokenDigests.isEmpty()) {
      return caller.peer().filter(InetAddress::isLoopbackAddress).isPresent()
          ? Optional.empty()
          : Optional.of(foreignPeer());
    }
    return isPreflight(caller) || caller.authorization().filter(this::bearsToken).isPresent()
        ? Optional.empty()
        : Optional.of(noToken());
  }

  private boolean isOurs(Authority host, String localAddress) {
    return host.namesLoopback()
        || host.host().equals(bare(localAddress))
        || host.host().equals(bare(settings.host()))
        || allowedHosts.stream().anyMatch(host::matches);
  }

  private boolean isForeignPage(Caller caller, Authority host, Set<String> origins) {
    if (caller.origin().isPresent()) {
      return !isOurOrigin(caller.origin().get(), host, origins);
    }
    return caller.fetch().site().equals("cross-site") && !caller.fetch().followsLink();
  }

  /**
   * Whether a browser asks on behalf of an admitted page of another origin; it sends no token with
   * that, and the answer holds nothing (Fetch section 3.2.2).
   */
  private static boolean isPreflight(Caller caller) {
    return caller.fetch().method().equals("OPTIONS") && caller.origin().isPresent();
  }

  /** The port is plain HTTP; who puts TLS before it lists the origin that results. */
  private boolean isOurOrigin(String origin, Authority host, Set<String> origins) {
    String text = origin.toLowerCase(Locale.ROOT);
    if (allowedOrigins.contains(text) || origins.contains(text)) {
      return true;
    }
    if (!text.startsWith(PLAIN)) {
      return false;
    }
    return Authority.parse(text.substring(PLAIN.length()))
        .filter(page -> page.host().equals(host.host()))
        .filter(page -> portOf(page) == portOf(host))
        .isPresent();
  }

  private static List<String> lowerCase(List<String> names) {
    return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  private static int portOf(Authority authority) {
    return authority.port() == -1 ? 80 : authority.port();
  }

  /** Digests have one length, so the comparison takes the same time whatever was sent. */
  private boolean bearsToken(String authorization) {
    if (!authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return false;
    }
    byte[] shown = digest(authorization.substring(7).strip());
    boolean found = false;
    for (byte[] token : tokenDigests) {
      found |= MessageDigest.isEqual(token, shown);
    }
    return found;
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every Java has SHA-256", absent);
    }
  }

  private static String bare(String address) {
    int zone = address.indexOf('%');
    String text = zone < 0 ? address : address.substring(0, zone);
    return text.replace("[", "").replace("]", "").toLowerCase(Locale.ROOT);
  }

  private static Problem badHost() {
    return new Problem(400, "bad-host", "Bad Host", "Exactly one valid Host field is needed.");
  }

  private static Problem foreignHost() {
    return new Problem(
        421,
        "foreign-host",
        "Not our name",
        "The Host field names neither this machine's loopback nor the bound address; "
            + "admin.allowedHosts lists further names.");
  }

  private static Problem foreignOrigin() {
    return new Problem(
        403,
        "foreign-origin",
        "Not from our own pages",
        "Pages of other origins may not call the admin port; admin.allowedOrigins lists those that"
            + " may, api.cors those that may ask the analytics.");
  }

  private static Problem foreignPeer() {
    return new Problem(
        403,
        "foreign-peer",
        "Loopback only",
        "Peers beyond loopback get /live, /ready and /metrics; admin.tokens opens the rest.");
  }

  private static Problem noToken() {
    return new Problem(
        401, "token-needed", "Token needed", "Send Authorization: Bearer with a configured token.");
  }
}
