package dev.mynah.agent.reuse.rules.serve;

import static dev.mynah.agent.reuse.rules.Messages.fields;
import static dev.mynah.agent.reuse.rules.Messages.raw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.reuse.rules.serve.RangeAnswer.Multiple;
import dev.mynah.agent.reuse.rules.serve.RangeAnswer.Single;
import dev.mynah.agent.reuse.rules.serve.RangeAnswer.Unsatisfiable;
import dev.mynah.agent.reuse.rules.serve.RangeAnswer.Whole;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110 sections 14.1, 14.2 and 15.3.7. */
class RangesTest {
  /** As text: whole, 416, or the slices as first-last. */
  private static String of(String range, long bodyBytes) {
    RangeAnswer answer = Ranges.of(fields("Range: " + range), bodyBytes);
    if (answer instanceof Single single) {
      return text(List.of(single.slice()));
    }
    if (answer instanceof Multiple multiple) {
      return text(multiple.slices());
    }
    return answer instanceof Whole ? "whole" : "416";
  }

  private static String text(List<ByteSlice> slices) {
    return slices.stream().map(s -> s.first() + "-" + s.last()).collect(Collectors.joining(","));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bytes=0-499|0-499",
        "bytes=500-999|500-999",
        "bytes=-500|9500-9999",
        "bytes=9500-|9500-9999",
        "bytes=0-0|0-0",
        "bytes=-1|9999-9999",
        "bytes=0-|0-9999",
        "bytes=0-99999|0-9999",
        "bytes=-99999|0-9999",
        "BYTES=1-2|1-2",
        "bytes= 1-2|1-2",
        "bytes=1-2 ,|1-2",
        "bytes=0-0,-1|0-0,9999-9999",
        "bytes=,, 0-0 ,\t-1|0-0,9999-9999",
        "bytes=500-600,5000-6000|500-600,5000-6000",
        "bytes=5000-6000,500-600|5000-6000,500-600",
        // What cannot be satisfied is left out as long as anything can.
        "bytes=10000-,0-1|0-1",
        "bytes=-0,0-1|0-1",
        // Overlapping and touching ranges become one, where the first of them stood.
        "bytes=500-700,601-999|500-999",
        "bytes=500-600,601-999|500-999",
        "bytes=500-600,602-999|500-600,602-999",
        "bytes=5000-5001,0-1,4990-5000|4990-5001,0-1",
        "bytes=0-1,300-301,150-151,2-299|0-301",
        "bytes=0-18446744073709551616|0-9999",
        "bytes=-99999999999999999999999|0-9999"
      })
  void findsTheSlicesOfTenThousandBytes(String range, String slices) {
    assertThat(of(range, 10_000)).isEqualTo(slices);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes=",
        "bytes=,",
        "bytes=-",
        "bytes=1",
        "bytes=a-b",
        "bytes=1-b",
        "bytes=2-1",
        "bytes=0-1,2-1",
        "bytes=0-1,x",
        "bytes=1--2",
        "bytes=--1",
        "bytes=-1-2",
        "bytes=+1-2",
        "bytes=1 -2",
        "bytes=0x1-2",
        "bytes 0-1",
        "bytes =0-1",
        "lines=0-1",
        "0-1"
      })
  void aMalformedOrForeignRangeIsIgnored(String range) {
    assertThat(of(range, 10_000)).isEqualTo("whole");
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=10000-,10000",
    "bytes=10000-10001,10000",
    "bytes=-0,10000",
    "bytes=99999999999999999999-,10000",
    "bytes=0-,0",
    "bytes=0-0,0"
  })
  void whatNoByteIsMeantByIs416(String range, long bodyBytes) {
    assertThat(Ranges.of(fields("Range: " + range), bodyBytes))
        .isEqualTo(new Unsatisfiable("bytes */" + bodyBytes));
  }

  @Test
  void theSuffixOfAnEmptyBodyIsAllOfIt() {
    assertThat(of("bytes=-5", 0)).isEqualTo("whole");
  }

  @Test
  void withoutRangeOrLengthItIsTheWhole() {
    assertThat(Ranges.of(fields("X: y"), 10)).isInstanceOf(Whole.class);
    assertThat(Ranges.of(fields("Range: bytes=0-1", "Range: bytes=0-1"), 10))
        .isInstanceOf(Whole.class);
    assertThat(of("bytes=0-1", -1)).isEqualTo("whole");
  }

  /** RFC 9110 section 17.15. */
  @Test
  void listsThatAreMadeToCostGetTheWhole() {
    assertThat(of("bytes=0-,0-,0-", 10_000)).isEqualTo("0-9999");
    assertThat(of("bytes=0-,0-,0-,0-", 10_000)).isEqualTo("whole");
    assertThat(of(list(64, 1_000_000), 100_000_000)).isNotEqualTo("whole");
    assertThat(of(list(65, 1_000_000), 100_000_000)).isEqualTo("whole");
    assertThat(of("bytes=" + ",".repeat(10_000) + "0-1", 10_000)).isEqualTo("whole");
    assertThat(of(list(30, 10), 300)).isEqualTo("whole");
  }

  @Test
  void fewRangesOfASmallBodyAreSentAsTheyWereAsked() {
    assertThat(of("bytes=0-1,4-5,9-", 10)).isEqualTo("0-1,4-5,9-9");
  }

  private static String list(int ranges, long apart) {
    return IntStream.range(0, ranges)
        .mapToObj(i -> i * apart + "-" + i * apart)
        .collect(Collectors.joining(",", "bytes=", ""));
  }

  @Test
  void contentRangeSaysWhatIsSent() {
    assertThat(new ByteSlice(42, 1_192).contentRange(1_234)).isEqualTo("bytes 42-1233/1234");
  }

  /** Joined slices cover what was asked, no more of it, and nothing twice. */
  @Property(tries = 2_000)
  void joiningCoversTheSameBytes(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 3_000) Integer> firsts,
      @ForAll @Size(min = 12, max = 12) List<@IntRange(min = 1, max = 400) Integer> lengths) {
    List<ByteSlice> asked = new ArrayList<>();
    BitSet wanted = new BitSet();
    for (int i = 0; i < firsts.size(); i++) {
      asked.add(new ByteSlice(firsts.get(i), lengths.get(i)));
      wanted.set(firsts.get(i), firsts.get(i) + lengths.get(i));
    }

    BitSet covered = new BitSet();
    long sum = 0;
    for (ByteSlice slice : Ranges.coalesced(asked)) {
      covered.set((int) slice.first(), (int) slice.last() + 1);
      sum += slice.bytes();
    }

    assertThat(covered).isEqualTo(wanted);
    assertThat(sum).isEqualTo(wanted.cardinality());
    assertThat(Ranges.coalesced(asked)).hasSize((int) runs(wanted));
  }

  private static long runs(BitSet bits) {
    return bits.stream().filter(i -> i == 0 || !bits.get(i - 1)).count();
  }

  @Property(tries = 3_000)
  void everySliceLiesInTheBody(
      @ForAll @StringLength(max = 20) @Chars({'0', '1', '9', '-', ',', ' '}) String list,
      @ForAll @LongRange(max = 300) long bodyBytes) {
    RangeAnswer answer = Ranges.of(fields("Range: bytes=" + list), bodyBytes);

    List<ByteSlice> slices = new ArrayList<>();
    if (answer instanceof Single single) {
      slices.add(single.slice());
    } else if (answer instanceof Multiple multiple) {
      slices.addAll(multiple.slices());
      assertThat(slices).hasSizeGreaterThan(1);
    }
    for (ByteSlice slice : slices) {
      assertThat(slice.bytes()).isPositive();
      assertThat(slice.first()).isNotNegative();
      assertThat(slice.last()).isLessThan(bodyBytes);
    }
  }

  @Property
  void noBytesMakeItThrow(@ForAll @Size(max = 40) byte[] bytes, @ForAll long bodyBytes) {
    Ranges.of(raw("Range", bytes), bodyBytes);
  }
}
