package dev.mynah.control;

import dev.mynah.metrics.Metrics;
import dev.mynah.metrics.ProcessCatalogue;
import dev.mynah.settings.AdminSettings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The admin listener. It opens first and closes last, so that a probe finds somebody at home while
 * the rest comes up and goes down.
 *
 * <p>All methods may be called from any thread; routes may be mounted before and after the start.
 */
public final class AdminServer {
  private static final long CLOSE_SECONDS = 2;

  private final Vertx vertx;
  private final HttpServer server;
  private final AdminSettings settings;
  private final AdminSite site;
  private final Health health;

  private AdminServer(
      Vertx vertx, HttpServer server, AdminSettings settings, AdminSite site, Health health) {
    this.vertx = vertx;
    this.server = server;
    this.settings = settings;
    this.site = site;
    this.health = health;
  }

  /**
   * Opens the port with {@code /live}, {@code /ready} and a start page.
   *
   * @return fails with what the system said when the port cannot be had
   */
  public static CompletionStage<AdminServer> start(AdminSettings settings, Health health) {
    Vertx vertx = LeanVertx.create();
    AdminSite site = new AdminSite(vertx, new AdminGuard(settings));
    HttpServer server = LeanVertx.server(vertx);
    new ConnectionSweep(vertx, site).guard(server);
    AdminServer admin = new AdminServer(vertx, server, settings, site, health);
    HealthEndpoints endpoints = new HealthEndpoints(health);
    admin.mount(
        AdminRoute.get("/live", endpoints::live).open().onEventLoop().titled("Is it alive?"));
    admin.mount(
        AdminRoute.get("/ready", endpoints::ready).open().onEventLoop().titled("Is it ready?"));
    admin.mount(AdminRoute.get("/", new StartPage(site)));
    return server
        .listen(settings.port(), settings.host())
        .map(admin)
        .onFailure(refused -> vertx.close())
        .toCompletionStage();
  }

  /**
   * Adds a path; several calls with the same path and other methods add up, and a later one with
   * the same method takes over.
   */
  public void mount(AdminRoute route) {
    site.mount(route);
  }

  /**
   * Says that paths below {@code /api/} are yet to be mounted: a request for one that is not there
   * waits for them, up to 5 seconds (503 then), instead of being told that there is no such path.
   *
   * @param all done when they are mounted, or will not be for now
   */
  public void coming(CompletionStage<?> all) {
    site.coming(all);
  }

  /** Adds {@code /metrics}, and shows there what {@link Health} knows. */
  public void mountMetrics(Metrics metrics) {
    metrics.gauge(ProcessCatalogue.DRAINING, () -> health.isDraining() ? 1 : 0);
    metrics.gauge(ProcessCatalogue.DEGRADED, () -> health.readiness().degraded().size());
    mount(
        AdminRoute.get("/metrics", new MetricsEndpoint(metrics))
            .open()
            .titled("What Prometheus scrapes"));
  }

  /**
   * Adds {@code /api/hits}.
   *
   * @param json the counters as JSON; called on a worker thread, for each request
   */
  public void mountHits(Supplier<String> json) {
    mount(
        AdminRoute.get("/api/hits", request -> AdminResponse.json(200, json.get()))
            .titled("What was counted, as JSON"));
  }

  /** Where it listens; the port is the real one also when 0 was asked for. */
  public InetSocketAddress address() {
    return InetSocketAddress.createUnresolved(settings.host(), server.actualPort());
  }

  public int port() {
    return server.actualPort();
  }

  /**
   * Ends push streams, lets requests under way end, for at most two seconds, then frees port and
   * threads. The result completes on a thread of its own: the event loop has ended by then.
   */
  public CompletionStage<Void> close() {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    site.endPushes("this process is going away");
    server
        .shutdown(CLOSE_SECONDS, TimeUnit.SECONDS)
        .onComplete(quiet -> vertx.close().onComplete(ended -> closed.complete(null)));
    return closed;
  }
}
