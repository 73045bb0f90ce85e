package dev.mynah.exporter.query.traffic;

import dev.mynah.exporter.openapi.About;
import dev.mynah.exporter.query.count.Volume;

/** Requests and how they ended: the columns that many rows share. */
public record Counts(
    @About("Requests answered, or that could not be.") double requests,
    @About("Requests that were no errors.") double success,
    @About("Status 400 and above, and requests without an answer.") double errors,
    @About("Errors per request, 0 to 1; 0 without requests.") double errorRate,
    @About("Status 400 to 499.") double clientErrors,
    @About("Status 500 and above.") double serverErrors,
    @About("Requests without an answer (status 0).") double unanswered,
    @About("Answered out of the cache.") double cached,
    @About("Answered with the answer to an earlier, equal request.") double deduplicated,
    @About("Answered by a mock.") double mocked,
    @About("Answered by an upstream.") double proxied,
    @About("Bytes of request bodies.") double bytesIn,
    @About("Bytes of answer bodies.") double bytesOut) {

  static Counts of(Volume volume) {
    return new Counts(
        volume.requests(),
        volume.requests() - volume.errors(),
        volume.errors(),
        volume.errorRate(),
        volume.clientErrors(),
        volume.serverErrors(),
        volume.unanswered(),
        volume.cached(),
        volume.deduplicated(),
        volume.mocked(),
        volume.proxied(),
        volume.bytesIn(),
        volume.bytesOut());
  }
}
