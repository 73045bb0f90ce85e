package dev.mynah.bench;

import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http1.RequestHeadReader;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Reading a request's head from the bytes that arrived into the head that is reused. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RequestHeadBenchmark {
  private final ByteBuf bare = RequestText.get("/api/service-1/items/42", "");
  private final ByteBuf browser =
      RequestText.get(
          "/api/service-1/items/42?page=2&sort=name%20desc", RequestText.BROWSER_FIELDS);
  private final RequestHeadReader reader = RequestText.reader();
  private final RequestHead head = new RequestHead();

  /** Nothing but Host, as load generators send it. */
  @Benchmark
  public RequestHead bare() {
    return read(bare);
  }

  /** Thirteen fields and a query. */
  @Benchmark
  public RequestHead browser() {
    return read(browser);
  }

  private RequestHead read(ByteBuf bytes) {
    bytes.readerIndex(0);
    if (!reader.read(bytes, head)) {
      throw new IllegalStateException("the sample is incomplete");
    }
    return head;
  }
}
