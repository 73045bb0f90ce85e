package dev.mynah.ledger.hits;

import dev.mynah.ledger.Family;
import dev.mynah.ledger.SeriesKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the index says: where a page of a slot begins in the map file, or where a series has its
 * words. Offsets are bytes from the start of the map file.
 */
sealed interface IndexRecord {
  /** A page's value in the map. */
  record Page(int slot, int number, long offset) implements IndexRecord {}

  /** A series of a slot; its words stand within a page of that slot. */
  record Series(int slot, long offset, SeriesKey key) implements IndexRecord {}

  /** The record as bytes. */
  default byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      if (this instanceof Page page) {
        out.writeByte(Codec.PAGE);
        out.writeInt(page.slot());
        out.writeInt(page.number());
        out.writeLong(page.offset());
      } else if (this instanceof Series series) {
        out.writeByte(Codec.SERIES);
        out.writeInt(series.slot());
        out.writeLong(series.offset());
        Codec.write(out, series.key());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a record whose checksum was right.
   *
   * @throws BadLedgerException when it makes no sense even so
   */
  static IndexRecord decode(byte[] bytes) throws BadLedgerException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return switch (in.readByte()) {
        case Codec.PAGE -> new Page(in.readInt(), in.readInt(), in.readLong());
        case Codec.SERIES -> new Series(in.readInt(), in.readLong(), Codec.readKey(in));
        default -> throw new BadLedgerException("unknown record in the index");
      };
    } catch (IOException | IllegalArgumentException e) {
      throw new BadLedgerException("senseless record in the index: " + e.getMessage());
    }
  }

  /** How keys are spelt. Kinds have numbers of their own, so that the enum may be reordered. */
  final class Codec {
    static final byte PAGE = 1;
    static final byte SERIES = 2;

    private static final int COUNTER = 1;
    private static final int HISTOGRAM = 2;
    private static final int REQUESTS = 3;

    private Codec() {}

    static void write(DataOutputStream out, SeriesKey key) throws IOException {
      Family family = key.family();
      out.writeByte(numberOf(family.kind()));
      out.writeUTF(family.name());
      out.writeByte(family.labelNames().size());
      for (String name : family.labelNames()) {
        out.writeUTF(name);
      }
      for (String value : key.labelValues()) {
        out.writeUTF(value);
      }
    }

    static SeriesKey readKey(DataInputStream in) throws IOException {
      Family.Kind kind = kindOf(in.readUnsignedByte());
      String name = in.readUTF();
      int labels = in.readUnsignedByte();
      List<String> names = readTexts(in, labels);
      return new SeriesKey(new Family(name, kind, names), readTexts(in, labels));
    }

    private static List<String> readTexts(DataInputStream in, int count) throws IOException {
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        texts.add(in.readUTF());
      }
      return texts;
    }

    private static int numberOf(Family.Kind kind) {
      return switch (kind) {
        case COUNTER -> COUNTER;
        case HISTOGRAM -> HISTOGRAM;
        case REQUESTS -> REQUESTS;
      };
    }

    private static Family.Kind kindOf(int number) throws BadLedgerException {
      Family.@Nullable Kind kind =
          switch (number) {
            case COUNTER -> Family.Kind.COUNTER;
            case HISTOGRAM -> Family.Kind.HISTOGRAM;
            case REQUESTS -> Family.Kind.REQUESTS;
            default -> null;
          };
      if (kind == null) {
        throw new BadLedgerException("unknown kind " + number);
      }
      return kind;
    }
  }
}
