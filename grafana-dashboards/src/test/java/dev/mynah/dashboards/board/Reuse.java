package dev.mynah.dashboards.board;

import static dev.mynah.dashboards.query.Promql.of;
import static dev.mynah.dashboards.query.Promql.ofRoutes;
import static dev.mynah.dashboards.query.Promql.orNone;
import static dev.mynah.dashboards.query.Promql.orZero;
import static dev.mynah.dashboards.query.Promql.rate;
import static dev.mynah.dashboards.query.Promql.shareBy;
import static dev.mynah.dashboards.query.Promql.sum;
import static dev.mynah.dashboards.query.Promql.sumBy;
import static dev.mynah.dashboards.query.Promql.total;

import dev.mynah.dashboards.model.Dashboard;
import dev.mynah.dashboards.model.Dashboard.Sources;
import dev.mynah.dashboards.model.DetailLink;
import dev.mynah.dashboards.model.Panel;
import dev.mynah.dashboards.model.Row;
import dev.mynah.dashboards.model.Steps;
import dev.mynah.dashboards.model.Unit;
import java.util.List;

/** What is answered without asking again, and why it is not. */
final class Reuse {
  private static final String LOOKUPS = "mynah_cache_lookups_total";
  private static final String HITS = "mynah_cache_hits_total";
  private static final String NO_LOOKUPS = "nothing looked up in this time";

  private Reuse() {}

  static Dashboard dashboard() {
    return new Dashboard(
        "cache",
        "Cache and dedup",
        "How often an answer could be given again, what it saved, and what stands in the way."
            + " Cache, dedup window, and the tier that replicas share. How full the cache is"
            + " stands on the page Sidecar resources.",
        "now-1h",
        Sources.BOTH,
        List.of(now(), lookups(), store(), dedup(), shared()));
  }

  private static Row now() {
    return Row.of(
        "Now",
        Panel.number(
                "Cache hits",
                "Share of lookups answered from the cache. Below the line:"
                    + " see below why it asked.")
            .unit(Unit.SHARE)
            .steps(Limits.hitShare())
            .orText(NO_LOOKUPS)
            .query(Traffic.hitShare(), "hits"),
        Panel.number(
                "Duplicates",
                "Share of lookups in the dedup window that were duplicates. High: a client"
                    + " repeats what was answered; its timeout is too short.")
            .unit(Unit.SHARE)
            .orText(NO_LOOKUPS)
            .query(Traffic.dedupShare(), "duplicates"),
        Panel.number(
                "Calls saved",
                "Calls by the second that were not made. 0 with lookups above it: see below"
                    + " why it asked.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .query(Traffic.savedRate(), "saved"),
        Panel.number(
                "Answers stored",
                "Answers in the caches now. 0 while routes have a cache: their answers must"
                    + " not be stored.")
            .query(orZero(sum(of("mynah_cache_entries"))), "stored"),
        Panel.number(
                "Memory",
                "What stored answers take, of all chosen processes. At its cap, answers go"
                    + " before their time: see Gone by cause.")
            .unit(Unit.BYTES)
            .query(orZero(sum(of("mynah_cache_bytes"))), "memory"),
        Panel.number(
                "Keys reused",
                "Requests refused in this range because their idempotency key"
                    + " stands for another request. Above 0: a client has a fault.")
            .steps(Limits.dedupConflicts())
            .query(orZero(sum(total(ofRoutes("mynah_dedup_conflicts_total")))), "conflicts"));
  }

  private static Row lookups() {
    return Row.of(
        "Lookups",
        Panel.lines(
                "Lookups by route",
                "Requests by the second that were looked up in the cache. None for a route:"
                    + " it has no cache, or its requests bypass it.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .link(DetailLink.toRoute())
            .query(Traffic.rateBy("route", ofRoutes(LOOKUPS)), "{{route}}"),
        Panel.lines(
                "Hits by route",
                "Share of a route's lookups answered without a call. It"
                    + " falls: answers are not storable any more, or not for long.")
            .unit(Unit.SHARE)
            .steps(Limits.hitShare())
            .most(1)
            .orText(NO_LOOKUPS)
            .link(DetailLink.toRoute())
            .query(shareBy("route", rate(ofRoutes(HITS)), rate(ofRoutes(LOOKUPS))), "{{route}}"),
        Panel.lines(
                "Why it asked",
                "Requests that became a call, by the word of Cache-Status."
                    + " Mostly uri-miss: keys are too fine. Mostly stale: lifetimes are too short."
                    + " bypass or method: they cannot be cached.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .query(Traffic.rateBy("reason", ofRoutes("mynah_cache_forwards_total")), "{{reason}}"),
        Panel.lines(
                "Joined a call under way",
                "Requests by the second that were answered by the call of another one, by"
                    + " route. Many: a hot answer has run out; stale-while-revalidate helps.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .link(DetailLink.toRoute())
            .query(Traffic.rateBy("route", ofRoutes("mynah_cache_collapsed_total")), "{{route}}"));
  }

  private static Row store() {
    return Row.of(
        "What is stored",
        Panel.lines(
                "Stored",
                "Answers stored by the second. As high as the calls while hits are"
                    + " few: each request has a key of its own.")
            .unit(Unit.PER_SECOND)
            .query(Traffic.rateBy("route", ofRoutes("mynah_cache_stored_total")), "{{route}}"),
        Panel.lines(
                "Gone by cause",
                "Answers by the second that went from the cache. Cause size"
                    + " at a high rate: the cache is too small for what is asked.")
            .unit(Unit.PER_SECOND)
            .query(Traffic.rateBy("cause", of("mynah_cache_evictions_total")), "{{cause}}"),
        Panel.lines(
                "Stale answers given",
                "By the second, while asking anew or because the"
                    + " upstream failed. Steady without slow answers: the upstream fails.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .query(
                Traffic.rateBy("route", ofRoutes("mynah_cache_stale_served_total")), "{{route}}"),
        Panel.lines(
                "Asked whether it changed",
                "Conditional calls by the second, by result."
                    + " Mostly unchanged: a longer lifetime would save the call too.")
            .unit(Unit.PER_SECOND)
            .query(
                Traffic.rateBy("result", ofRoutes("mynah_cache_revalidations_total")),
                "{{result}}"),
        Panel.lines(
                "Memory by instance",
                "What stored answers take in each process. Very unequal: requests for one"
                    + " answer are spread; share them by Redis.")
            .unit(Unit.BYTES)
            .link(DetailLink.toResources())
            .query(sumBy("instance", of("mynah_cache_bytes")), "{{instance}}"),
        Panel.lines(
                "Readers cut off",
                "Clients by the second that read a shared answer too slowly"
                    + " to follow it. Above 0: large answers meet very unequal clients.")
            .unit(Unit.PER_SECOND)
            .steps(Steps.anyIsBad())
            .query(
                Traffic.rateBy("route", ofRoutes("mynah_cache_readers_reset_total")), "{{route}}"));
  }

  private static Row dedup() {
    return Row.of(
        "Dedup window",
        Panel.lines(
                "Duplicates by route",
                "Duplicates by the second that had the first answer. Rising: a client began"
                    + " to repeat; find it by consumer in the request log.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .link(DetailLink.toRoute())
            .query(Traffic.rateBy("route", ofRoutes("mynah_dedup_hits_total")), "{{route}}"),
        Panel.lines(
                "Waited for the first",
                "Duplicates by the second that came before the first"
                    + " one was answered. Many: clients give up too early.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .query(Traffic.rateBy("route", ofRoutes("mynah_dedup_waited_total")), "{{route}}"),
        Panel.lines(
                "Keys reused",
                "Requests by the second whose idempotency key stands for"
                    + " another request. Above 0: a client makes keys that are not unique.")
            .unit(Unit.PER_SECOND)
            .steps(Steps.anyIsBad())
            .query(Traffic.rateBy("route", ofRoutes("mynah_dedup_conflicts_total")), "{{route}}"),
        Panel.lines(
                "Let pass",
                "Requests by the second that the window let pass, by reason."
                    + " Steady: the limit on bodies or on memory is too small for this route.")
            .unit(Unit.PER_SECOND)
            .query(Traffic.rateBy("reason", ofRoutes("mynah_dedup_skipped_total")), "{{reason}}"));
  }

  private static Row shared() {
    return Row.of(
        "Shared by replicas",
        Panel.lines(
                "Questions to the shared tier",
                "By the second, by operation and result. Error"
                    + " or timeout at a steady rate: Redis is away or too slow.")
            .unit(Unit.PER_SECOND)
            .query(
                orNone(
                    sumBy("op, result", rate(of("mynah_shared_requests_total"))),
                    "op",
                    "not shared"),
                "{{op}} {{result}}"),
        Panel.lines(
                "Not asked because it failed",
                "1 while replicas keep to themselves because the shared tier failed. Look"
                    + " at Redis and the network to it.")
            .unit(Unit.YES_NO)
            .steps(Steps.anyIsBad())
            .most(1)
            .link(DetailLink.toResources())
            .query(
                orNone(
                    sumBy("instance", of("mynah_shared_circuit_open")), "instance", "not shared"),
                "{{instance}}"));
  }
}
