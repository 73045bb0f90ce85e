package dev.mynah.exporter.client;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An address that was read from text, without asking a name server. An IPv4 address inside an IPv6
 * one is the IPv4 address. Immutable.
 */
final class ClientAddress {
  private static final int LONGEST = 64;
  private static final int GROUPS_KEPT = 3;

  private final InetAddress address;

  private ClientAddress(InetAddress address) {
    this.address = address;
  }

  /** Reads an IPv4 or IPv6 address, also one with a zone; empty when it is neither. */
  static Optional<ClientAddress> parse(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return Optional.empty();
    }
    int zone = text.indexOf('%');
    String bare = zone < 0 ? text : text.substring(0, zone);
    return bare.indexOf(':') >= 0 ? parse6(bare) : parse4(bare);
  }

  InetAddress inet() {
    return address;
  }

  /**
   * Whether it belongs to nobody in particular: loopback, link-local, private (RFC 1918), unique
   * local (RFC 4193), shared by carriers (RFC 6598), or unspecified.
   */
  boolean isLocal() {
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    boolean known =
        address.isLoopbackAddress()
            || address.isLinkLocalAddress()
            || address.isSiteLocalAddress()
            || address.isAnyLocalAddress();
    if (address instanceof Inet4Address) {
      boolean carrier = first == 100 && second >= 64 && second < 128;
      return known || carrier || first == 0;
    }
    return known || (first & 0xfe) == 0xfc;
  }

  /** The network it is in: {@code 192.0.2.0} of 24 bits, {@code 2001:db8:1::} of 48. */
  String network() {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return (bytes[0] & 0xff) + "." + (bytes[1] & 0xff) + "." + (bytes[2] & 0xff) + ".0";
    }
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < GROUPS_KEPT; i++) {
      groups.add(Integer.toHexString((bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff)));
    }
    while (!groups.isEmpty() && groups.get(groups.size() - 1).equals("0")) {
      groups.remove(groups.size() - 1);
    }
    return String.join(":", groups) + "::";
  }

  private static Optional<ClientAddress> parse6(String text) {
    boolean plain =
        text.chars().allMatch(c -> c == ':' || c == '.' || Character.digit(c, 16) >= 0 && c < 128);
    if (!plain) {
      return Optional.empty();
    }
    try {
      // Text with a colon is an address or an error; it is never looked up.
      return Optional.of(new ClientAddress(InetAddress.getByName(text)));
    } catch (UnknownHostException notAnAddress) {
      return Optional.empty();
    }
  }

  private static Optional<ClientAddress> parse4(String text) {
    byte[] bytes = new byte[4];
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      int dot = i < 3 ? text.indexOf('.', from) : text.length();
      int part = dot < 0 ? -1 : octet(text, from, dot);
      if (part < 0) {
        return Optional.empty();
      }
      bytes[i] = (byte) part;
      from = dot + 1;
    }
    try {
      return Optional.of(new ClientAddress(InetAddress.getByAddress(bytes)));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("four bytes are an address", impossible);
    }
  }

  private static int octet(String text, int from, int to) {
    if (to <= from || to - from > 3) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      int c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + c - '0';
    }
    return value <= 255 ? value : -1;
  }
}
