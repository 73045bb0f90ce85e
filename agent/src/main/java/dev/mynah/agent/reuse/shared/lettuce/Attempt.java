package dev.mynah.agent.reuse.shared.lettuce;

import dev.mynah.agent.reuse.shared.Server.Events;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.RedisPubSubListener;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.netty.channel.EventLoop;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the server, in fact two: from the first packet to the last. It tells once that
 * it is lost, and nothing after it was closed. The server's thread only.
 */
final class Attempt extends RedisPubSubAdapter<byte[], byte[]>
    implements RedisConnectionStateListener {
  private static final String LATE = "it does not answer in time";

  private final RedisClient client;
  private final RedisURI uri;
  private final byte[] channel;
  private final EventLoop loop;
  private final Events events;
  private @Nullable StatefulRedisConnection<byte[], byte[]> asking;
  private @Nullable StatefulRedisPubSubConnection<byte[], byte[]> listening;
  private boolean open;
  private boolean over;

  Attempt(RedisClient client, RedisURI uri, byte[] channel, EventLoop loop, Events events) {
    this.client = client;
    this.uri = uri;
    this.channel = channel;
    this.loop = loop;
    this.events = events;
  }

  void begin() {
    client
        .connectAsync(ByteArrayCodec.INSTANCE, uri)
        .whenComplete((made, failure) -> here(() -> connected(made, failure)));
  }

  private void connected(
      @Nullable StatefulRedisConnection<byte[], byte[]> made, @Nullable Throwable failure) {
    if (!isGood(made, failure) || made == null) {
      return;
    }
    asking = made;
    client
        .connectPubSubAsync(ByteArrayCodec.INSTANCE, uri)
        .whenComplete((heard, failed) -> here(() -> listens(heard, failed)));
  }

  private void listens(
      @Nullable StatefulRedisPubSubConnection<byte[], byte[]> made, @Nullable Throwable failure) {
    if (!isGood(made, failure) || made == null) {
      return;
    }
    listening = made;
    made.addListener((RedisPubSubListener<byte[], byte[]>) this);
    made.async().subscribe(channel).whenComplete((done, failed) -> here(() -> subscribed(failed)));
  }

  private void subscribed(@Nullable Throwable failure) {
    if (over) {
      return;
    }
    if (failure != null) {
      lost(reason(failure));
      return;
    }
    open = true;
    events.opened();
  }

  /** Whether there is a connection that is still wanted; its end is listened for then. */
  private boolean isGood(@Nullable StatefulConnection<?, ?> made, @Nullable Throwable failure) {
    if (over) {
      if (made != null) {
        made.closeAsync();
      }
      return false;
    }
    if (made == null) {
      lost(failure == null ? "it cannot be reached" : reason(failure));
      return false;
    }
    made.addListener((RedisConnectionStateListener) this);
    if (!made.isOpen()) {
      lost("the connection was closed");
      return false;
    }
    return true;
  }

  @Override
  public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
    here(() -> lost("the connection was closed"));
  }

  @Override
  public void message(byte[] to, byte[] message) {
    if (open && !over) {
      events.message(message);
    }
  }

  /** The time to connect is over. */
  void late() {
    if (!open) {
      lost(LATE);
    }
  }

  private void lost(String reason) {
    if (!over) {
      close();
      events.lost(reason);
    }
  }

  /** For questions, or null while there is no connection. */
  @Nullable RedisAsyncCommands<byte[], byte[]> commands() {
    StatefulRedisConnection<byte[], byte[]> connection = asking;
    return over || connection == null ? null : connection.async();
  }

  void close() {
    over = true;
    close(asking);
    close(listening);
  }

  /** Lettuce warns of connections that are closed twice. */
  private static void close(@Nullable StatefulConnection<?, ?> connection) {
    if (connection != null && connection.isOpen()) {
      connection.closeAsync();
    }
  }

  private void here(Runnable task) {
    if (loop.inEventLoop()) {
      task.run();
    } else {
      loop.execute(task);
    }
  }

  /** In words of our own: the server's and Lettuce's may say with which password it was. */
  private static String reason(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 16; depth++) {
      String text = String.valueOf(cause.getMessage());
      if (cause instanceof SSLException || cause instanceof GeneralSecurityException) {
        return "TLS does not come about, or its certificate is not trusted";
      }
      if (cause instanceof UnknownHostException) {
        return "its name cannot be resolved";
      }
      if (cause instanceof RedisCommandTimeoutException) {
        return LATE;
      }
      if (cause instanceof ConnectException) {
        return "it cannot be reached";
      }
      if (text.startsWith("WRONGPASS") || text.startsWith("NOAUTH") || text.contains("AUTH ")) {
        return "it does not accept user or password";
      }
      if (text.startsWith("NOPERM")) {
        return "its user may not do what is needed";
      }
      if (text.startsWith("LOADING")) {
        return "it is loading its data";
      }
      cause = cause.getCause();
    }
    return "it cannot be reached";
  }
}
