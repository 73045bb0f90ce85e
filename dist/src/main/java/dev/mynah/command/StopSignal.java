package dev.mynah.command;

import dev.mynah.log.Logging;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGTERM and SIGINT as a request to drain. The first one lets {@link #await} return; a second one
 * means now, and ends the process.
 *
 * <p>The JVM's own answer to these signals runs shutdown hooks and exits with 143: a drain that
 * went well would look like a failure. {@code sun.misc.Signal} is reached by reflection because
 * javac warns of its name in a way that cannot be suppressed; where it is missing, a shutdown hook
 * stands in.
 */
final class StopSignal {
  private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);

  private final CountDownLatch asked = new CountDownLatch(1);
  private final AtomicInteger times = new AtomicInteger();
  private final Runnable atOnce;

  /** Starts to listen; a second signal ends the process without further ado. */
  StopSignal() {
    this(StopSignal::endAtOnce);
  }

  /**
   * Starts to listen.
   *
   * @param atOnce ends the process; called on the second signal
   */
  StopSignal(Runnable atOnce) {
    this.atOnce = atOnce;
    listen("TERM");
    listen("INT");
  }

  /** Waits until the process is asked to end. */
  void await() throws InterruptedException {
    asked.await();
  }

  /** The same for a while; whether it was asked. */
  boolean await(long millis) throws InterruptedException {
    return asked.await(millis, TimeUnit.MILLISECONDS);
  }

  /** What a signal does; also for tests. */
  void raise() {
    if (times.incrementAndGet() > 1) {
      atOnce.run();
    }
    asked.countDown();
  }

  private static void endAtOnce() {
    Logging.flush();
    Runtime.getRuntime().halt(ExitCode.FAILED);
  }

  private void listen(String name) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object ours =
          Proxy.newProxyInstance(
              StopSignal.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  raise();
                  return null;
                }
                return objectMethod(proxy, method.getName(), arguments);
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
    } catch (ReflectiveOperationException e) {
      LOG.debug("no signal handler for {}: a shutdown hook stands in", name, e);
      Runtime.getRuntime().addShutdownHook(new Thread(this::raise, "mynah-stop-" + name));
    }
  }

  private static Object objectMethod(Object proxy, String name, Object[] arguments) {
    return switch (name) {
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "mynah's stop signal";
    };
  }
}
