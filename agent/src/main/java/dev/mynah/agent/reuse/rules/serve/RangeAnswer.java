package dev.mynah.agent.reuse.rules.serve;

import java.util.List;

/** What a {@code Range} comes to for a body of known length (RFC 9110 section 14.2). */
public sealed interface RangeAnswer {
  /** 200 with everything: no range, none that can be read, or more trouble than it is worth. */
  record Whole() implements RangeAnswer {}

  /** 206 with one part, which stands alone (RFC 9110 section 15.3.7.1). */
  record Single(ByteSlice slice) implements RangeAnswer {}

  /** 206 as {@code multipart/byteranges}, in the order they were asked; at least two. */
  record Multiple(List<ByteSlice> slices) implements RangeAnswer {}

  /**
   * 416.
   *
   * @param contentRange the value of its {@code Content-Range}
   */
  record Unsatisfiable(String contentRange) implements RangeAnswer {}
}
