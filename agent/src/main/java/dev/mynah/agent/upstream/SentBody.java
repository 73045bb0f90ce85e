package dev.mynah.agent.upstream;

import dev.mynah.agent.http.Fields;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was sent of a request's body, held so that the request can be sent once more. Holds a
 * reference of its own to every piece. Event loop only.
 */
final class SentBody {
  /** Beyond this much, or this many pieces, a request is not sent twice. */
  static final int MAX_BYTES = 64 * 1024;

  static final int MAX_PIECES = 64;

  private final List<ByteBuf> pieces = new ArrayList<>();
  private int heldBytes;
  private boolean complete = true;
  private @Nullable Fields trailers;

  /** Keeps a piece that is about to be sent; the caller's reference stays the caller's. */
  void keep(ByteBuf piece) {
    if (!complete || !piece.isReadable()) {
      return;
    }
    if (heldBytes + piece.readableBytes() > MAX_BYTES || pieces.size() == MAX_PIECES) {
      forget();
      return;
    }
    heldBytes += piece.readableBytes();
    pieces.add(piece.retainedDuplicate());
  }

  /** Keeps the trailers, which are the sender's to change afterwards. */
  void end(Fields fields) {
    Fields copy = new Fields();
    for (int i = 0; i < fields.size(); i++) {
      copy.add(fields, i);
    }
    trailers = copy;
  }

  /** Whether everything that was sent is held. */
  boolean isComplete() {
    return complete;
  }

  Fields trailers() {
    return trailers == null ? Fields.NONE : trailers;
  }

  /** Sends everything once more. */
  void replay(Http1Connection connection) {
    for (ByteBuf piece : pieces) {
      connection.sendBody(piece.retainedDuplicate());
    }
  }

  /** Lets go of everything; afterwards the body is not complete any more. Harmless twice. */
  void forget() {
    complete = false;
    pieces.forEach(ByteBuf::release);
    pieces.clear();
  }
}
