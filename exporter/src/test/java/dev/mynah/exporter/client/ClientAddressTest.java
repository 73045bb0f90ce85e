package dev.mynah.exporter.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How addresses are read, which are local, and what their network is. */
class ClientAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.9.9",
        "100.64.0.1",
        "100.127.255.255",
        "0.0.0.0",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fd00::1",
        "fc12::1",
        "::ffff:10.0.0.1",
        "::ffff:c0a8:101"
      })
  void addressesOfNobodyInParticularAreLocal(String text) {
    assertThat(ClientAddress.parse(text).orElseThrow().isLocal()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.0.1",
        "172.32.0.1",
        "169.253.0.1",
        "2001:db8::1",
        "::ffff:8.8.8.8",
        "255.255.255.255"
      })
  void othersAreNot(String text) {
    assertThat(ClientAddress.parse(text).orElseThrow().isLocal()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "1.2.3.",
        ".1.2.3",
        "1..2.3",
        "1.2.3.-4",
        "unknown",
        "::g",
        "1:2",
        "[::1]",
        "1.2.3.0004",
        "a:b:c:d:e:f:1:2:3",
        "host:80"
      })
  void whatIsNoAddressIsNotLookedUp(String text) {
    assertThat(ClientAddress.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.77,192.0.2.0",
    "255.255.255.255,255.255.255.0",
    "::ffff:192.0.2.77,192.0.2.0",
    "2001:db8:1:2:3:4:5:6,2001:db8:1::",
    "2001:DB8::5,2001:db8::",
    "2001:0:5::9,2001:0:5::",
    "::1,::",
    "fe80::1%eth0,fe80::",
  })
  void theNetworkHas24BitsOr48(String text, String network) {
    assertThat(ClientAddress.parse(text).orElseThrow().network()).isEqualTo(network);
  }
}
