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

/**
 * What the index says: what a family is called, where a page of a slot begins in the map file, or
 * where a series has its words. Offsets are bytes from the start of the map file. A series names
 * its family by number, since there are many of the one and few of the other.
 *
 * <pre>
 *   family   3, kind, name, label names          its number is how many came before
 *   page     1, slot, number, offset
 *   series   2, slot, offset, family, label values
 * </pre>
 */
sealed interface IndexRecord {
  byte PAGE = 1;
  byte SERIES = 2;
  byte FAMILY = 3;

  /** A family that series after it belong to. */
  record Declared(Family family) implements IndexRecord {}

  /** A page's value in the map. */
  record Page(int slot, int number, long offset) implements IndexRecord {}

  /** A series of a slot; its words stand within a page of that slot. */
  record Series(int slot, long offset, SeriesKey key) implements IndexRecord {}

  /**
   * The record as bytes.
   *
   * @param families those declared so far, the record's own among them
   */
  default byte[] encode(List<Family> families) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      if (this instanceof Declared declared) {
        out.writeByte(FAMILY);
        FamilyCodec.write(out, declared.family());
      } else if (this instanceof Page page) {
        out.writeByte(PAGE);
        out.writeInt(page.slot());
        out.writeInt(page.number());
        out.writeInt((int) page.offset());
      } else if (this instanceof Series series) {
        out.writeByte(SERIES);
        out.writeInt(series.slot());
        out.writeInt((int) series.offset());
        out.writeShort(families.indexOf(series.key().family()));
        for (String value : series.key().labelValues()) {
          out.writeUTF(value);
        }
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
  static IndexRecord decode(byte[] bytes, List<Family> families) throws BadLedgerException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return switch (in.readByte()) {
        case FAMILY -> new Declared(FamilyCodec.read(in));
        case PAGE -> new Page(in.readInt(), in.readInt(), in.readInt());
        case SERIES -> new Series(in.readInt(), in.readInt(), readKey(in, families));
        default -> throw new BadLedgerException("unknown record in the index");
      };
    } catch (IOException | IllegalArgumentException e) {
      throw new BadLedgerException("senseless record in the index: " + e.getMessage());
    }
  }

  private static SeriesKey readKey(DataInputStream in, List<Family> families) throws IOException {
    int number = in.readUnsignedShort();
    if (number >= families.size()) {
      throw new BadLedgerException("family " + number + " was not declared");
    }
    Family family = families.get(number);
    List<String> values = new ArrayList<>();
    for (int i = 0; i < family.labelNames().size(); i++) {
      values.add(in.readUTF());
    }
    return new SeriesKey(family, values);
  }
}
