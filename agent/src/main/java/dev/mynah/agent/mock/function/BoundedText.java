package dev.mynah.agent.mock.function;

import java.io.Writer;

/** Collects text up to a length, and gives up at the first character beyond it. */
public final class BoundedText extends Writer {
  private final StringBuilder text = new StringBuilder();
  private final int most;

  public BoundedText(int mostCharacters) {
    most = mostCharacters;
  }

  @Override
  public void write(char[] from, int offset, int length) {
    room(length);
    text.append(from, offset, length);
  }

  @Override
  public void write(int c) {
    room(1);
    text.append((char) c);
  }

  @Override
  public void write(String from, int offset, int length) {
    room(length);
    text.append(from, offset, offset + length);
  }

  private void room(int more) {
    if (text.length() + (long) more > most) {
      throw new FunctionFailure("the text is longer than " + most + " characters");
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  /** What was collected. */
  @Override
  public String toString() {
    return text.toString();
  }
}
