package dev.mynah.agent.mock;

import dev.mynah.agent.config.MockConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An answer from a file. Small files are held in memory like static answers, larger ones are
 * described and read by whoever sends them.
 *
 * <p>What {@link #current()} gives is one consistent state, swapped whole by {@link #refresh()}. A
 * file that has vanished or cannot be read leaves the last good state in place.
 */
public final class FileAnswer implements MockAnswer {
  private final MockConfig config;
  private final BodyFile file;
  private volatile FileState current;
  private final AtomicInteger generation = new AtomicInteger();

  private FileAnswer(MockConfig config, BodyFile file) throws IOException {
    this.config = config;
    this.file = file;
    BodyFile.Reading first = file.read();
    this.current = state(first == null ? BodyFile.unsettled(file) : first);
  }

  static FileAnswer open(MockConfig config, Path path) {
    try {
      return new FileAnswer(config, new BodyFile(path, BodyFile.HELD_BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What to send now. Touches no file. */
  public FileState current() {
    return current;
  }

  @Override
  public Kind kind() {
    return Kind.FILE;
  }

  @Override
  public int status() {
    return config.status();
  }

  @Override
  public boolean needsBody() {
    return false;
  }

  @Override
  public boolean refresh() {
    BodyFile.@Nullable Reading changed = file.readIfChanged();
    if (changed == null) {
      return false;
    }
    current = state(changed);
    generation.incrementAndGet();
    return true;
  }

  @Override
  public int generation() {
    return generation.get();
  }

  private FileState state(BodyFile.Reading reading) {
    String type = ContentTypes.ofFile(reading.path(), reading.head(), reading.whole());
    MockHeaders headers = MockHeaders.of(config, type);
    return reading.whole()
        ? new FileState.Cached(headers.answer(reading.head()), reading.modified())
        : new FileState.Streamed(
            reading.path(), reading.length(), reading.modified(), headers.plainContent());
  }
}
