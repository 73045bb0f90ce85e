package dev.mynah.agent.mock.request;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text of bytes that nobody named a charset for: UTF-8 where it can be, else ISO 8859-1. */
final class Utf8 {
  private Utf8() {}

  static boolean isWellFormed(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  static String text(byte[] bytes, int start, int end) {
    try {
      ByteBuffer value = ByteBuffer.wrap(bytes, start, end - start);
      return StandardCharsets.UTF_8.newDecoder().decode(value).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }
  }
}
