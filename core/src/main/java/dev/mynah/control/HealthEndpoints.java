package dev.mynah.control;

import static dev.mynah.control.Problem.quoted;

import java.util.List;
import java.util.stream.Collectors;

/** Puts {@link Health} into JSON. */
final class HealthEndpoints {
  private final Health health;

  HealthEndpoints(Health health) {
    this.health = health;
  }

  AdminResponse live(AdminRequest request) {
    List<Health.Note> stuck = health.stuckLoops();
    String status = stuck.isEmpty() ? "live" : "stuck";
    return notStored(
        AdminResponse.json(
            stuck.isEmpty() ? 200 : 503,
            "{\"status\":\"" + status + "\",\"stuck\":" + array(stuck) + "}\n"));
  }

  AdminResponse ready(AdminRequest request) {
    Health.Readiness now = health.readiness();
    String status = now.draining() ? "draining" : now.ready() ? "ready" : "starting";
    return notStored(
        AdminResponse.json(
            now.ready() ? 200 : 503,
            "{\"status\":\""
                + status
                + "\",\"waitingFor\":"
                + array(now.waitingFor())
                + ",\"degraded\":"
                + array(now.degraded())
                + "}\n"));
  }

  private static AdminResponse notStored(AdminResponse response) {
    return response.with("Cache-Control", "no-store");
  }

  private static String array(List<Health.Note> notes) {
    return notes.stream()
        .map(
            note ->
                "{\"part\":" + quoted(note.part()) + ",\"reason\":" + quoted(note.reason()) + "}")
        .collect(Collectors.joining(",", "[", "]"));
  }
}
