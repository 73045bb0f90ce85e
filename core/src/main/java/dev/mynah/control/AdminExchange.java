package dev.mynah.control;

import dev.mynah.metrics.AcceptHeader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request on its way through: the body is read up to the route's limit, the endpoint is asked
 * where the route says, and the answer goes out, compressed when the client takes it.
 *
 * <p>Lives on the event loop; only the endpoint and the compression run on a worker.
 */
final class AdminExchange {
  private static final Logger LOG = LoggerFactory.getLogger(AdminExchange.class);
  private static final int WORTH_COMPRESSING_BYTES = 1024;
  private static final long PATIENCE_SECONDS = 30;
  private static final long LINGER_MILLIS = 500;
  private static final long BODY_MILLIS = 30_000;

  private final Vertx vertx;
  private final PushSessions pushes;
  private final RoutingContext context;
  private final HttpServerRequest request;
  private final AdminRoute route;
  private final Buffer body = Buffer.buffer(0);
  private long bodyTimer = -1;
  private boolean refused;

  AdminExchange(Vertx vertx, PushSessions pushes, RoutingContext context, AdminRoute route) {
    this.vertx = vertx;
    this.pushes = pushes;
    this.context = context;
    this.request = context.request();
    this.route = route;
  }

  /** Reads the body, then answers. Call it before anything else was read. */
  void run() {
    if (PushSessions.isUpgrade(request)) {
      request.pause();
      answer();
      return;
    }
    if (tooLong(declaredLength())) {
      refuse(tooLarge());
      return;
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
      request.response().writeContinue();
    }
    if (request.isEnded()) {
      answer();
      return;
    }
    bodyTimer = vertx.setTimer(BODY_MILLIS, timer -> refuse(tooSlow()));
    request.handler(this::gather);
    request.exceptionHandler(gone -> vertx.cancelTimer(bodyTimer));
    request.endHandler(end -> bodyRead());
  }

  /**
   * Sends a refusal. Where a body may still be on its way the connection is closed, but not at
   * once: closing over unread bytes would reset it and take the answer along.
   */
  static void refuse(Vertx vertx, HttpServerRequest request, Problem problem) {
    if (!request.isEnded() && hasBody(request)) {
      request.response().putHeader("Connection", "close");
      vertx.setTimer(LINGER_MILLIS, timer -> request.connection().close());
    }
    AdminResponse answer = problem.answer();
    writeHead(request.response(), answer);
    send(request, Buffer.buffer(problem.json()));
  }

  private static boolean hasBody(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    return request.getHeader("Transfer-Encoding") != null || length != null && !length.equals("0");
  }

  private long declaredLength() {
    String length = request.getHeader("Content-Length");
    try {
      return length == null ? 0 : Long.parseLong(length.strip());
    } catch (NumberFormatException notANumber) {
      return Long.MAX_VALUE;
    }
  }

  private boolean tooLong(long bytes) {
    return bytes > route.bodyBytes();
  }

  private void gather(Buffer piece) {
    if (refused) {
      return;
    }
    if (tooLong((long) body.length() + piece.length())) {
      refuse(tooLarge());
      return;
    }
    body.appendBuffer(piece);
  }

  private void refuse(Problem problem) {
    refused = true;
    vertx.cancelTimer(bodyTimer);
    refuse(vertx, request, problem);
  }

  private void bodyRead() {
    vertx.cancelTimer(bodyTimer);
    if (!refused) {
      answer();
    }
  }

  private void answer() {
    AdminRequest asked = asked();
    if (route.runsOn() == AdminRoute.RunsOn.EVENT_LOOP) {
      deliver(new Prepared(ask(asked), false));
      return;
    }
    vertx
        .executeBlocking(() -> prepared(ask(asked)), false)
        .onSuccess(this::deliver)
        .onFailure(
            failure -> {
              LOG.error("{} {} failed", request.method(), route.path(), failure);
              refuse(vertx, request, internal());
            });
  }

  private AdminResponse ask(AdminRequest asked) {
    try {
      return route.endpoint().answer(asked);
    } catch (ProblemException refusal) {
      return refusal.problem().answer();
    } catch (Exception failure) {
      LOG.error("{} {} failed", request.method(), route.path(), failure);
      return internal().answer();
    }
  }

  /** An answer and whether its body is, or shall be, compressed. */
  private record Prepared(AdminResponse response, boolean gzip) {}

  private Prepared prepared(AdminResponse response) throws IOException {
    if (response.body() instanceof AdminResponse.Pushed) {
      return new Prepared(response, false);
    }
    boolean wanted = !response.headers().containsKey("Content-Encoding") && clientTakesGzip();
    if (response.body() instanceof AdminResponse.Whole whole) {
      if (!wanted || whole.content().length() < WORTH_COMPRESSING_BYTES) {
        return new Prepared(response, false);
      }
      AdminResponse.Whole zipped =
          new AdminResponse.Whole(Content.of(gzip(whole.content().bytes())));
      return new Prepared(new AdminResponse(response.status(), response.headers(), zipped), true);
    }
    return new Prepared(response, wanted);
  }

  private boolean clientTakesGzip() {
    return AcceptHeader.parse(String.join(",", request.headers().getAll("Accept-Encoding")))
        .accepts("gzip");
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream(bytes.length / 4);
    try (OutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    }
    return zipped.toByteArray();
  }

  private void deliver(Prepared prepared) {
    HttpServerResponse out = request.response();
    if (out.closed() || out.ended()) {
      return;
    }
    boolean pushed = prepared.response().body() instanceof AdminResponse.Pushed;
    if (PushSessions.isUpgrade(request) && !pushed) {
      request.resume();
    }
    writeHead(out, prepared.response());
    if (route.runsOn() == AdminRoute.RunsOn.WORKER) {
      out.headers()
          .set("Vary", prepared.response().headers().getOrDefault("Vary", "Accept-Encoding"));
    }
    if (prepared.gzip()) {
      out.putHeader("Content-Encoding", "gzip");
    }
    if (prepared.response().body() instanceof AdminResponse.Streamed streamed) {
      stream(streamed, prepared.gzip());
    } else if (prepared.response().body() instanceof AdminResponse.Whole whole) {
      send(request, Buffer.buffer(whole.content().bytes()));
    } else if (prepared.response().body() instanceof AdminResponse.Pushed messages) {
      push(messages.source());
    }
  }

  private void push(PushSource source) {
    if (isHead(request)) {
      request.response().end();
    } else {
      pushes.start(request, source);
    }
  }

  private static void writeHead(HttpServerResponse out, AdminResponse answer) {
    out.setStatusCode(answer.status());
    out.putHeader("X-Content-Type-Options", "nosniff");
    out.putHeader("Cross-Origin-Resource-Policy", "same-origin");
    out.putHeader("Cache-Control", "no-store");
    answer.headers().forEach(out::putHeader);
  }

  /** {@code HEAD} gets the length without the body. */
  private static void send(HttpServerRequest request, Buffer whole) {
    HttpServerResponse out = request.response();
    if (out.getStatusCode() != 204 && out.getStatusCode() != 304) {
      out.putHeader("Content-Length", Integer.toString(whole.length()));
    }
    Future<Void> sent = isHead(request) ? out.end() : out.end(whole);
    sent.onFailure(gone -> LOG.debug("the client went before its answer", gone));
  }

  private static boolean isHead(HttpServerRequest request) {
    return request.method().name().equals("HEAD");
  }

  private void stream(AdminResponse.Streamed streamed, boolean gzip) {
    HttpServerResponse out = request.response();
    out.setChunked(true);
    if (isHead(request)) {
      out.end();
      return;
    }
    vertx
        .executeBlocking(
            () -> {
              write(streamed, gzip, new StreamOutput(out, PATIENCE_SECONDS));
              return true;
            },
            false)
        .onSuccess(done -> out.end())
        .onFailure(
            failure -> {
              LOG.info("{} broke off: {}", route.path(), failure.getMessage());
              request.connection().close();
            });
  }

  private static void write(AdminResponse.Streamed streamed, boolean gzip, OutputStream out)
      throws IOException {
    if (!gzip) {
      streamed.writer().writeTo(out);
      out.flush();
      return;
    }
    GZIPOutputStream zipped = new GZIPOutputStream(out, 8 * 1024, true);
    streamed.writer().writeTo(zipped);
    zipped.finish();
    out.flush();
  }

  private AdminRequest asked() {
    Map<String, String> headers = new TreeMap<>();
    request
        .headers()
        .forEach(
            (name, value) ->
                headers.merge(
                    name.toLowerCase(Locale.ROOT), value, (one, other) -> one + ", " + other));
    String path = context.normalizedPath();
    String query = request.query() == null ? "" : request.query();
    return new AdminRequest(
        request.method().name(),
        path,
        rest(path),
        query,
        Map.copyOf(headers),
        Content.of(body.getBytes()));
  }

  private String rest(String path) {
    int prefix = route.path().length() - 1;
    return route.isPrefix() && path.length() > prefix ? path.substring(prefix) : "";
  }

  private Problem tooLarge() {
    return new Problem(
        413, "too-large", "Body too large", "At most " + route.bodyBytes() + " bytes here.");
  }

  private static Problem tooSlow() {
    return new Problem(408, "too-slow", "Body too slow", "The body did not arrive in time.");
  }

  private static Problem internal() {
    return new Problem(500, "internal", "Internal error", "It is in the log.");
  }
}
