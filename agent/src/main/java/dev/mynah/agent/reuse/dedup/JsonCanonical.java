package dev.mynah.agent.reuse.dedup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * One JSON value as bytes that are the same for the same value and differ for any other. Single
 * use, one thread.
 *
 * <pre>
 *  string, member name   "  length  one to three bytes per UTF-16 unit
 *  number                #  length  its text as it came
 *  true, false, null     t | f | n
 *  array                 [  values  ]
 *  object                {  name value, sorted by name  }
 * </pre>
 *
 * <p>Numbers go by their text, since 9007199254740993 and 9007199254740992 are one number to many a
 * parser and two accounts to a bank. Strings go by what they mean: an escape is the character it
 * stands for, and half a surrogate pair stays itself. Text and arrays are length-prefixed or
 * closed, so no part can be taken for another.
 *
 * <p>The whole is built in one growing array; an object's members are put in order when it ends, so
 * the work is at most the body's size times {@link #MAX_DEPTH}, and the size times a small factor
 * for one that is in order.
 */
final class JsonCanonical {
  /** Deeper values are taken byte for byte. */
  static final int MAX_DEPTH = 64;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private byte[] bytes;
  private int size;

  private JsonCanonical(int expectedBytes) {
    bytes = new byte[Math.max(64, expectedBytes + expectedBytes / 4)];
  }

  /** The text is JSON that has more than one meaning, or is nested too deep to look at. */
  private static final class NotCanonical extends IOException {
    private static final long serialVersionUID = 1;

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }

  /**
   * Adds the canonical form to a digest.
   *
   * @return false, and nothing added, when the bytes are not exactly one JSON value in UTF-8, an
   *     object in it names a member twice, or it is nested deeper than {@link #MAX_DEPTH}
   */
  static boolean digest(byte[] body, int length, MessageDigest into) {
    JsonCanonical form = new JsonCanonical(length);
    try {
      CharBuffer text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body, 0, length));
      form.whole(text);
    } catch (CharacterCodingException notUtf8) {
      return false;
    } catch (IOException notOneValue) {
      return false;
    }
    into.update(form.bytes, 0, form.size);
    return true;
  }

  private void whole(CharBuffer text) throws IOException {
    char[] chars = text.array();
    try (JsonParser parser =
        JSON.createParser(chars, text.arrayOffset() + text.position(), text.remaining())) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new NotCanonical();
      }
      value(parser, first, 0);
      if (parser.nextToken() != null) {
        throw new NotCanonical();
      }
    }
  }

  private void value(JsonParser parser, JsonToken token, int depth) throws IOException {
    switch (token) {
      case START_OBJECT -> object(parser, deeper(depth));
      case START_ARRAY -> array(parser, deeper(depth));
      case VALUE_STRING -> text('"', parser);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> text('#', parser);
      case VALUE_TRUE -> put('t');
      case VALUE_FALSE -> put('f');
      case VALUE_NULL -> put('n');
      default -> throw new NotCanonical();
    }
  }

  private static int deeper(int depth) throws NotCanonical {
    if (depth == MAX_DEPTH) {
      throw new NotCanonical();
    }
    return depth + 1;
  }

  private void array(JsonParser parser, int depth) throws IOException {
    put('[');
    for (JsonToken next = next(parser); next != JsonToken.END_ARRAY; next = next(parser)) {
      value(parser, next, depth);
    }
    put(']');
  }

  private void object(JsonParser parser, int depth) throws IOException {
    put('{');
    Members members = new Members(size);
    for (JsonToken next = next(parser); next != JsonToken.END_OBJECT; next = next(parser)) {
      text('"', parser);
      int nameEnd = size;
      value(parser, next(parser), depth);
      members.add(nameEnd, size);
    }
    members.putInOrder();
    put('}');
  }

  private static JsonToken next(JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new NotCanonical();
    }
    return token;
  }

  private void text(char kind, JsonParser parser) throws IOException {
    char[] chars = parser.getTextCharacters();
    int from = parser.getTextOffset();
    int length = parser.getTextLength();
    put(kind);
    length(length);
    room(3 * (long) length);
    for (int i = from; i < from + length; i++) {
      unit(chars[i]);
    }
  }

  /** The number of UTF-16 units, seven bits a byte. */
  private void length(int value) {
    int left = value;
    while (left > 0x7f) {
      put(left & 0x7f | 0x80);
      left >>>= 7;
    }
    put(left);
  }

  /** One UTF-16 unit the way UTF-8 writes a character of that number. */
  private void unit(char c) {
    if (c < 0x80) {
      bytes[size++] = (byte) c;
    } else if (c < 0x800) {
      bytes[size++] = (byte) (0xc0 | c >> 6);
      bytes[size++] = (byte) (0x80 | c & 0x3f);
    } else {
      bytes[size++] = (byte) (0xe0 | c >> 12);
      bytes[size++] = (byte) (0x80 | c >> 6 & 0x3f);
      bytes[size++] = (byte) (0x80 | c & 0x3f);
    }
  }

  private void put(int b) {
    room(1);
    bytes[size++] = (byte) b;
  }

  private void room(long more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.max(size + more, bytes.length + bytes.length / 2L));
    }
  }

  /** Where the members of one object stand: each begins where the one before it ends. */
  private final class Members {
    private final int start;
    private int[] ends = new int[16];
    private int count;
    private boolean inOrder = true;

    Members(int start) {
      this.start = start;
    }

    void add(int nameEnd, int end) throws NotCanonical {
      if (2 * count == ends.length) {
        ends = Arrays.copyOf(ends, ends.length * 2);
      }
      ends[2 * count] = nameEnd;
      ends[2 * count + 1] = end;
      count++;
      if (count > 1 && inOrder) {
        inOrder = compareNames(count - 2, count - 1) < 0;
      }
    }

    private int begin(int member) {
      return member == 0 ? start : ends[2 * member - 1];
    }

    private int compareNames(int a, int b) {
      return Arrays.compareUnsigned(bytes, begin(a), ends[2 * a], bytes, begin(b), ends[2 * b]);
    }

    void putInOrder() throws NotCanonical {
      if (inOrder) {
        return;
      }
      Integer[] order = new Integer[count];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, this::compareNames);
      byte[] sorted = new byte[size - start];
      int at = 0;
      for (int i = 0; i < count; i++) {
        if (i > 0 && compareNames(order[i - 1], order[i]) == 0) {
          throw new NotCanonical();
        }
        int from = begin(order[i]);
        int length = ends[2 * order[i] + 1] - from;
        System.arraycopy(bytes, from, sorted, at, length);
        at += length;
      }
      System.arraycopy(sorted, 0, bytes, start, at);
    }
  }
}
