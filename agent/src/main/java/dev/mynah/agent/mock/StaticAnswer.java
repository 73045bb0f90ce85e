package dev.mynah.agent.mock;

import dev.mynah.agent.config.MockConfig;
import dev.mynah.agent.http.Fields;
import org.jspecify.annotations.Nullable;

/** An answer that is the same bytes every time, in one or two encodings. Immutable. */
public final class StaticAnswer implements MockAnswer {
  private final MockContent plain;
  private final @Nullable MockContent gzip;

  StaticAnswer(MockContent plain, @Nullable MockContent gzip) {
    this.plain = plain;
    this.gzip = gzip;
  }

  static StaticAnswer compile(MockConfig config) {
    byte[] bytes = MockBodies.bytes(config.body());
    return MockHeaders.of(config, ContentTypes.of(config.body())).answer(bytes);
  }

  /** The answer without content coding. */
  public MockContent plain() {
    return plain;
  }

  /** The answer in gzip, or null when it is switched off, too small or not worth it. */
  public @Nullable MockContent gzip() {
    return gzip;
  }

  /** The form to send for a request with these fields. Allocates nothing. */
  public MockContent choose(Fields request) {
    MockContent packed = gzip;
    return packed != null && AcceptEncoding.prefersGzip(request) ? packed : plain;
  }

  @Override
  public Kind kind() {
    return Kind.STATIC;
  }

  @Override
  public int status() {
    return plain.status();
  }

  @Override
  public boolean needsBody() {
    return false;
  }

  @Override
  public boolean refresh() {
    return false;
  }

  @Override
  public int generation() {
    return 0;
  }
}
