package dev.mynah.agent.event;

import dev.mynah.agent.respond.Failure;
import dev.mynah.ledger.Outcome;
import dev.mynah.ledger.journal.HitEvent.Trouble;
import org.jspecify.annotations.Nullable;

/** What went wrong, in the words of error reports: the second half of {@link Failure}'s table. */
final class Troubles {
  static final String CLIENT = "client";
  static final String UPSTREAM = "upstream";
  static final String SIDECAR = "sidecar";
  static final String NETWORK = "network";

  private static final int FIRST_SERVER_ERROR = 500;

  private Troubles() {}

  /** The trouble of an exchange, or null when there was none. */
  static @Nullable Trouble of(@Nullable Failure failure, Outcome outcome, int status) {
    if (failure != null) {
      return new Trouble(type(failure), category(failure), failure.reason(), failure.title());
    }
    if (outcome == Outcome.REJECTED) {
      return new Trouble("refused", CLIENT, "", "Refused with status " + status);
    }
    if (status >= FIRST_SERVER_ERROR) {
      String who = outcome == Outcome.MOCK ? "The mock" : "The upstream";
      return new Trouble("status_5xx", UPSTREAM, "", who + " answered " + status);
    }
    return null;
  }

  private static String type(Failure failure) {
    return switch (failure) {
      case BAD_REQUEST_LINE,
          BAD_TARGET,
          BAD_HEADER,
          BAD_LINE_END,
          OBSOLETE_FOLDING,
          BAD_HOST,
          BAD_CONTENT_LENGTH,
          CONFLICTING_LENGTH,
          BAD_TRANSFER_ENCODING,
          BAD_CHUNK,
          BAD_TRAILER,
          UNSUPPORTED_VERSION ->
          "framing";
      case URI_TOO_LONG, HEADER_TOO_LARGE, BODY_TOO_LARGE, UPSTREAM_TOO_LARGE -> "too_large";
      case HEADER_TIMEOUT,
          BODY_TIMEOUT,
          DUPLICATE_TIMEOUT,
          UPSTREAM_CONNECT_TIMEOUT,
          UPSTREAM_FIRST_BYTE_TIMEOUT,
          UPSTREAM_TOTAL_TIMEOUT ->
          "timeout";
      case METHOD_NOT_ALLOWED,
          CONNECT_NOT_SUPPORTED,
          EXPECTATION_FAILED,
          BODY_NOT_DECODABLE,
          NOT_CACHED ->
          "refused";
      case IDEMPOTENCY_KEY_REUSED -> "conflict";
      case DUPLICATES_CROWDED, OVERLOADED, UPSTREAM_BUSY -> "overload";
      case DUPLICATE_FAILED -> "duplicate";
      case UNMATCHED -> "unmatched";
      case LOOP_DETECTED -> "loop";
      case TEMPLATE_ERROR, BODY_FILE_MISSING -> "mock";
      case INTERNAL -> "internal";
      case UPSTREAM_DNS -> "dns";
      case UPSTREAM_CONNECT, UPSTREAM_VIA -> "connect";
      case UPSTREAM_TLS -> "tls";
      case UPSTREAM_RESET, RESPONSE_CUT -> "reset";
      case UPSTREAM_PROTOCOL -> "protocol";
      case STALE_FORBIDDEN -> "stale";
      case CLIENT_GONE -> "gone";
      case CLIENT_STALLED, FELL_BEHIND -> "slow";
      case DRAIN_CUT -> "drain";
    };
  }

  private static String category(Failure failure) {
    return switch (failure) {
      case DUPLICATES_CROWDED,
          OVERLOADED,
          LOOP_DETECTED,
          TEMPLATE_ERROR,
          BODY_FILE_MISSING,
          INTERNAL,
          DRAIN_CUT ->
          SIDECAR;
      case DUPLICATE_TIMEOUT,
          DUPLICATE_FAILED,
          UPSTREAM_PROTOCOL,
          UPSTREAM_TOO_LARGE,
          UPSTREAM_BUSY,
          UPSTREAM_FIRST_BYTE_TIMEOUT,
          UPSTREAM_TOTAL_TIMEOUT,
          STALE_FORBIDDEN ->
          UPSTREAM;
      case UPSTREAM_DNS,
          UPSTREAM_CONNECT,
          UPSTREAM_TLS,
          UPSTREAM_RESET,
          UPSTREAM_VIA,
          UPSTREAM_CONNECT_TIMEOUT,
          RESPONSE_CUT ->
          NETWORK;
      default -> CLIENT;
    };
  }
}
