package dev.mynah.agent.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.mynah.agent.reuse.cache.HttpCache;
import dev.mynah.agent.reuse.store.CacheStats;
import dev.mynah.agent.reuse.store.CacheStore.Share;
import dev.mynah.agent.reuse.store.Purge;
import dev.mynah.control.AdminRequest;
import dev.mynah.control.AdminResponse;
import dev.mynah.control.AdminRoute;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The cache on the admin port: what it holds, and purging. Thread-safe. */
public final class CacheAdmin {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int PURGE_BODY_BYTES = 64 * 1024;

  private final HttpCache cache;

  private CacheAdmin(HttpCache cache) {
    this.cache = cache;
  }

  /** The paths to mount. */
  public static List<AdminRoute> routes(HttpCache cache) {
    CacheAdmin admin = new CacheAdmin(cache);
    return List.of(
        AdminRoute.get("/api/cache", request -> admin.show()).titled("What the cache holds"),
        AdminRoute.of(Set.of("POST"), "/api/cache/purge", admin::purge).bodyUpTo(PURGE_BODY_BYTES));
  }

  private AdminResponse purge(AdminRequest request) {
    PurgeRequest asked = PurgeRequest.read(request.body().bytes());
    int purged = 0;
    for (Purge each : asked.purges()) {
      purged += cache.purge(each, asked.soft());
    }
    return AdminResponse.json(200, "{\"purged\":" + purged + "}\n");
  }

  private AdminResponse show() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      write(json);
      json.writeRaw('\n');
    } catch (IOException memoryOnly) {
      throw new UncheckedIOException(memoryOnly);
    }
    return AdminResponse.json(200, text.toString());
  }

  private void write(JsonGenerator json) throws IOException {
    CacheStats stats = cache.stats();
    json.writeStartObject();
    json.writeNumberField("entries", stats.answers());
    json.writeNumberField("resources", stats.resources());
    json.writeNumberField("bytes", stats.usedBytes());
    json.writeNumberField("capacityBytes", stats.capacityBytes());
    json.writeNumberField("fetching", cache.fetching());
    json.writeObjectFieldStart("gone");
    for (CacheStats.Cause cause : CacheStats.Cause.values()) {
      json.writeNumberField(cause.word(), stats.gone().getOrDefault(cause, 0L));
    }
    json.writeEndObject();
    json.writeObjectFieldStart("routes");
    for (Map.Entry<String, Share> each : new TreeMap<>(cache.byRoute()).entrySet()) {
      json.writeObjectFieldStart(each.getKey());
      json.writeNumberField("entries", each.getValue().answers());
      json.writeNumberField("bytes", each.getValue().bytes());
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
