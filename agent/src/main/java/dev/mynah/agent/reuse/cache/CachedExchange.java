package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.exchange.ClientStream.EncodedAnswer;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.reuse.rules.CacheStatus;
import dev.mynah.agent.reuse.store.CacheKey;
import io.netty.buffer.ByteBuf;

/** One exchange as the cache sees it. Its event loop only. */
public interface CachedExchange {
  /** Where the bytes of an answer come from. */
  enum Source {
    /** From a call that this request made. */
    CALL,
    /** From the store, or from the call of another request. */
    STORE
  }

  RequestHead head();

  /** Whether the request has a body. */
  boolean hasBody();

  /** Whether the request asks for another protocol. */
  boolean asksUpgrade();

  /** Whether everybody gets the same head, so that it may be encoded once. */
  boolean isAlike();

  /** Whether the client is told how its answer came about. */
  boolean isExplained();

  /** The key of the request. */
  CacheKey key(CachePlan plan);

  /** Path and query that the upstream is asked for. */
  String target();

  /** Calls the upstream on behalf of whoever wants its answer, for longer than this exchange. */
  Origin origin();

  /**
   * Makes a head that is given from store, to everybody, the listener's own as its route says.
   *
   * @param body what goes with it
   */
  void finishStored(ResponseHead head, ByteBuf body);

  /** Sends a stored answer that is encoded; the head is finished. */
  void respondEncoded(EncodedAnswer answer);

  /** Sends an answer after it was finished for its source. */
  void respond(ResponseHead head, BodySource body, Source source);

  /** Hands the request on as it stands; {@link CachedRequest#passed} hears of the answer's head. */
  void forward();

  /** Answers with a failure, or resets when the answer has begun. */
  void refuse(Failure failure);

  /** What the cache did with the request: for {@code Cache-Status} of whatever is answered. */
  void decided(CacheStatus status);
}
