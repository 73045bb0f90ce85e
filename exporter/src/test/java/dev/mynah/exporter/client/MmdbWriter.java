package dev.mynah.exporter.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes small files in MaxMind DB format 2.0: a binary tree over address bits with records of 24
 * bits, the data section, and the metadata at the end.
 */
final class MmdbWriter {
  private static final byte[] MARK =
      "\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1);
  private static final int EMPTY = -1;

  private final String type;
  private final int ipVersion;
  private final List<int[]> nodes = new ArrayList<>(List.of(new int[] {EMPTY, EMPTY}));
  private final List<Integer> dataAt = new ArrayList<>();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  MmdbWriter(String type, int ipVersion) {
    this.type = type;
    this.ipVersion = ipVersion;
  }

  /** A network and what is said of it; of nested networks the larger first. */
  MmdbWriter add(String network, Map<String, ?> record) throws IOException {
    String[] parts = network.split("/");
    InetAddress address = InetAddress.getByName(parts[0]);
    int bits = Integer.parseInt(parts[1]);
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address && ipVersion == 6) {
      byte[] six = new byte[16];
      System.arraycopy(bytes, 0, six, 12, 4);
      bytes = six;
      bits += 96;
    }
    dataAt.add(data.size());
    value(data, record);
    int leaf = -2 - (dataAt.size() - 1);
    int node = 0;
    for (int bit = 0; bit < bits - 1; bit++) {
      node = child(node, bitOf(bytes, bit));
    }
    nodes.get(node)[bitOf(bytes, bits - 1)] = leaf;
    return this;
  }

  void write(Path file) throws IOException {
    Files.write(file, bytes());
  }

  byte[] bytes() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int[] node : nodes) {
      for (int record : node) {
        int shown = record >= 0 ? record : record == EMPTY ? nodes.size() : pointer(-2 - record);
        out.write(shown >> 16);
        out.write(shown >> 8);
        out.write(shown);
      }
    }
    out.write(new byte[16]);
    out.write(data.toByteArray());
    out.write(MARK);
    Map<String, Object> about = new TreeMap<>();
    about.put("binary_format_major_version", (short) 2);
    about.put("binary_format_minor_version", (short) 0);
    about.put("build_epoch", 1_700_000_000L);
    about.put("database_type", type);
    about.put("description", Map.of("en", "made by a test"));
    about.put("ip_version", (short) ipVersion);
    about.put("languages", List.of("en"));
    about.put("node_count", nodes.size());
    about.put("record_size", (short) 24);
    value(out, about);
    return out.toByteArray();
  }

  private int pointer(int entry) {
    return nodes.size() + 16 + dataAt.get(entry);
  }

  /** A leaf on the way is split: both halves keep what it said. */
  private int child(int node, int bit) {
    int there = nodes.get(node)[bit];
    if (there >= 0) {
      return there;
    }
    nodes.add(new int[] {there, there});
    nodes.get(node)[bit] = nodes.size() - 1;
    return nodes.size() - 1;
  }

  private static int bitOf(byte[] bytes, int bit) {
    return bytes[bit / 8] >> (7 - bit % 8) & 1;
  }

  private static void value(ByteArrayOutputStream out, Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      out.write(7 << 5 | map.size());
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        value(out, entry.getKey());
        value(out, entry.getValue());
      }
    } else if (value instanceof List<?> list) {
      out.write(list.size());
      out.write(11 - 7);
      for (Object item : list) {
        value(out, item);
      }
    } else if (value instanceof Short number) {
      out.write(5 << 5 | 2);
      out.write(number >> 8);
      out.write(number);
    } else if (value instanceof Integer number) {
      out.write(6 << 5 | 4);
      number(out, number, 4);
    } else if (value instanceof Long number) {
      out.write(8);
      out.write(9 - 7);
      number(out, number, 8);
    } else {
      text(out, value.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void number(ByteArrayOutputStream out, long number, int bytes) {
    for (int i = bytes - 1; i >= 0; i--) {
      out.write((int) (number >> (8 * i)));
    }
  }

  private static void text(ByteArrayOutputStream out, byte[] utf8) throws IOException {
    if (utf8.length < 29) {
      out.write(2 << 5 | utf8.length);
    } else {
      out.write(2 << 5 | 29);
      out.write(utf8.length - 29);
    }
    out.write(utf8);
  }
}
