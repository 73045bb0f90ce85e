package dev.mynah.agent.mock.template;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What a template can know of the world outside the request. Safe to share.
 *
 * @param clock the time of {@code now}, and its zone unless a template names one
 * @param random gives a generator for the calling thread
 * @param hostname what {@code hostname} says
 * @param systemValues what a template may read of the system: environment variables and system
 *     properties by name. Empty unless an operator named them, because a mock's answer must not
 *     hand out the environment of its pod.
 */
public record Surroundings(
    Clock clock,
    Supplier<? extends RandomGenerator> random,
    String hostname,
    Map<String, String> systemValues) {
  public Surroundings {
    systemValues = Map.copyOf(systemValues);
  }

  /** The real ones, in UTC. Asks the system for its name: not for an event loop. */
  public static Surroundings real() {
    return new Surroundings(
        Clock.systemUTC(), ThreadLocalRandom::current, localHostname(), Map.of());
  }

  /** The same, where templates may also read the named variables of the environment. */
  public Surroundings allowing(Set<String> names, Map<String, String> environment) {
    Map<String, String> allowed = new HashMap<>();
    for (String name : names) {
      String value = environment.get(name);
      if (value != null) {
        allowed.put(name, value);
      }
    }
    return new Surroundings(clock, random, hostname, allowed);
  }

  private static String localHostname() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
