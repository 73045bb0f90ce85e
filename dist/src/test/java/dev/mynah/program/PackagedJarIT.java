package dev.mynah.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import io.netty.channel.uring.IoUring;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/** What unpacking and repacking sixty jars could have lost. */
class PackagedJarIT {
  @TempDir Path dir;

  @Test
  @EnabledOnOs(LINUX)
  void epollDrivesTheSocketsAndTheLedgerIsReallyAllocated() throws Exception {
    try (MynahProcess mynah = MynahProcess.start(dir, "up", "--data", "data")) {
      mynah.get("/hello");

      String mapped = Files.readString(Path.of("/proc/" + mynah.pid() + "/maps"));
      assertThat(mapped).contains("netty_transport_native_epoll");
      Path file = dir.resolve("data/hits-v1.cm");
      long bytes = (long) Files.getAttribute(file, "size");
      Process stat = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
      String allocated = new String(stat.getInputStream().readAllBytes()).strip();
      assertThat(Long.parseLong(allocated) * 512).isGreaterThanOrEqualTo(bytes);
    }
  }

  @Test
  @EnabledOnOs(LINUX)
  void ioUringMocksAndProxiesWhereTheKernelHasIt() throws Exception {
    Throwable why = IoUring.unavailabilityCause();
    assumeThat(IoUring.isAvailable()).as("io_uring does not run here: " + why).isTrue();
    try (MynahProcess mynah =
        MynahProcess.start(dir, "up", "--data", "none", "--runtime-transport", "io_uring")) {
      assertThat(mynah.get("/hello").statusCode()).isEqualTo(200);
      assertThat(mynah.get("/live/anything").body()).contains("the real backend");

      String mapped = Files.readString(Path.of("/proc/" + mynah.pid() + "/maps"));
      assertThat(mapped).contains("netty_transport_native_io_uring");
    }
  }

  @Test
  void nativesServicesAndLicencesAreInIt() throws Exception {
    try (JarFile jar = new JarFile(MynahProcess.JAR.toFile())) {
      Set<String> names = jar.stream().map(e -> e.getName()).collect(Collectors.toSet());

      assertThat(names)
          .contains(
              "META-INF/native/libnetty_transport_native_epoll_x86_64.so",
              "META-INF/native/libnetty_transport_native_epoll_aarch_64.so",
              "META-INF/native/libnetty_transport_native_io_uring42_x86_64.so",
              "META-INF/native/libnetty_transport_native_io_uring42_aarch_64.so",
              "jni/x86_64-Linux/libjffi-1.2.so",
              "jni/aarch64-Linux/libjffi-1.2.so",
              "META-INF/services/org.slf4j.spi.SLF4JServiceProvider",
              "META-INF/services/ch.qos.logback.classic.spi.Configurator",
              "META-INF/LICENSE",
              "META-INF/NOTICE",
              "META-INF/third-party/dependencies.md",
              "dev/mynah/quickstart/quickstart.yaml");
      assertThat(names)
          .noneMatch(name -> name.startsWith("net/openhft/chronicle/analytics/"))
          .noneMatch(name -> name.startsWith("com/sun/jna/"))
          .noneMatch(name -> name.endsWith("module-info.class"));
      String services =
          new String(
              jar.getInputStream(
                      jar.getEntry("META-INF/services/ch.qos.logback.classic.spi.Configurator"))
                  .readAllBytes());
      assertThat(services).contains("dev.mynah.log.StartConfigurator");
    }
  }

  @Test
  void theManifestCarriesWhatTheJvmMustOpen() throws Exception {
    try (JarFile jar = new JarFile(MynahProcess.JAR.toFile())) {
      Attributes manifest = jar.getManifest().getMainAttributes();

      assertThat(manifest.getValue("Main-Class")).isEqualTo("dev.mynah.Mynah");
      assertThat(manifest.getValue("Multi-Release")).isEqualTo("true");
      assertThat(manifest.getValue("Add-Opens")).contains("java.base/java.lang.reflect");
      assertThat(manifest.getValue("Add-Exports")).contains("java.base/sun.nio.ch");
      assertThat(manifest.getValue("Enable-Native-Access")).isEqualTo("ALL-UNNAMED");
    }
  }

  @Test
  void itStaysSmall() throws Exception {
    // SQLite for six platforms is 3.5 MiB of it, PostgreSQL, Flyway and Caffeine are another 3.
    assertThat(Files.size(MynahProcess.JAR)).isLessThan(36L * 1024 * 1024);
  }

  @Test
  void aJreIsRefusedInOneSentence() throws Exception {
    try (MynahProcess mynah =
        MynahProcess.launch(
            dir,
            List.of("--limit-modules", "java.base,java.logging,java.naming,java.management"),
            Map.of(),
            "up")) {
      MynahProcess.Ended ended = mynah.ended();

      assertThat(ended.code()).isEqualTo(2);
      assertThat(ended.err()).contains("jdk.compiler").doesNotContain("Exception");
    }
  }
}
