package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.http.Fields;
import dev.mynah.agent.reuse.rules.control.RequestDirectives;
import dev.mynah.agent.reuse.rules.field.CacheFields;
import dev.mynah.agent.reuse.rules.serve.Preconditions;

/** What of a request decides whether it is looked up and what it can be given. */
final class RequestTraits {
  private RequestTraits() {}

  /** Why a request is neither looked up nor its answer stored; empty when it is. */
  static String bypass(CachedExchange exchange, RequestDirectives directives) {
    if (exchange.hasBody()) {
      return "body";
    }
    if (exchange.asksUpgrade()) {
      return "upgrade";
    }
    if (directives.noStore()) {
      return "no-store";
    }
    return Preconditions.needOrigin(exchange.head().fields()) ? "precondition" : "";
  }

  /** Whether less than the whole answer may be wanted. */
  static boolean isConditional(Fields request) {
    return isRanged(request)
        || request.has(CacheFields.IF_NONE_MATCH)
        || request.has(CacheFields.IF_MODIFIED_SINCE);
  }

  static boolean isRanged(Fields request) {
    return request.has(CacheFields.RANGE);
  }
}
