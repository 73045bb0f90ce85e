package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.reuse.rules.Revalidation;
import dev.mynah.agent.reuse.rules.field.CacheFields;
import dev.mynah.agent.reuse.store.StoredAnswer;
import dev.mynah.ledger.HitMethod;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Copies of requests that outlive their exchange. */
final class RequestCopy {
  private RequestCopy() {}

  /**
   * A GET for the same, with the client's fields; conditions and range are the fetch's to remove.
   *
   * @param onlyIfCached whether the client wanted no call at all, which a call must not say
   */
  static RequestHead get(RequestHead from, boolean onlyIfCached) {
    RequestHead copy = new RequestHead();
    copy.begin(HitMethod.GET, "GET", from.version(), from.scheme());
    byte[] path = Arrays.copyOfRange(from.pathBytes(), from.pathStart(), from.pathEnd());
    copy.path(path, 0, path.length);
    byte[] query = Arrays.copyOfRange(from.queryBytes(), from.queryStart(), from.queryEnd());
    copy.query(query, 0, query.length);
    copy.authority(from.authority());
    Fields fields = from.fields();
    for (int i = 0; i < fields.size(); i++) {
      if (!onlyIfCached || !fields.is(i, CacheFields.CACHE_CONTROL)) {
        copy.fields().add(fields, i);
      }
    }
    return copy;
  }

  /**
   * A fetch on behalf of a request, conditional when there is an answer to ask about.
   *
   * @param found whose reference stays the caller's; null for none
   */
  static Fetch fetch(
      LoopCache loop,
      Flavour flavour,
      CachedExchange exchange,
      boolean onlyIfCached,
      @Nullable StoredAnswer found,
      boolean background) {
    boolean asksAbout =
        found != null && Revalidation.hasValidator(found.facts().fields()) && found.tryRetain();
    RequestHead request = get(exchange.head(), onlyIfCached);
    StoredAnswer validating = asksAbout ? found : null;
    return new Fetch(loop, flavour, exchange.origin(), request, validating, background);
  }
}
