package dev.mynah.bench;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks: {@code java -jar benchmarks.jar quick|full [JMH options]}. Bytes allocated
 * per call are always shown, since 0 is one of the targets. What JMH is told on the command line
 * stands over the preset.
 */
public final class Benchmarks {
  private static final String FORKS = "forks.properties";

  /** How much is run; quick tells an order of magnitude within minutes, full is for figures. */
  private enum Preset {
    QUICK(1, 2, 3, 500),
    FULL(3, 5, 5, 1_000);

    final int forks;
    final int warmups;
    final int iterations;
    final long iterationMillis;

    Preset(int forks, int warmups, int iterations, long iterationMillis) {
      this.forks = forks;
      this.warmups = warmups;
      this.iterations = iterations;
      this.iterationMillis = iterationMillis;
    }
  }

  private Benchmarks() {}

  /**
   * Runs them.
   *
   * @throws CommandLineOptionException when JMH does not know an option
   * @throws RunnerException when a benchmark fails
   */
  public static void main(String[] args)
      throws CommandLineOptionException, IOException, RunnerException {
    Preset preset = Preset.QUICK;
    List<String> rest = new ArrayList<>(List.of(args));
    if (!rest.isEmpty() && (rest.get(0).equals("quick") || rest.get(0).equals("full"))) {
      preset = rest.remove(0).equals("full") ? Preset.FULL : Preset.QUICK;
    }
    CommandLineOptions given = new CommandLineOptions(rest.toArray(String[]::new));
    new Runner(options(preset, given).build()).run();
  }

  /** The preset fills in what the command line leaves open. */
  private static ChainedOptionsBuilder options(Preset preset, CommandLineOptions given)
      throws IOException {
    TimeValue time = TimeValue.milliseconds(preset.iterationMillis);
    return new OptionsBuilder()
        .parent(given)
        .forks(given.getForkCount().orElse(preset.forks))
        .warmupIterations(given.getWarmupIterations().orElse(preset.warmups))
        .warmupTime(given.getWarmupTime().orElse(time))
        .measurementIterations(given.getMeasurementIterations().orElse(preset.iterations))
        .measurementTime(given.getMeasurementTime().orElse(time))
        .jvmArgsPrepend(forkArguments())
        .shouldFailOnError(true)
        .addProfiler(GCProfiler.class);
  }

  private static String[] forkArguments() throws IOException {
    Properties forks = new Properties();
    try (InputStream in = Benchmarks.class.getResourceAsStream(FORKS)) {
      forks.load(in);
    }
    List<String> arguments = new ArrayList<>(List.of("-XX:+UseSerialGC"));
    for (String name : List.of("opens", "newer")) {
      for (String argument : forks.getProperty(name, "").split(" ", -1)) {
        if (argument.startsWith("-")) {
          arguments.add(argument);
        }
      }
    }
    return arguments.toArray(String[]::new);
  }
}
