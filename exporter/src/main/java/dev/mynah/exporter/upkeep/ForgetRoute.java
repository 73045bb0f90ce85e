package dev.mynah.exporter.upkeep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.control.AdminRequest;
import dev.mynah.control.AdminResponse;
import dev.mynah.control.AdminRoute;
import dev.mynah.control.Problem;
import dev.mynah.control.ProblemException;
import dev.mynah.exporter.store.log.Forgetting;
import dev.mynah.exporter.store.log.Forgetting.Forgotten;
import java.util.Iterator;
import java.util.Set;

/**
 * Deletes what is stored of a consumer or a client when it is asked to. Whom is said in the body
 * alone: what stands in a URL is kept by proxies and shells. Any worker thread.
 */
public final class ForgetRoute {
  private static final String PATH = "/api/analytics/forget";
  private static final String EXPECTED =
      "expected JSON, {\"consumer\":\"NAME\"} or {\"client\":\"ADDRESS\"}, as they are stored";
  private static final int BODY_BYTES = 16 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Forgetting forgetting;

  public ForgetRoute(Forgetting forgetting) {
    this.forgetting = forgetting;
  }

  /** {@code POST /api/analytics/forget}, guarded. */
  public AdminRoute route() {
    return AdminRoute.of(Set.of("POST"), PATH, this::answer).bodyUpTo(BODY_BYTES);
  }

  private AdminResponse answer(AdminRequest request) {
    if (!request.query().isEmpty()) {
      throw refused("whom to forget stands in the body, not in the URL; " + EXPECTED);
    }
    JsonNode body = read(request.body().utf8());
    Iterator<String> fields = body.fieldNames();
    while (fields.hasNext()) {
      String field = fields.next();
      if (!field.equals("consumer") && !field.equals("client")) {
        throw refused(field + ": unknown; " + EXPECTED);
      }
    }
    String consumer = text(body, "consumer");
    String client = text(body, "client");
    if (consumer.isEmpty() == client.isEmpty()) {
      throw refused((consumer.isEmpty() ? "nobody is named; " : "name one; ") + EXPECTED);
    }
    Forgotten forgotten =
        consumer.isEmpty() ? forgetting.client(client) : forgetting.consumer(consumer);
    return AdminResponse.json(200, JSON.valueToTree(forgotten).toString());
  }

  private static JsonNode read(String body) {
    try {
      JsonNode read = JSON.readTree(body.isBlank() ? "{}" : body);
      if (!read.isObject()) {
        throw refused("the body is no object; " + EXPECTED);
      }
      return read;
    } catch (JsonProcessingException broken) {
      throw refused("the body is no JSON; " + EXPECTED);
    }
  }

  private static String text(JsonNode body, String field) {
    JsonNode value = body.path(field);
    if (!value.isMissingNode() && (!value.isTextual() || value.textValue().isBlank())) {
      throw refused(field + ": no text, or empty; " + EXPECTED);
    }
    return value.asText("");
  }

  private static ProblemException refused(String sentence) {
    return new ProblemException(new Problem(400, "bad-request", "Bad request", sentence));
  }
}
