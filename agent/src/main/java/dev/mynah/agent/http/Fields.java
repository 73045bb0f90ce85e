package dev.mynah.agent.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Header fields in the order they came, duplicates and the case of names kept. Values are bytes,
 * given out as ISO 8859-1 text so that nothing is lost on the way through.
 *
 * <p>Layout: one byte array holds all text; five ints per field say where it stands in it.
 *
 * <pre>
 *  spans: | nameStart | nameEnd | valueStart | valueEnd | hash of the name |  x size
 * </pre>
 *
 * <p>Both arrays are reused after {@link #clear()}, so that reading a request's head allocates
 * nothing once a connection is warm. Not thread-safe.
 */
public final class Fields {
  /** No fields; never changed. */
  public static final Fields NONE = new Fields(0, 0);

  private static final int SPAN = 5;
  private static final int NAME_END = 1;
  private static final int VALUE_START = 2;
  private static final int VALUE_END = 3;
  private static final int HASH = 4;
  private static final int USUAL_FIELDS = 12;
  private static final int USUAL_BYTES = 512;

  private byte[] bytes;
  private int used;
  private int[] spans;
  private int size;

  public Fields() {
    this(USUAL_FIELDS, USUAL_BYTES);
  }

  private Fields(int fields, int textBytes) {
    spans = new int[fields * SPAN];
    bytes = new byte[textBytes];
  }

  /** The number of fields. */
  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** Gives back what the arrays have beyond what is in use, for fields that are kept for long. */
  public Fields trimmed() {
    spans = Arrays.copyOf(spans, size * SPAN);
    bytes = Arrays.copyOf(bytes, used);
    return this;
  }

  /** Forgets everything and keeps the arrays. */
  public void clear() {
    size = 0;
    used = 0;
  }

  /**
   * Makes room for text of a head that a codec is about to fill in, and forgets everything else.
   *
   * @return the array to fill from index 0
   */
  public byte[] reserve(int textBytes) {
    clear();
    if (bytes.length < textBytes) {
      bytes = new byte[Math.max(textBytes, bytes.length * 2)];
    }
    used = textBytes;
    return bytes;
  }

  /** Notes a field whose text already stands in the reserved array. */
  public void place(int nameStart, int nameEnd, int valueStart, int valueEnd) {
    int at = size * SPAN;
    if (at == spans.length) {
      spans = Arrays.copyOf(spans, Math.max(SPAN * USUAL_FIELDS, spans.length * 2));
    }
    spans[at] = nameStart;
    spans[at + NAME_END] = nameEnd;
    spans[at + VALUE_START] = valueStart;
    spans[at + VALUE_END] = valueEnd;
    spans[at + HASH] = FieldName.hash(bytes, nameStart, nameEnd);
    size++;
  }

  /** The text of all fields; valid until the next change. */
  public byte[] array() {
    return bytes;
  }

  public int nameStart(int i) {
    return spans[i * SPAN];
  }

  public int nameEnd(int i) {
    return spans[i * SPAN + NAME_END];
  }

  public int valueStart(int i) {
    return spans[i * SPAN + VALUE_START];
  }

  public int valueEnd(int i) {
    return spans[i * SPAN + VALUE_END];
  }

  /** The hash of the i-th name, the same in any case. */
  int nameHash(int i) {
    return spans[i * SPAN + HASH];
  }

  /** The i-th name as it was written. */
  public String name(int i) {
    return text(nameStart(i), nameEnd(i));
  }

  /** The i-th value without the blanks around it. */
  public String value(int i) {
    return text(valueStart(i), valueEnd(i));
  }

  private String text(int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
  }

  /** Whether the i-th field has this name. */
  public boolean is(int i, FieldName name) {
    int at = i * SPAN;
    return spans[at + HASH] == name.hash() && name.matches(bytes, spans[at], spans[at + NAME_END]);
  }

  /** The first field of this name from {@code from} on, or -1. */
  public int indexOf(FieldName name, int from) {
    int hash = name.hash();
    for (int i = from, at = from * SPAN; i < size; i++, at += SPAN) {
      if (spans[at + HASH] == hash && name.matches(bytes, spans[at], spans[at + NAME_END])) {
        return i;
      }
    }
    return -1;
  }

  public boolean has(FieldName name) {
    return indexOf(name, 0) >= 0;
  }

  /** The first value of this name, or null. */
  public @Nullable String get(FieldName name) {
    int i = indexOf(name, 0);
    return i < 0 ? null : value(i);
  }

  /** The first value of this name, or null. */
  public @Nullable String get(String name) {
    return get(FieldName.of(name));
  }

  /** Whether the i-th value is this lower-case text, without regard to case. */
  public boolean valueIs(int i, String lowerCase) {
    int start = valueStart(i);
    return regionIs(start, valueEnd(i), lowerCase);
  }

  /**
   * Whether a comma-separated field of this name, over all its lines, has the token (RFC 9110
   * section 5.6.1).
   *
   * @param lowerCase the token in lower case
   */
  public boolean lists(FieldName name, String lowerCase) {
    for (int i = indexOf(name, 0); i >= 0; i = indexOf(name, i + 1)) {
      if (lineLists(i, lowerCase)) {
        return true;
      }
    }
    return false;
  }

  private boolean lineLists(int i, String lowerCase) {
    int start = valueStart(i);
    int end = valueEnd(i);
    while (start < end) {
      int comma = start;
      while (comma < end && bytes[comma] != ',') {
        comma++;
      }
      if (regionIs(skipBlanks(start, comma), trimEnd(start, comma), lowerCase)) {
        return true;
      }
      start = comma + 1;
    }
    return false;
  }

  private int skipBlanks(int start, int end) {
    int at = start;
    while (at < end && isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  private int trimEnd(int start, int end) {
    int at = end;
    while (at > start && isBlank(bytes[at - 1])) {
      at--;
    }
    return at;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  private boolean regionIs(int start, int end, String lowerCase) {
    if (end - start != lowerCase.length()) {
      return false;
    }
    for (int i = 0; i < lowerCase.length(); i++) {
      if (Syntax.lower(bytes[start + i]) != lowerCase.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Adds a field at the end. */
  public Fields add(FieldName name, String value) {
    return append(name.bytes(), 0, name.bytes().length, checked(value));
  }

  /**
   * Adds a field at the end.
   *
   * @throws IllegalArgumentException when the name is not a token or the value holds a control
   *     character: neither may reach the wire
   */
  public Fields add(String name, String value) {
    byte[] nameBytes = latin1(name);
    if (!Syntax.isToken(nameBytes, 0, nameBytes.length)) {
      throw new IllegalArgumentException("not a header field name: " + name);
    }
    return append(nameBytes, 0, nameBytes.length, checked(value));
  }

  /** Adds a copy of another message's field. */
  public Fields add(Fields from, int i) {
    int valueLength = from.valueEnd(i) - from.valueStart(i);
    int nameLength = from.nameEnd(i) - from.nameStart(i);
    int at = grow(nameLength + valueLength);
    System.arraycopy(from.bytes, from.nameStart(i), bytes, at, nameLength);
    System.arraycopy(from.bytes, from.valueStart(i), bytes, at + nameLength, valueLength);
    place(at, at + nameLength, at + nameLength, at + nameLength + valueLength);
    return this;
  }

  /** Replaces all fields of this name by one. */
  public Fields set(FieldName name, String value) {
    remove(name);
    return add(name, value);
  }

  /** Removes all fields of this name. */
  public Fields remove(FieldName name) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (is(i, name)) {
        continue;
      }
      if (kept != i) {
        System.arraycopy(spans, i * SPAN, spans, kept * SPAN, SPAN);
      }
      kept++;
    }
    size = kept;
    return this;
  }

  /** Gives the i-th field another value; its place and the spelling of its name stay. */
  public void replaceValue(int i, String value) {
    byte[] text = checked(value);
    int nameLength = nameEnd(i) - nameStart(i);
    int at = grow(nameLength + text.length);
    System.arraycopy(bytes, nameStart(i), bytes, at, nameLength);
    System.arraycopy(text, 0, bytes, at + nameLength, text.length);
    int span = i * SPAN;
    spans[span] = at;
    spans[span + NAME_END] = at + nameLength;
    spans[span + VALUE_START] = at + nameLength;
    spans[span + VALUE_END] = at + nameLength + text.length;
  }

  /** Keeps those fields whose kind in the table has none of the given bits. */
  void removeKinds(FieldTable table, int kinds) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if ((table.kind(this, i) & kinds) != 0) {
        continue;
      }
      if (kept != i) {
        System.arraycopy(spans, i * SPAN, spans, kept * SPAN, SPAN);
      }
      kept++;
    }
    size = kept;
  }

  private static byte[] checked(String value) {
    byte[] text = latin1(value);
    for (byte b : text) {
      if (!Syntax.isFieldValueByte(b)) {
        throw new IllegalArgumentException("a control character in a header field value");
      }
    }
    return text;
  }

  private Fields append(byte[] name, int nameFrom, int nameLength, byte[] value) {
    int at = grow(nameLength + value.length);
    System.arraycopy(name, nameFrom, bytes, at, nameLength);
    System.arraycopy(value, 0, bytes, at + nameLength, value.length);
    place(at, at + nameLength, at + nameLength, at + nameLength + value.length);
    return this;
  }

  private int grow(int more) {
    if (this == NONE) {
      throw new IllegalStateException("the empty fields are shared and stay empty");
    }
    int at = used;
    if (at + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(at + more, bytes.length * 2));
    }
    used = at + more;
    return at;
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A copy that takes no more room than it needs, for what is kept. */
  public Fields copy() {
    int textBytes = 0;
    for (int i = 0; i < size; i++) {
      textBytes += valueEnd(i) - valueStart(i) + nameEnd(i) - nameStart(i);
    }
    Fields copy = new Fields(size, textBytes);
    for (int i = 0; i < size; i++) {
      copy.add(this, i);
    }
    return copy;
  }

  /** For messages and tests: a line per field. */
  @Override
  public String toString() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < size; i++) {
      lines.append(name(i).toLowerCase(Locale.ROOT)).append(": ").append(value(i)).append('\n');
    }
    return lines.toString();
  }
}
