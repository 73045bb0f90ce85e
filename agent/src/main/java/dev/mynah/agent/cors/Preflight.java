package dev.mynah.agent.cors;

import dev.mynah.agent.http.ResponseHead;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a preflight.
 *
 * @param head 204 with what is allowed, or 403 with none of it
 * @param refusal why not, as one sentence for the problem's detail, naming nothing of the
 *     configuration; null when it is allowed
 */
public record Preflight(ResponseHead head, @Nullable String refusal) {
  public boolean isAllowed() {
    return refusal == null;
  }
}
