package dev.mynah.control;

import dev.mynah.control.AdminGuard.Caller;
import dev.mynah.control.AdminGuard.FetchMetadata;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;

/**
 * What is mounted where. Each request is matched by its normalised path, then guarded by the access
 * of the route it matched, so that no spelling of a path slips past the guard; what matches nothing
 * is guarded too.
 *
 * <p>Mounting is safe from any thread; handling happens on the event loop.
 */
final class AdminSite implements Handler<HttpServerRequest> {
  private static final int EXACT_FIRST = -1_000_000;
  private static final String APIS = "/api/";
  private static final long MOST_WAIT_SECONDS = 5;
  private static final Set<String> NEVER = Set.of("TRACE", "CONNECT");

  private final Vertx vertx;
  private final AdminGuard guard;
  private final PushSessions pushes;
  private final Router router;
  private final Map<String, List<AdminRoute>> mounted = new ConcurrentSkipListMap<>();
  private volatile CompletableFuture<?> coming = CompletableFuture.completedFuture(null);

  AdminSite(Vertx vertx, AdminGuard guard) {
    this.vertx = vertx;
    this.guard = guard;
    this.pushes = new PushSessions(vertx);
    this.router = Router.router(vertx);
    router.route().order(Integer.MAX_VALUE).handler(this::nothingThere);
    router.errorHandler(400, context -> AdminExchange.refuse(vertx, context.request(), badPath()));
    router.errorHandler(500, context -> AdminExchange.refuse(vertx, context.request(), internal()));
  }

  @Override
  public void handle(HttpServerRequest request) {
    router.handle(request);
  }

  synchronized void mount(AdminRoute added) {
    List<AdminRoute> routes = new ArrayList<>(List.of(added));
    List<AdminRoute> before = mounted.put(added.path(), routes);
    if (before != null) {
      routes.addAll(before);
      mounted.put(added.path(), List.copyOf(routes));
      return;
    }
    Route route = router.route(added.path());
    route.order((added.isPrefix() ? 0 : EXACT_FIRST) - added.path().length());
    route.handler(context -> dispatch(context, added.path()));
  }

  /** See {@link AdminServer#coming}. */
  void coming(CompletionStage<?> all) {
    coming = all.toCompletableFuture();
  }

  /** What has a title, by path. */
  List<AdminRoute> titled() {
    return mounted.values().stream()
        .map(routes -> routes.get(0))
        .filter(route -> !route.title().isEmpty())
        .toList();
  }

  /** Ends all push streams. */
  void endPushes(String reason) {
    pushes.end(reason);
  }

  private void dispatch(RoutingContext context, String path) {
    List<AdminRoute> routes = mounted.getOrDefault(path, List.of());
    HttpServerRequest request = context.request();
    String method = request.method().name();
    boolean open = routes.stream().allMatch(route -> route.access() == AdminRoute.Access.OPEN);
    Optional<AdminRoute> route = routes.stream().filter(r -> r.takes(method)).findFirst();
    Set<String> origins = route.map(AdminRoute::origins).orElse(Set.of());
    Optional<Problem> refusal = open ? Optional.empty() : guard.refusal(caller(request), origins);
    if (refusal.isPresent()) {
      refuse(request, refusal.get());
      return;
    }
    if (route.isEmpty()) {
      Set<String> allowed = new TreeSet<>();
      routes.forEach(r -> allowed.addAll(r.allowed()));
      request.response().putHeader("Allow", String.join(", ", allowed));
      AdminExchange.refuse(vertx, request, wrongMethod());
      return;
    }
    new AdminExchange(vertx, pushes, context, route.get()).run();
  }

  private void nothingThere(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (NEVER.contains(request.method().name())) {
      request.response().putHeader("Allow", "GET, HEAD");
      AdminExchange.refuse(vertx, request, wrongMethod());
      return;
    }
    Optional<Problem> refusal = guard.refusal(caller(request));
    boolean mayCome = context.normalizedPath().startsWith(APIS) && !coming.isDone();
    if (refusal.isEmpty() && mayCome) {
      await(request);
    } else {
      refuse(request, refusal.orElseGet(AdminSite::notFound));
    }
  }

  /** Looks again once all paths are there. */
  private void await(HttpServerRequest request) {
    request.pause();
    Context loop = vertx.getOrCreateContext();
    coming
        .copy()
        .orTimeout(MOST_WAIT_SECONDS, TimeUnit.SECONDS)
        .whenComplete(
            (all, failure) ->
                loop.runOnContext(
                    now -> {
                      request.resume();
                      if (coming.isDone()) {
                        router.handle(request);
                      } else {
                        refuse(request, starting());
                      }
                    }));
  }

  private void refuse(HttpServerRequest request, Problem problem) {
    if (problem.status() == 401) {
      request.response().putHeader("WWW-Authenticate", "Bearer realm=\"mynah\"");
    }
    AdminExchange.refuse(vertx, request, problem);
  }

  private static Caller caller(HttpServerRequest request) {
    return new Caller(
        address(request.remoteAddress().hostAddress()),
        String.valueOf(request.localAddress().hostAddress()),
        hosts(request),
        Optional.ofNullable(request.getHeader("Origin")),
        new FetchMetadata(
            request.method().name(),
            field(request, "Sec-Fetch-Site"),
            field(request, "Sec-Fetch-Mode"),
            field(request, "Sec-Fetch-Dest")),
        Optional.ofNullable(request.getHeader("Authorization")));
  }

  private static String field(HttpServerRequest request, String name) {
    return Optional.ofNullable(request.getHeader(name)).orElse("");
  }

  /** The {@code Host} fields; an absolute target must name the same host (RFC 9112 3.2.2). */
  private static List<String> hosts(HttpServerRequest request) {
    List<String> hosts = new ArrayList<>(request.headers().getAll("Host"));
    String target = request.uri();
    int scheme = target.indexOf("://");
    if (scheme > 0 && !target.startsWith("/")) {
      String rest = target.substring(scheme + 3);
      String authority = rest.split("[/?#]", 2)[0];
      if (!hosts.contains(authority)) {
        hosts.add(authority);
      }
    }
    return hosts;
  }

  /** The address of a literal; nothing is looked up. */
  private static Optional<InetAddress> address(String literal) {
    try {
      return Optional.of(InetAddress.getByName(literal));
    } catch (UnknownHostException notALiteral) {
      return Optional.empty();
    }
  }

  private static Problem notFound() {
    return new Problem(404, "not-found", "Not found", "GET / lists what there is.");
  }

  private static Problem starting() {
    return new Problem(
        503, "starting", "Still starting", "Not all APIs are there yet; /ready says what is.");
  }

  private static Problem wrongMethod() {
    return new Problem(405, "method", "Wrong method", "The Allow field lists the methods.");
  }

  private static Problem badPath() {
    return new Problem(400, "bad-path", "Bad path", "The path cannot be decoded.");
  }

  private static Problem internal() {
    return new Problem(500, "internal", "Internal error", "It is in the log.");
  }
}
