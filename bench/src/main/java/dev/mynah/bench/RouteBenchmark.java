package dev.mynah.bench;

import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.route.Route;
import dev.mynah.agent.route.RouteLookup;
import dev.mynah.agent.route.RouteTable;
import dev.mynah.agent.route.Verdict;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Finding a request's route among few and among many; the route asked for is the last of the file.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else.
public class RouteBenchmark {
  @Param({"10", "10000"})
  int routes;

  private RouteTable services;
  private RouteTable tenants;
  private RequestHead toLastService;
  private RequestHead toNoService;
  private RequestHead ofLastTenant;
  private final RouteLookup lookup = new RouteLookup();

  @Setup
  public void compile() throws IOException {
    services = SampleRoutes.services(routes);
    tenants = SampleRoutes.tenants(routes);
    int last = routes - 1;
    toLastService = RequestText.head("/api/service-" + last + "/items/42", "");
    toNoService = RequestText.head("/api/service-none/items/42", "");
    ofLastTenant = RequestText.head("/api/orders/42", "X-Tenant: tenant-" + last + "\r\n");
    require(lastService().ordinal() == last && lastTenant().ordinal() == last);
    require(noService() == Verdict.NONE);
  }

  private static void require(boolean sane) {
    if (!sane) {
      throw new IllegalStateException("the benchmark does not find what it looks for");
    }
  }

  /** Another path for each route. */
  @Benchmark
  public Route lastService() {
    lookup.begin(toLastService);
    services.find(lookup);
    return lookup.route();
  }

  /** No route has the path. */
  @Benchmark
  public Verdict noService() {
    return services.find(lookup.begin(toNoService));
  }

  /** One path for all routes; a header tells them apart. */
  @Benchmark
  public Route lastTenant() {
    lookup.begin(ofLastTenant);
    tenants.find(lookup);
    return lookup.route();
  }
}
