package dev.mynah.agent.upstream.forward;

import dev.mynah.agent.config.HeaderEdits;
import dev.mynah.agent.config.HeaderValue;
import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.FieldTable;
import dev.mynah.agent.http.Fields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Header edits of a route, compiled: names to take out and lines to put in. Immutable.
 *
 * @param dropped names that are removed or replaced
 * @param lines what {@code set} and {@code add} put at the end, in that order
 */
record Edits(List<FieldName> dropped, Fields lines) {
  /** Framing belongs to the connection: an edit of it would make two readers disagree. */
  private static final List<FieldName> UNTOUCHABLE =
      List.of(
          FieldName.CONTENT_LENGTH,
          FieldName.TRANSFER_ENCODING,
          FieldName.CONNECTION,
          FieldName.KEEP_ALIVE,
          FieldName.TE,
          FieldName.TRAILER,
          FieldName.UPGRADE);

  /**
   * @throws IllegalArgumentException when a name is not a token, a value holds a control character
   *     or the field frames the message
   */
  static Edits of(HeaderEdits config) {
    List<FieldName> dropped = new ArrayList<>();
    Fields lines = new Fields();
    config.remove().forEach(name -> dropped.add(editable(name)));
    for (HeaderValue set : config.set()) {
      dropped.add(editable(set.name()));
      lines.add(editable(set.name()), wire(set.value()));
    }
    for (HeaderValue added : config.add()) {
      lines.add(editable(added.name()), wire(added.value()));
    }
    return new Edits(List.copyOf(dropped), lines);
  }

  private static FieldName editable(String text) {
    FieldName name = FieldName.of(text);
    for (FieldName untouchable : UNTOUCHABLE) {
      if (untouchable.toString().equalsIgnoreCase(text)) {
        throw new IllegalArgumentException(name + " frames the message and cannot be edited");
      }
    }
    return name;
  }

  /** Text beyond ASCII goes out as UTF-8; fields take one character per octet. */
  private static String wire(String value) {
    return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** Adds the names that are taken out to a table. */
  void dropFrom(FieldTable.Builder table, int kind) {
    table.put(kind, dropped.toArray(FieldName[]::new));
  }

  boolean touches(FieldName name) {
    String text = name.toString();
    return dropped.stream().anyMatch(edited -> edited.toString().equalsIgnoreCase(text));
  }

  /** The lines as they go out. */
  byte[] encoded() {
    HeadBytes out = new HeadBytes();
    for (int i = 0; i < lines.size(); i++) {
      RequestRules.line(lines, i, out);
    }
    return Arrays.copyOf(out.array(), out.size());
  }
}
