package dev.mynah.exporter.promql;

import dev.mynah.control.AdminEndpoint;
import dev.mynah.control.AdminRequest;
import dev.mynah.control.AdminResponse;
import dev.mynah.exporter.series.QueryRefused;
import java.util.Locale;

/** Answers refusals the way Prometheus does, and counts. Any worker thread. */
final class ApiEndpoint implements AdminEndpoint {
  private final String name;
  private final PromqlParts parts;
  private final Answer answer;

  /** Answers a request. */
  @FunctionalInterface
  interface Answer {
    /**
     * The answer.
     *
     * @param rest of the path below a prefix
     * @throws QueryRefused when there is none
     */
    AdminResponse to(Parameters parameters, String rest);
  }

  ApiEndpoint(String name, PromqlParts parts, Answer answer) {
    this.name = name;
    this.parts = parts;
    this.answer = answer;
  }

  @Override
  public AdminResponse answer(AdminRequest request) {
    long start = parts.nanoTime().getAsLong();
    AdminResponse response;
    try {
      response = answer.to(Parameters.of(request), request.rest());
    } catch (QueryRefused refused) {
      parts.observer().refused(refused.kind().name().toLowerCase(Locale.ROOT));
      response = Envelope.refusal(refused);
    }
    parts.observer().answered(name, response.status(), parts.nanoTime().getAsLong() - start);
    return response;
  }
}
