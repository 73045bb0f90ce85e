package dev.mynah.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.control.AdminGuard.Caller;
import dev.mynah.control.AdminGuard.FetchMetadata;
import dev.mynah.settings.AdminSettings;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Peers and tokens, decided without a network. */
class AdminGuardTest {
  private static final String TOKEN = "correct-horse-battery";

  @Test
  void loopbackPeerNeedsNoTokenWhereNoneIsConfigured() throws Exception {
    AdminGuard guard = guard();

    assertThat(reason(guard, "127.0.0.1", "localhost")).isEmpty();
    assertThat(reason(guard, "::1", "localhost")).isEmpty();
    assertThat(reason(guard, "::ffff:127.0.0.1", "localhost")).isEmpty();
  }

  @Test
  void otherPeersAreRefusedWithoutTokens() throws Exception {
    assertThat(reason(guard(), "10.0.0.7", "10.0.0.1")).contains("foreign-peer");
    assertThat(reason(guard(), "169.254.1.1", "localhost")).contains("foreign-peer");
    assertThat(guard().refusal(caller(Optional.empty(), "localhost", Optional.empty())))
        .map(Problem::reason)
        .contains("foreign-peer");
  }

  @Test
  void tokenOpensForAnyPeer() throws Exception {
    AdminGuard guard = guard("another-token-of-ours", TOKEN);

    assertThat(reason(guard, "10.0.0.7", "10.0.0.1", "Bearer " + TOKEN)).isEmpty();
    assertThat(reason(guard, "10.0.0.7", "10.0.0.1", "bearer " + TOKEN)).isEmpty();
  }

  @Test
  void aPreflightOfAListedPageNeedsNoTokenAndNothingElseDoesWithout() throws Exception {
    AdminGuard guard =
        new AdminGuard(
            new AdminSettings(
                "127.0.0.1", 0, List.of(TOKEN), List.of(), List.of("https://console.example")));

    assertThat(guard.refusal(page("OPTIONS", "https://console.example"))).isEmpty();
    assertThat(guard.refusal(page("OPTIONS", "https://evil.example")))
        .map(Problem::reason)
        .contains("foreign-origin");
    assertThat(guard.refusal(page("GET", "https://console.example")))
        .map(Problem::reason)
        .contains("token-needed");
  }

  @Test
  void aPageMayBeAdmittedToOnePathAlone() throws Exception {
    AdminGuard guard = guard(TOKEN);
    Set<String> admitted = Set.of("https://page.example");

    assertThat(guard.refusal(page("OPTIONS", "https://page.example"), admitted)).isEmpty();
    assertThat(guard.refusal(page("GET", "https://page.example"), admitted))
        .map(Problem::reason)
        .contains("token-needed");
    assertThat(guard.refusal(page("GET", "https://evil.example"), admitted))
        .map(Problem::reason)
        .contains("foreign-origin");
    assertThat(guard.refusal(page("GET", "https://page.example")))
        .map(Problem::reason)
        .contains("foreign-origin");
  }

  private static Caller page(String method, String origin) throws Exception {
    return new Caller(
        Optional.of(InetAddress.getByName("10.0.0.7")),
        "127.0.0.1",
        List.of("localhost"),
        Optional.of(origin),
        new FetchMetadata(method, "cross-site", "cors", "empty"),
        Optional.empty());
  }

  @Test
  void whereTokensAreConfiguredLoopbackShowsOneToo() throws Exception {
    AdminGuard guard = guard(TOKEN);

    assertThat(reason(guard, "127.0.0.1", "localhost")).contains("token-needed");
    assertThat(reason(guard, "127.0.0.1", "localhost", "Bearer " + TOKEN)).isEmpty();
  }

  @Test
  void wrongTokensDoNotOpen() throws Exception {
    AdminGuard guard = guard(TOKEN);

    for (String shown :
        List.of(
            "Bearer",
            "Bearer ",
            "Bearer " + TOKEN + "x",
            "Bearer " + TOKEN.substring(1),
            "Basic " + TOKEN,
            TOKEN)) {
      assertThat(reason(guard, "10.0.0.7", "10.0.0.1", shown)).contains("token-needed");
    }
  }

  @Test
  void tokenDoesNotExcuseAForeignHost() throws Exception {
    assertThat(reason(guard(TOKEN), "10.0.0.7", "evil.example", "Bearer " + TOKEN))
        .contains("foreign-host");
  }

  @Test
  void boundAddressIsOurName() throws Exception {
    assertThat(reason(guard(TOKEN), "10.0.0.7", "10.0.0.1:9464", "Bearer " + TOKEN)).isEmpty();
    assertThat(reason(guard(TOKEN), "10.0.0.7", "10.0.0.2:9464", "Bearer " + TOKEN))
        .contains("foreign-host");
  }

  private static AdminGuard guard(String... tokens) {
    return new AdminGuard(
        new AdminSettings("0.0.0.0", 9464, List.of(tokens), List.of(), List.of()));
  }

  private static Optional<String> reason(AdminGuard guard, String peer, String host)
      throws Exception {
    return guard
        .refusal(caller(Optional.of(InetAddress.getByName(peer)), host, Optional.empty()))
        .map(Problem::reason);
  }

  private static Optional<String> reason(
      AdminGuard guard, String peer, String host, String authorization) throws Exception {
    return guard
        .refusal(caller(Optional.of(InetAddress.getByName(peer)), host, Optional.of(authorization)))
        .map(Problem::reason);
  }

  private static Caller caller(
      Optional<InetAddress> peer, String host, Optional<String> authorization) {
    return new Caller(
        peer,
        "10.0.0.1",
        List.of(host),
        Optional.empty(),
        new FetchMetadata("GET", "", "", ""),
        authorization);
  }
}
