package dev.mynah.control;

import dev.mynah.settings.AdminSettings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

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

  private AdminServer(Vertx vertx, HttpServer server, AdminSettings settings, AdminSite site) {
    this.vertx = vertx;
    this.server = server;
    this.settings = settings;
    this.site = site;
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
    AdminServer admin = new AdminServer(vertx, server, settings, site);
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

  /** Where it listens; the port is the real one also when 0 was asked for. */
  public InetSocketAddress address() {
    return InetSocketAddress.createUnresolved(settings.host(), server.actualPort());
  }

  public int port() {
    return server.actualPort();
  }

  /** Lets requests under way end, for at most two seconds, then frees port and threads. */
  public CompletionStage<Void> close() {
    return server
        .shutdown(CLOSE_SECONDS, TimeUnit.SECONDS)
        .eventually(vertx::close)
        .toCompletionStage();
  }
}
