package dev.mynah.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BucketsTest {
  @Test
  void exposedEdgesDoubleFromHalfAMillisecond() {
    assertThat(Buckets.EXPOSED.stream().map(Buckets::upperEdgeSeconds))
        .containsExactly(
            .0005, .001, .002, .004, .008, .016, .032, .064, .128, .256, .512, 1.024, 2.048, 4.096,
            8.192);
  }

  @Test
  void lowestAndHighestEdges() {
    assertThat(Buckets.indexOf(15_625)).isZero();
    assertThat(Buckets.indexOf(15_626)).isEqualTo(1);
    assertThat(Buckets.indexOf(65_536_000_000L)).isEqualTo(Buckets.COUNT - 2);
    assertThat(Buckets.indexOf(65_536_000_001L)).isEqualTo(Buckets.COUNT - 1);
    assertThat(Buckets.indexOf(Long.MAX_VALUE)).isEqualTo(Buckets.COUNT - 1);
    assertThat(Buckets.indexOf(Long.MIN_VALUE)).isZero();
  }

  @Test
  void everyBucketTakesItsUpperEdgeAndNotOneMore() {
    for (int bucket = 0; bucket < Buckets.COUNT - 1; bucket++) {
      long largest = Buckets.largestNanos(bucket);
      assertThat(Buckets.indexOf(largest)).isEqualTo(bucket);
      assertThat(Buckets.indexOf(largest + 1)).isEqualTo(bucket + 1);
    }
  }

  @Property
  void noBucketIsWiderThanAnEighthOfItsValue(
      @ForAll @LongRange(min = 15_626, max = 65_536_000_000L) long nanos) {
    int bucket = Buckets.indexOf(nanos);
    double upper = Buckets.upperEdgeSeconds(bucket) * 1e9;
    double lower = Buckets.upperEdgeSeconds(bucket - 1) * 1e9;

    assertThat((double) nanos).isGreaterThan(lower).isLessThanOrEqualTo(upper);
    assertThat((upper - lower) / lower).isLessThanOrEqualTo(.125 + 1e-9);
  }
}
