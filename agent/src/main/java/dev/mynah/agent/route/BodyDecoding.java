package dev.mynah.agent.route;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.route.match.BodyState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Undoes the content coding of a request's body so that it can be matched (RFC 9110 section 8.4):
 * {@code gzip}, {@code x-gzip}, {@code deflate} (with the zlib wrapping the standard asks for, or
 * without, as some send it) and {@code identity}, also several in a row. What is forwarded stays as
 * it was sent.
 *
 * <p>Other codings ({@code br}, {@code zstd}) and broken bytes end as {@link
 * BodyState#NOT_DECODABLE}; what unfolds past the limit, or to more than {@link #MOST_PER_BYTE}
 * times what was sent, ends as {@link BodyState#TOO_LARGE} without being unfolded any further.
 */
public final class BodyDecoding {
  /** Ratio past which a body larger than {@link #HARMLESS_BYTES} is taken for a bomb. */
  static final int MOST_PER_BYTE = 200;

  static final int HARMLESS_BYTES = 64 * 1024;
  private static final int MOST_CODINGS = 3;
  private static final int STEP_BYTES = 8 * 1024;
  private static final byte[] NOTHING = {};
  private static final int ZLIB_DEFLATE = 8;
  private static final int ZLIB_CHECK = 31;

  private BodyDecoding() {}

  /** What became of a body. */
  public static final class Result {
    static final Result TOO_LARGE = new Result(BodyState.TOO_LARGE, NOTHING, 0);
    static final Result NOT_DECODABLE = new Result(BodyState.NOT_DECODABLE, NOTHING, 0);

    private final BodyState state;
    private final byte[] bytes;
    private final int length;

    Result(BodyState state, byte[] bytes, int length) {
      this.state = state;
      this.bytes = bytes;
      this.length = length;
    }

    public BodyState state() {
      return state;
    }

    /** The decoded body, not copied: only the first {@link #length()} bytes count. */
    public byte[] bytes() {
      return bytes;
    }

    /** 0 unless the state is {@code READ}. */
    public int length() {
      return length;
    }
  }

  /**
   * Decodes a whole body.
   *
   * @param fields of the request, whose Content-Encoding counts
   * @param limitBytes of the decoded body
   */
  public static Result decode(Fields fields, byte[] bytes, int length, int limitBytes) {
    List<String> codings = codings(fields);
    if (codings.size() > MOST_CODINGS) {
      return Result.NOT_DECODABLE;
    }
    Result result =
        length > limitBytes ? Result.TOO_LARGE : new Result(BodyState.READ, bytes, length);
    for (int i = codings.size() - 1; i >= 0 && result.state() == BodyState.READ; i--) {
      result = undo(codings.get(i), result, limitBytes);
    }
    return result;
  }

  /** The codings in the order they were applied, {@code identity} left out. */
  private static List<String> codings(Fields fields) {
    List<String> codings = new ArrayList<>();
    for (int i = fields.indexOf(FieldName.CONTENT_ENCODING, 0);
        i >= 0;
        i = fields.indexOf(FieldName.CONTENT_ENCODING, i + 1)) {
      for (String named : fields.value(i).split(",")) {
        String coding = named.strip().toLowerCase(Locale.ROOT);
        if (!coding.isEmpty() && !coding.equals("identity")) {
          codings.add(coding);
        }
      }
    }
    return codings;
  }

  private static Result undo(String coding, Result body, int limitBytes) {
    if (body.length() == 0) {
      return body;
    }
    return switch (coding) {
      case "gzip", "x-gzip" -> unfold(body, limitBytes, BodyDecoding::gunzip);
      case "deflate" -> deflate(body, limitBytes);
      default -> Result.NOT_DECODABLE;
    };
  }

  private static InputStream gunzip(ByteArrayInputStream in) throws IOException {
    return new GZIPInputStream(in, STEP_BYTES);
  }

  private static Result deflate(Result body, int limitBytes) {
    Inflater inflater = new Inflater(!hasZlibHeader(body));
    try {
      return unfold(body, limitBytes, in -> new InflaterInputStream(in, inflater, STEP_BYTES));
    } finally {
      inflater.end();
    }
  }

  private static boolean hasZlibHeader(Result body) {
    if (body.length() < 2) {
      return false;
    }
    int first = body.bytes()[0] & 0xff;
    int second = body.bytes()[1] & 0xff;
    return (first & 0x0f) == ZLIB_DEFLATE && (first << 8 | second) % ZLIB_CHECK == 0;
  }

  private static Result unfold(Result body, int limitBytes, Opening opening) {
    long most = Math.max(HARMLESS_BYTES, (long) body.length() * MOST_PER_BYTE);
    byte[] out = new byte[Math.min(limitBytes, STEP_BYTES)];
    int length = 0;
    try (InputStream in = opening.open(new ByteArrayInputStream(body.bytes(), 0, body.length()))) {
      while (true) {
        if (length == out.length) {
          out = Arrays.copyOf(out, (int) Math.min(limitBytes + 1L, Math.max(1L, length) * 2));
        }
        int read = in.read(out, length, out.length - length);
        if (read < 0) {
          return new Result(BodyState.READ, out, length);
        }
        length += read;
        if (length > limitBytes || length > most) {
          return Result.TOO_LARGE;
        }
      }
    } catch (IOException broken) {
      return Result.NOT_DECODABLE;
    }
  }

  /** Opens the stream that undoes a coding. */
  private interface Opening {
    InputStream open(ByteArrayInputStream in) throws IOException;
  }
}
