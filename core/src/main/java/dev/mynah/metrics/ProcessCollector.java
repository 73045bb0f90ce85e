package dev.mynah.metrics;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The process as the system sees it; what a system does not tell is absent. */
final class ProcessCollector extends Collector implements Collector.Describable {
  private static final Path STATUS = Path.of("/proc/self/status");

  @Override
  public List<MetricFamilySamples> collect() {
    List<MetricFamilySamples> families = new ArrayList<>();
    families.add(
        one(
            ProcessCatalogue.START_TIME,
            ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3));
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      families.add(one(ProcessCatalogue.CPU, system.getProcessCpuTime() / 1e9));
      if (system instanceof UnixOperatingSystemMXBean unix) {
        families.add(one(ProcessCatalogue.OPEN_FILES, (double) unix.getOpenFileDescriptorCount()));
        families.add(one(ProcessCatalogue.MAX_FILES, (double) unix.getMaxFileDescriptorCount()));
      }
    }
    if (Files.isReadable(STATUS)) {
      memory(families);
    }
    return families;
  }

  @Override
  public List<MetricFamilySamples> describe() {
    return List.of(
            ProcessCatalogue.START_TIME,
            ProcessCatalogue.CPU,
            ProcessCatalogue.OPEN_FILES,
            ProcessCatalogue.MAX_FILES,
            ProcessCatalogue.RESIDENT,
            ProcessCatalogue.VIRTUAL)
        .stream()
        .map(metric -> FamilySamples.family(metric, List.of()))
        .toList();
  }

  private static void memory(List<MetricFamilySamples> families) {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith("VmRSS:")) {
          families.add(one(ProcessCatalogue.RESIDENT, kibibytes(line)));
        } else if (line.startsWith("VmSize:")) {
          families.add(one(ProcessCatalogue.VIRTUAL, kibibytes(line)));
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static double kibibytes(String line) {
    return Long.parseLong(line.replaceAll("\\D", "")) * 1024.0;
  }

  static MetricFamilySamples one(Metric metric, double value) {
    return FamilySamples.family(
        metric, List.of(new Sample(metric.name(), List.of(), List.of(), value)));
  }
}
