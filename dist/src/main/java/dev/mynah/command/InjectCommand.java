package dev.mynah.command;

import dev.mynah.inject.BaseUrl;
import dev.mynah.inject.ConfigurationFiles;
import dev.mynah.inject.Injection;
import dev.mynah.inject.InjectionRefused;
import dev.mynah.inject.KubernetesVersion;
import dev.mynah.inject.MemoryLimit;
import dev.mynah.inject.SidecarOptions;
import dev.mynah.inject.SidecarPorts;
import dev.mynah.inject.manifest.ManifestProblem;
import dev.mynah.inject.manifest.ManifestStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Manifests in, manifests with the sidecar out. */
@Command(
    name = InjectCommand.NAME,
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    description = {
      "Adds the sidecar to every Deployment, StatefulSet, DaemonSet, ReplicaSet, Pod, Job and"
          + " CronJob of a manifest and prints the result; everything else is printed as it stands."
          + " Doing it again changes nothing; an older sidecar is replaced."
    },
    footer = {
      "",
      "  mynah inject -f app.yaml --image registry.example/mynah:0.1.0 --config mynah.yaml \\",
      "    --upstream payments=PAYMENTS_URL | kubectl apply -f -",
      "",
      "docs/sidecar.md says what is added."
    })
final class InjectCommand implements Callable<Integer> {
  static final String NAME = "inject";

  /** When native sidecars are used. */
  enum Native {
    AUTO,
    TRUE,
    FALSE
  }

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-f", "--filename"},
      paramLabel = "FILE|-",
      required = true,
      description = "The manifest, of one or many documents; - reads standard input.")
  private String manifest = "-";

  @Option(
      names = "--image",
      paramLabel = "REFERENCE",
      description =
          "The image, with its tag or digest. There is no default: docs/image.md builds one.")
  private String image = "";

  @Option(
      names = "--config-map",
      paramLabel = "NAME",
      description = "The ConfigMap with the configuration; with --config, what it is called.")
  private @Nullable String configMap;

  @Option(
      names = "--config",
      paramLabel = "FILE|DIR",
      description = "The configuration, printed as a ConfigMap in front (default name: mynah).")
  private @Nullable Path config;

  @Option(
      names = "--upstream",
      paramLabel = "NAME=VARIABLE[:PORT][/PATH]",
      description = {
        "Sets this variable of the application's containers to the sidecar's URL; PORT is that of a"
            + " listener with to: NAME. May be repeated."
      })
  private List<String> upstreams = List.of();

  @Option(
      names = "--native",
      paramLabel = "auto|true|false",
      description = {
        "Whether the sidecar is a native one, an init container that goes on running; auto: on"
            + " Kubernetes 1.29 and newer (default: ${DEFAULT-VALUE})."
      },
      defaultValue = "auto")
  private Native nativeSidecar = Native.AUTO;

  @Option(
      names = "--kubernetes-version",
      paramLabel = "VERSION",
      description = "The cluster's, such as 1.28 (default: one with native sidecars).")
  private @Nullable String kubernetesVersion;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description = "Memory limit of the sidecar, from which the JVM's follow (default: 192Mi).")
  private @Nullable String memory;

  @Option(
      names = "--exporter",
      description = "Adds a second container with the exporter, on the same volume.")
  private boolean exporter;

  @Option(
      names = "--exporter-memory",
      paramLabel = "SIZE",
      description = "Memory limit of the exporter's container (default: 192Mi).")
  private @Nullable String exporterMemory;

  @Option(
      names = "--env",
      paramLabel = "NAME=VALUE",
      description = "A variable of the sidecar, such as a setting; may be repeated.")
  private List<String> variables = List.of();

  @Option(
      names = "--secret",
      paramLabel = "NAME",
      description = "A Secret whose keys become variables of the sidecar; may be repeated.")
  private List<String> secrets = List.of();

  @Option(
      names = "--pull-policy",
      paramLabel = "POLICY",
      description = "Always, IfNotPresent or Never (default: as Kubernetes does).")
  private @Nullable String pullPolicy;

  @Option(
      names = "--data-size",
      paramLabel = "SIZE",
      description = "Limit of the data volume (default: 192Mi, 512Mi with --exporter).")
  private @Nullable String dataSize;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "18080",
      description = "Where traffic comes in, on loopback (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--admin-port",
      paramLabel = "PORT",
      defaultValue = "19464",
      description = "Health and metrics (default: ${DEFAULT-VALUE}).")
  private int adminPort;

  @Option(
      names = "--exporter-port",
      paramLabel = "PORT",
      defaultValue = "19465",
      description = "Health and metrics of the exporter (default: ${DEFAULT-VALUE}).")
  private int exporterPort;

  @Option(
      names = "--admin-host",
      paramLabel = "ADDRESS",
      defaultValue = SidecarOptions.ALL_ADDRESSES,
      description = {
        "Where health and metrics are answered; :: where pods have IPv6 addresses alone"
            + " (default: ${DEFAULT-VALUE})."
      })
  private String adminHost = SidecarOptions.ALL_ADDRESSES;

  InjectCommand() {}

  @Override
  public Integer call() throws IOException {
    try {
      SidecarOptions options = options();
      Path files = config;
      Map<String, String> configuration = files == null ? Map.of() : ConfigurationFiles.read(files);
      Injection done = Injection.into(manifest(), options, configuration);
      tell(done);
      line().getOut().print(done.text());
      line().getOut().flush();
      return ExitCode.FINE;
    } catch (InjectionRefused e) {
      throw new CommandFailure(ExitCode.BAD_USAGE, String.valueOf(e.getMessage()));
    } catch (ManifestProblem e) {
      String name = manifest.equals("-") ? "standard input" : manifest;
      throw new CommandFailure(ExitCode.BAD_USAGE, name + ": " + e.getMessage());
    }
  }

  private void tell(Injection done) {
    PrintWriter err = line().getErr();
    done.remarks().forEach(remark -> err.println("warning: " + remark));
    if (done.workloads().isEmpty()) {
      err.println(
          "warning: nothing here makes pods (expected a Deployment, StatefulSet, DaemonSet,"
              + " ReplicaSet, Pod, Job or CronJob); it is printed as it stands");
    }
    err.flush();
  }

  private SidecarOptions options() {
    if (image.isEmpty()) {
      throw new InjectionRefused(
          "--image is missing: there is no public image of Mynah. Build one with ./dist/image/build"
              + " --tag REGISTRY/mynah:VERSION, push it (docs/image.md) and name it:"
              + " --image REGISTRY/mynah:VERSION");
    }
    return new SidecarOptions(
        image,
        pullPolicy(),
        isNative(),
        configMapName(),
        limit(memory),
        exporter,
        limit(exporterMemory),
        new SidecarPorts(port, adminPort, exporterPort),
        adminHost,
        dataSize == null ? "" : dataSize,
        environment(),
        secrets,
        upstreams.stream().map(BaseUrl::parse).toList());
  }

  private String pullPolicy() {
    String policy = pullPolicy == null ? "" : pullPolicy;
    if (!List.of("", "Always", "IfNotPresent", "Never").contains(policy)) {
      throw new InjectionRefused(
          "--pull-policy: " + policy + " (expected Always, IfNotPresent or Never)");
    }
    return policy;
  }

  private static MemoryLimit limit(@Nullable String size) {
    return size == null ? MemoryLimit.DEFAULT : MemoryLimit.parse(size);
  }

  private boolean isNative() {
    String version = kubernetesVersion;
    boolean possible = version == null || KubernetesVersion.parse(version).hasNativeSidecars();
    if (nativeSidecar == Native.TRUE && !possible) {
      throw new InjectionRefused(
          "--native true: Kubernetes "
              + version
              + " has no native sidecars (expected 1.29 or newer)");
    }
    return possible && nativeSidecar != Native.FALSE;
  }

  private String configMapName() {
    String name = configMap;
    if (name != null) {
      return name;
    }
    if (config == null) {
      throw new InjectionRefused(
          "the sidecar needs a configuration: --config FILE prints one as a ConfigMap,"
              + " --config-map NAME takes one that is there");
    }
    return "mynah";
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    for (String variable : variables) {
      int equals = variable.indexOf('=');
      if (equals < 1 || !variable.substring(0, equals).matches("[A-Za-z_][A-Za-z0-9_]*")) {
        throw new InjectionRefused("--env: " + variable + " (expected NAME=VALUE)");
      }
      environment.put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    return environment;
  }

  private byte[] manifest() throws IOException {
    if (manifest.equals("-")) {
      return System.in.readNBytes(ManifestStream.MOST_BYTES + 1);
    }
    try (InputStream in = Files.newInputStream(Path.of(manifest))) {
      return in.readNBytes(ManifestStream.MOST_BYTES + 1);
    } catch (NoSuchFileException e) {
      throw new ManifestProblem("there is no such file");
    } catch (IOException e) {
      throw new ManifestProblem("cannot be read: " + e.getMessage());
    }
  }

  private CommandLine line() {
    if (spec == null) {
      throw new IllegalStateException("the parser sets it");
    }
    return spec.commandLine();
  }
}
