package dev.mynah.agent.mock;

import java.nio.file.Path;
import java.time.Instant;

/** What an answer from a file is at a moment. Immutable. */
public sealed interface FileState {
  /**
   * Small enough to be held: sent like any static answer.
   *
   * @param modified when the file was changed
   */
  record Cached(StaticAnswer answer, Instant modified) implements FileState {}

  /**
   * To be read while it is sent. The file may have changed since: whoever opens it sends at most
   * {@code lengthBytes} and treats an earlier end as a broken answer.
   *
   * @param modified when the file was changed
   * @param head status and fields; its bytes are empty
   */
  record Streamed(Path path, long lengthBytes, Instant modified, MockContent head)
      implements FileState {}
}
