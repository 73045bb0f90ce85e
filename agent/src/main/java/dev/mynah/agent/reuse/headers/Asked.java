package dev.mynah.agent.reuse.headers;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.ledger.HitMethod;

/** How an answer was asked for, as far as storing it is concerned. */
public enum Asked {
  /** By GET or HEAD. */
  READ,
  /** By GET or HEAD with {@code Authorization}. */
  READ_AS_SOMEBODY,
  /** By a method whose answers are not stored. */
  OTHERWISE;

  /** Whether the request is a GET or a HEAD. */
  public static boolean reads(RequestHead request) {
    return request.method() == HitMethod.GET || request.method() == HitMethod.HEAD;
  }

  public static Asked by(RequestHead request) {
    if (!reads(request)) {
      return OTHERWISE;
    }
    return request.fields().has(FieldName.AUTHORIZATION) ? READ_AS_SOMEBODY : READ;
  }
}
