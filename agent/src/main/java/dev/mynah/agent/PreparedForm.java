package dev.mynah.agent;

import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.mock.MockContent;
import dev.mynah.agent.reuse.headers.Asked;
import dev.mynah.agent.reuse.headers.CachingHeaders;
import dev.mynah.agent.reuse.headers.Said;
import dev.mynah.agent.reuse.rules.field.CacheFields;
import dev.mynah.agent.reuse.rules.serve.NotModified;
import dev.mynah.agent.reuse.rules.serve.Preconditions;
import dev.mynah.agent.reuse.rules.serve.Preconditions.Role;
import dev.mynah.agent.reuse.rules.serve.Representation;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Content of a mock in one coding with all the answers it is sent in, encoded once: whole, to a
 * method that does not read, and as the news that nothing changed. Immutable; any event loop.
 */
final class PreparedForm {
  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;

  private final MockContent content;
  private final @Nullable Instant modified;
  private final PreparedAnswer whole;
  private final @Nullable Described described;

  /**
   * What there is of a route that says something about storing its answers.
   *
   * @param fields of an answer to a GET, without what is said about storing it
   * @param present what conditions are held against; null when they do not count
   */
  private record Described(
      Fields fields,
      @Nullable Representation present,
      PreparedAnswer otherwise,
      PreparedAnswer notModified) {}

  /**
   * Encodes.
   *
   * @param modified when the file was changed that it is of; null for no file
   */
  PreparedForm(MockContent content, @Nullable Instant modified, MockFields of) {
    CachingHeaders caching = of.caching();
    ByteBuf shared = PreparedAnswer.shared(content.bytes());
    int status = content.status();
    Fields fields = of.of(content, modified);
    this.content = content;
    this.modified = modified;
    if (caching == null) {
      whole = PreparedAnswer.of(status, fields, shared);
      described = null;
      return;
    }
    Fields bare = of.bare(content);
    caching.describe(Asked.OTHERWISE, Said.BY_THE_ROUTE, status, bare);
    Fields said = fields.copy();
    caching.describe(Asked.READ, Said.BY_THE_ROUTE, status, said);
    whole = PreparedAnswer.of(status, said, shared);
    NotModified.reduce(said);
    boolean conditional = caching.heedsConditions() && status == OK;
    described =
        new Described(
            fields.copy(),
            conditional ? Representation.of(fields, of.wallMillis().getAsLong()) : null,
            PreparedAnswer.of(status, bare, shared),
            PreparedAnswer.of(NOT_MODIFIED, said, Unpooled.EMPTY_BUFFER));
  }

  MockContent content() {
    return content;
  }

  /** The fields of an answer to a GET, without what is said about storing it. */
  Fields fields(MockFields of) {
    return described == null ? of.of(content, modified) : described.fields.copy();
  }

  /** Whether byte ranges of it are served. */
  boolean hasParts() {
    return modified != null && content.status() == OK;
  }

  /** The answer to a request that is encoded, or null when none is. Allocates nothing. */
  @Nullable PreparedAnswer answer(RequestHead request) {
    Described more = described;
    if (more != null && !Asked.reads(request)) {
      return more.otherwise;
    }
    if (more == null || more.present == null) {
      return hasParts() && request.fields().has(CacheFields.RANGE) ? null : whole;
    }
    return switch (Preconditions.evaluate(request, OK, more.present, Role.ORIGIN)) {
      case PROCEED -> whole;
      case NOT_MODIFIED -> more.notModified;
      case PROCEED_WITH_RANGE -> hasParts() ? null : whole;
      case FAILED -> null;
    };
  }
}
