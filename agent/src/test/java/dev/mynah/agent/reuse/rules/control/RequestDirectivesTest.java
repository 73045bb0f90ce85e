package dev.mynah.agent.reuse.rules.control;

import static dev.mynah.agent.reuse.rules.Messages.fields;
import static dev.mynah.agent.reuse.rules.Messages.raw;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.mynah.agent.http.Fields;
import java.lang.management.ManagementFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9111 sections 5.2.1 and 5.4, RFC 5861 section 4. */
class RequestDirectivesTest {
  private static RequestDirectives cacheControl(String value) {
    return RequestDirectives.of(fields("Cache-Control: " + value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // value | max-age | min-fresh | max-stale | stale-if-error
        "max-age=5|5|-1|-1|-1",
        "MAX-AGE=5|5|-1|-1|-1",
        "max-age=\"5\"|5|-1|-1|-1",
        "max-age=5, max-age=3|3|-1|-1|-1",
        "max-age=3, max-age=5|3|-1|-1|-1",
        "max-age=99999999999999999999999|2147483648|-1|-1|-1",
        "max-age=2147483648|2147483648|-1|-1|-1",
        "max-age=-5|0|-1|-1|-1",
        "max-age=5.0|0|-1|-1|-1",
        "max-age=a5|0|-1|-1|-1",
        "max-age|0|-1|-1|-1",
        "max-age=|0|-1|-1|-1",
        "max-age =5|0|-1|-1|-1",
        "max-age= 5|0|-1|-1|-1",
        "max-age=5 6|0|-1|-1|-1",
        "max-age='5'|0|-1|-1|-1",
        "min-fresh=5|-1|5|-1|-1",
        "min-fresh=5,min-fresh=7|-1|7|-1|-1",
        "min-fresh=x|-1|2147483648|-1|-1",
        "max-stale|-1|-1|2147483648|-1",
        "max-stale=7|-1|-1|7|-1",
        "max-stale=7, max-stale|-1|-1|7|-1",
        "max-stale=x|-1|-1|0|-1",
        "stale-if-error=9|-1|-1|-1|9",
        "x=\"max-age=1, max-age=2\", max-age=8|8|-1|-1|-1",
        ", ,max-age=8 ,|8|-1|-1|-1",
        "x-max-age=1|-1|-1|-1|-1"
      })
  void readsNumbers(String value, long maxAge, long minFresh, long maxStale, long staleIfError) {
    RequestDirectives read = cacheControl(value);

    assertThat(read.maxAgeSeconds()).isEqualTo(maxAge);
    assertThat(read.minFreshSeconds()).isEqualTo(minFresh);
    assertThat(read.maxStaleSeconds()).isEqualTo(maxStale);
    assertThat(read.staleIfErrorSeconds()).isEqualTo(staleIfError);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-cache", "No-Cache", "no-cache=x", "no-cache x", "a, no-cache ,b"})
  void readsNoCache(String value) {
    assertThat(cacheControl(value).noCache()).isTrue();
    assertThat(cacheControl(value).noStore()).isFalse();
  }

  @Test
  void readsFlagsOverSeveralLines() {
    RequestDirectives read =
        RequestDirectives.of(
            fields("Cache-Control: no-store", "cache-control: only-if-cached, no-transform"));

    assertThat(read.noStore()).isTrue();
    assertThat(read.onlyIfCached()).isTrue();
    assertThat(read.noTransform()).isTrue();
    assertThat(read.noCache()).isFalse();
  }

  @Test
  void whatAQuoteThatNeverEndsMayHaveSwallowedCounts() {
    RequestDirectives read = cacheControl("x=\"no-store, max-age=0");

    assertThat(read.noStore()).isTrue();
    assertThat(read.noCache()).isTrue();
  }

  @Test
  void pragmaCountsOnlyWithoutCacheControl() {
    assertThat(RequestDirectives.of(fields("Pragma: no-cache")).noCache()).isTrue();
    assertThat(RequestDirectives.of(fields("Pragma: x, No-Cache")).noCache()).isTrue();
    assertThat(RequestDirectives.of(fields("Pragma: x")).noCache()).isFalse();
    assertThat(
            RequestDirectives.of(fields("Pragma: no-cache", "Cache-Control: max-age=9")).noCache())
        .isFalse();
  }

  @Test
  void aRequestWithoutDirectivesAllocatesNothing() {
    Fields usual = fields("Host: a", "Accept: */*", "User-Agent: curl/8.5", "X-A: b");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    int kept = 0;
    for (int i = 0; i < 20_000; i++) {
      kept += RequestDirectives.of(usual) == RequestDirectives.NONE ? 1 : 0;
    }

    long before = threads.getThreadAllocatedBytes(thread);
    for (int i = 0; i < 20_000; i++) {
      kept += RequestDirectives.of(usual) == RequestDirectives.NONE ? 1 : 0;
    }
    long allocated = threads.getThreadAllocatedBytes(thread) - before;

    assertThat(kept).isEqualTo(40_000);
    assertThat(allocated).isLessThan(20_000);
  }

  @Property
  void noBytesMakeItThrow(@ForAll @Size(max = 60) byte[] bytes) {
    RequestDirectives.of(raw("Cache-Control", bytes));
    RequestDirectives.of(raw("Pragma", bytes));
  }
}
