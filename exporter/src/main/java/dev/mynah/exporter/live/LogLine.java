package dev.mynah.exporter.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.exporter.log.LogEntry;
import dev.mynah.ledger.journal.HitEvent;
import java.time.Instant;

/** A request as one line of JSON, without what was captured of it. */
final class LogLine {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double NANOS = 1e9;

  private LogLine() {}

  static String of(LogEntry entry) {
    HitEvent event = entry.event();
    ObjectNode line = JSON.createObjectNode();
    line.put("type", "log");
    line.put("time", Instant.ofEpochMilli(event.timeMillis()).toString());
    line.put("weight", event.weight());
    HitEvent.Request request = event.request();
    line.put("route", request.route()).put("group", request.group());
    line.put("workspace", request.workspace()).put("environment", request.environment());
    line.put("method", request.method()).put("path", request.path());
    line.put("protocol", request.protocol());
    line.put("outcome", event.answer().outcome()).put("status", event.answer().status());
    line.put("cost", event.answer().cost());
    line.put("durationSeconds", event.spent().totalNanos() / NANOS);
    if (event.spent().upstreamNanos() >= 0) {
      line.put("upstreamSeconds", event.spent().upstreamNanos() / NANOS);
    }
    line.put("injectedSeconds", event.spent().injectedNanos() / NANOS);
    line.put("bytesIn", event.spent().bytesIn()).put("bytesOut", event.spent().bytesOut());
    client(line, entry);
    HitEvent.Trouble trouble = event.trouble();
    if (trouble != null) {
      line.putObject("error")
          .put("type", trouble.type())
          .put("category", trouble.category())
          .put("reason", trouble.reason())
          .put("message", trouble.message());
    }
    return line.toString();
  }

  private static void client(ObjectNode line, LogEntry entry) {
    HitEvent.Client client = entry.event().client();
    line.put("client", client.address()).put("userAgent", client.userAgent());
    line.put("userAgentFamily", entry.origin().userAgentFamily());
    line.put("country", entry.origin().country()).put("city", entry.origin().city());
    line.put("consumer", client.consumer());
    line.put("traceId", client.traceId()).put("spanId", client.spanId());
  }
}
