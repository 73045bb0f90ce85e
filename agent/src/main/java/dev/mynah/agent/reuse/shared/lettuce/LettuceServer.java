package dev.mynah.agent.reuse.shared.lettuce;

import dev.mynah.agent.config.reuse.RedisConfig;
import dev.mynah.agent.reuse.shared.Op;
import dev.mynah.agent.reuse.shared.Server;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.StaticCredentialsProvider;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.protocol.ProtocolVersion;
import io.netty.util.concurrent.EventExecutor;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A Redis or Valkey server through Lettuce: one connection for questions and one that listens. It
 * is not reconnected by Lettuce, which would keep what was asked and send it again: whoever opens
 * it decides when.
 */
public final class LettuceServer implements Server {
  /** For a connection with TLS and log in, which nobody waits for. */
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  /** Above what is asked at once; a bound for the case that the count is wrong. */
  private static final int QUEUE = 2_048;

  private static final int DEFAULT_PORT = 6379;

  private final OneThread resources;
  private final RedisClient client;
  private final RedisURI uri;
  private final byte[] channel;
  private final String name;
  private @Nullable Attempt current;

  /**
   * @param channel what is listened to
   */
  public LettuceServer(RedisConfig config, byte[] channel, HostLookup lookup) {
    // Before Lettuce looks: it would record events with the flight recorder, and prefer a transport
    // of which it logs that it does not.
    System.setProperty("io.lettuce.core.jfr", "false");
    System.setProperty("io.lettuce.core.iouring", "false");
    this.resources = new OneThread(lookup);
    this.uri = uri(config.url());
    this.channel = channel.clone();
    this.name = uri.getHost() + ":" + uri.getPort();
    this.client = RedisClient.create(resources, uri);
    client.setOptions(options(config.caFile()));
  }

  private static RedisURI uri(URI url) {
    String path = url.getPath() == null ? "" : url.getPath().replace("/", "");
    RedisURI.Builder uri =
        RedisURI.builder()
            .withHost(unbracketed(url.getHost()))
            .withPort(url.getPort() < 0 ? DEFAULT_PORT : url.getPort())
            .withDatabase(path.isEmpty() ? 0 : Integer.parseInt(path))
            .withTimeout(CONNECT_TIMEOUT);
    if (url.getScheme().toLowerCase(Locale.ROOT).equals("rediss")) {
      uri.withSsl(true).withVerifyPeer(SslVerifyMode.FULL);
    }
    String account = url.getRawUserInfo();
    if (account != null) {
      int colon = account.indexOf(':');
      char[] password = decoded(account.substring(colon + 1)).toCharArray();
      String user = decoded(account.substring(0, Math.max(0, colon)));
      // Known at once: what resolves them later logs in on a thread of the common pool, and a
      // refusal
      // may then be told as a lost connection.
      uri.withAuthentication(new StaticCredentialsProvider(user.isEmpty() ? null : user, password));
    }
    return uri.build();
  }

  private static String unbracketed(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** In a URL a plus sign is itself. */
  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static ClientOptions options(@Nullable Path caFile) {
    SslOptions.Builder ssl = SslOptions.builder().jdkSslProvider();
    if (caFile != null) {
      ssl.trustManager(caFile.toFile());
    }
    return ClientOptions.builder()
        .autoReconnect(false)
        .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
        .requestQueueSize(QUEUE)
        .protocolVersion(ProtocolVersion.RESP2)
        .maintNotificationsConfig(MaintNotificationsConfig.disabled())
        .socketOptions(
            SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).keepAlive(true).build())
        .sslOptions(ssl.build())
        .build();
  }

  @Override
  public EventExecutor thread() {
    return resources.loop();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void open(Events events) {
    drop();
    Attempt attempt = new Attempt(client, uri, channel, resources.loop(), events);
    current = attempt;
    resources.loop().schedule(attempt::late, CONNECT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    attempt.begin();
  }

  @Override
  public void drop() {
    Attempt attempt = current;
    current = null;
    if (attempt != null) {
      attempt.close();
    }
  }

  @Override
  public CompletionStage<byte @Nullable []> run(Op op, byte[][] keys, byte[][] args) {
    Attempt attempt = current;
    RedisAsyncCommands<byte[], byte[]> commands = attempt == null ? null : attempt.commands();
    if (commands == null) {
      return CompletableFuture.failedFuture(new RefusedException(false));
    }
    return commands
        .<byte[]>eval(op.script(), ScriptOutputType.VALUE, keys, args)
        .exceptionallyCompose(
            failure -> CompletableFuture.failedFuture(new RefusedException(isForeign(failure))));
  }

  private static boolean isForeign(Throwable failure) {
    return failure instanceof RedisCommandExecutionException refused
        && refused.getMessage() != null
        && refused.getMessage().contains("WRONGTYPE");
  }

  @Override
  public void close() {
    client
        .shutdownAsync(0, 1, TimeUnit.SECONDS)
        .whenComplete((done, failure) -> resources.shutdown());
  }
}
