package dev.mynah.ledger.hits;

import dev.mynah.ledger.Family;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How families are spelt. Kinds have numbers of their own, so that the enum may be reordered. */
final class FamilyCodec {
  private static final int COUNTER = 1;
  private static final int HISTOGRAM = 2;
  private static final int REQUESTS = 3;

  private FamilyCodec() {}

  static void write(DataOutputStream out, Family family) throws IOException {
    out.writeByte(numberOf(family.kind()));
    out.writeUTF(family.name());
    out.writeByte(family.labelNames().size());
    for (String name : family.labelNames()) {
      out.writeUTF(name);
    }
  }

  static Family read(DataInputStream in) throws IOException {
    Family.Kind kind = kindOf(in.readUnsignedByte());
    String name = in.readUTF();
    int labels = in.readUnsignedByte();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < labels; i++) {
      names.add(in.readUTF());
    }
    return new Family(name, kind, names);
  }

  private static int numberOf(Family.Kind kind) {
    return switch (kind) {
      case COUNTER -> COUNTER;
      case HISTOGRAM -> HISTOGRAM;
      case REQUESTS -> REQUESTS;
    };
  }

  private static Family.Kind kindOf(int number) throws BadLedgerException {
    return switch (number) {
      case COUNTER -> Family.Kind.COUNTER;
      case HISTOGRAM -> Family.Kind.HISTOGRAM;
      case REQUESTS -> Family.Kind.REQUESTS;
      default -> throw new BadLedgerException("unknown kind " + number);
    };
  }
}
