package dev.mynah.agent.reuse.rules.field;

import dev.mynah.agent.http.Syntax;
import dev.mynah.agent.reuse.rules.field.StructuredFields.Bytes;
import dev.mynah.agent.reuse.rules.field.StructuredFields.Flag;
import dev.mynah.agent.reuse.rules.field.StructuredFields.Fraction;
import dev.mynah.agent.reuse.rules.field.StructuredFields.InnerList;
import dev.mynah.agent.reuse.rules.field.StructuredFields.Item;
import dev.mynah.agent.reuse.rules.field.StructuredFields.Member;
import dev.mynah.agent.reuse.rules.field.StructuredFields.Text;
import dev.mynah.agent.reuse.rules.field.StructuredFields.Token;
import dev.mynah.agent.reuse.rules.field.StructuredFields.Value;
import dev.mynah.agent.reuse.rules.field.StructuredFields.Whole;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parsing algorithms of RFC 8941 section 4.2, over one text from left to right. */
final class StructuredReader {
  private static final int MOST_INTEGER_DIGITS = 15;
  private static final int MOST_WHOLE_DIGITS = 12;
  private static final int FRACTION_DIGITS = 3;

  private final String text;
  private int at;

  StructuredReader(String text) {
    this.text = text;
  }

  /** Says that the text is not of the form; carries nothing, since nobody asks why. */
  private static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    private Malformed() {
      super("malformed", null, false, false);
    }
  }

  private interface Rule<T> {
    T read() throws Malformed;
  }

  Optional<List<Member>> list() {
    return whole(this::readList);
  }

  Optional<Map<String, Member>> dictionary() {
    return whole(this::readDictionary);
  }

  Optional<Item> item() {
    return whole(this::readItem);
  }

  private <T> Optional<T> whole(Rule<T> rule) {
    try {
      skipSpaces();
      T read = rule.read();
      skipSpaces();
      return at == text.length() ? Optional.of(read) : Optional.empty();
    } catch (Malformed notOne) {
      return Optional.empty();
    }
  }

  private List<Member> readList() throws Malformed {
    List<Member> members = new ArrayList<>();
    while (at < text.length()) {
      members.add(readMember());
      if (!another()) {
        break;
      }
    }
    return members;
  }

  private Map<String, Member> readDictionary() throws Malformed {
    Map<String, Member> members = new LinkedHashMap<>();
    while (at < text.length()) {
      String key = readKey();
      if (at < text.length() && text.charAt(at) == '=') {
        at++;
        members.put(key, readMember());
      } else {
        members.put(key, new Item(new Flag(true), readParameters()));
      }
      if (!another()) {
        break;
      }
    }
    return members;
  }

  /** Whether a comma follows, which then must be followed by a member. */
  private boolean another() throws Malformed {
    skipBlanks();
    if (at == text.length()) {
      return false;
    }
    if (text.charAt(at) != ',') {
      throw new Malformed();
    }
    at++;
    skipBlanks();
    if (at == text.length()) {
      throw new Malformed();
    }
    return true;
  }

  private Member readMember() throws Malformed {
    return peek() == '(' ? readInnerList() : readItem();
  }

  private InnerList readInnerList() throws Malformed {
    at++;
    List<Item> items = new ArrayList<>();
    while (true) {
      skipSpaces();
      if (peek() == ')') {
        at++;
        return new InnerList(items, readParameters());
      }
      items.add(readItem());
      char next = peek();
      if (next != ' ' && next != ')') {
        throw new Malformed();
      }
    }
  }

  private Item readItem() throws Malformed {
    return new Item(readValue(), readParameters());
  }

  private Map<String, Value> readParameters() throws Malformed {
    Map<String, Value> parameters = new LinkedHashMap<>();
    while (at < text.length() && text.charAt(at) == ';') {
      at++;
      skipSpaces();
      String key = readKey();
      Value value = new Flag(true);
      if (at < text.length() && text.charAt(at) == '=') {
        at++;
        value = readValue();
      }
      parameters.put(key, value);
    }
    return parameters;
  }

  private String readKey() throws Malformed {
    int start = at;
    char first = peek();
    if (first != '*' && !isLowerCase(first)) {
      throw new Malformed();
    }
    while (at < text.length() && isKeyCharacter(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean isLowerCase(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isKeyCharacter(char c) {
    return isLowerCase(c) || isDigit(c) || c == '_' || c == '-' || c == '.' || c == '*';
  }

  private Value readValue() throws Malformed {
    char first = peek();
    if (first == '-' || isDigit(first)) {
      return readNumber();
    }
    return switch (first) {
      case '"' -> readText();
      case ':' -> readBytes();
      case '?' -> readFlag();
      default -> readToken();
    };
  }

  private Value readNumber() throws Malformed {
    boolean negative = text.charAt(at) == '-';
    if (negative) {
      at++;
    }
    int start = at;
    long number = readDigits(MOST_INTEGER_DIGITS);
    int wholeDigits = at - start;
    if (at == text.length() || text.charAt(at) != '.') {
      return new Whole(negative ? -number : number);
    }
    if (wholeDigits > MOST_WHOLE_DIGITS) {
      throw new Malformed();
    }
    at++;
    int fractionStart = at;
    long thousandths = readDigits(FRACTION_DIGITS);
    for (int digits = at - fractionStart; digits < FRACTION_DIGITS; digits++) {
      thousandths *= 10;
    }
    thousandths += number * 1_000;
    return new Fraction(negative ? -thousandths : thousandths);
  }

  private long readDigits(int most) throws Malformed {
    int start = at;
    long number = 0;
    while (at < text.length() && isDigit(text.charAt(at))) {
      if (at - start == most) {
        throw new Malformed();
      }
      number = number * 10 + text.charAt(at) - '0';
      at++;
    }
    if (at == start) {
      throw new Malformed();
    }
    return number;
  }

  private Value readText() throws Malformed {
    StringBuilder read = new StringBuilder();
    at++;
    while (true) {
      char c = peek();
      at++;
      if (c == '"') {
        return new Text(read.toString());
      }
      if (c == '\\') {
        c = peek();
        at++;
        if (c != '"' && c != '\\') {
          throw new Malformed();
        }
      } else if (c < ' ' || c >= 0x7f) {
        throw new Malformed();
      }
      read.append(c);
    }
  }

  private Value readBytes() throws Malformed {
    int end = text.indexOf(':', at + 1);
    if (end < 0) {
      throw new Malformed();
    }
    String base64 = text.substring(at + 1, end);
    at = end + 1;
    try {
      Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException notBase64) {
      throw new Malformed();
    }
    return new Bytes(base64);
  }

  private Value readFlag() throws Malformed {
    at++;
    char set = peek();
    at++;
    if (set != '0' && set != '1') {
      throw new Malformed();
    }
    return new Flag(set == '1');
  }

  private Value readToken() throws Malformed {
    int start = at;
    at = tokenEnd(text, at);
    if (at == start) {
      throw new Malformed();
    }
    return new Token(text.substring(start, at));
  }

  /** Where a token that begins here ends; the same place when none does. */
  static int tokenEnd(String text, int from) {
    char first = text.charAt(from);
    boolean letter = first >= 'A' && first <= 'Z' || isLowerCase(first);
    if (first != '*' && !letter) {
      return from;
    }
    int end = from + 1;
    while (end < text.length() && isTokenCharacter(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isTokenCharacter(char c) {
    return c < 0x7f && (Syntax.isTokenByte((byte) c) || c == ':' || c == '/');
  }

  private char peek() throws Malformed {
    if (at >= text.length()) {
      throw new Malformed();
    }
    return text.charAt(at);
  }

  private void skipSpaces() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private void skipBlanks() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }
}
