package dev.mynah.agent.mock.function;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * What a template can know of the world outside the request. Safe to share.
 *
 * @param clock the time of {@code now}, and its zone unless a template names one
 * @param random gives a generator for the calling thread
 * @param hostname what {@code hostname} says
 * @param system what {@code systemValue} may read
 */
public record Surroundings(
    Clock clock, Supplier<? extends RandomGenerator> random, String hostname, SystemValues system) {
  /** The real ones, in UTC. Asks the system for its name: not for an event loop. */
  public static Surroundings real() {
    return new Surroundings(
        Clock.systemUTC(), ThreadLocalRandom::current, localHostname(), SystemValues.NONE);
  }

  /**
   * The same, where templates may also read variables and properties whose whole name one of the
   * patterns matches.
   */
  public Surroundings reading(List<Pattern> allowed) {
    SystemValues values = new SystemValues(allowed, System.getenv(), System.getProperties());
    return new Surroundings(clock, random, hostname, values);
  }

  private static String localHostname() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
