package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.exchange.Bodies;
import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.reuse.rules.field.CacheFields;
import dev.mynah.agent.reuse.rules.serve.ByteSlice;
import dev.mynah.agent.reuse.rules.serve.MultipartLayout;
import dev.mynah.agent.reuse.rules.serve.NotModified;
import dev.mynah.agent.reuse.rules.serve.Preconditions;
import dev.mynah.agent.reuse.rules.serve.Preconditions.Role;
import dev.mynah.agent.reuse.rules.serve.RangeAnswer;
import dev.mynah.agent.reuse.rules.serve.Ranges;
import dev.mynah.agent.reuse.rules.serve.Representation;
import dev.mynah.agent.reuse.store.StoredAnswer;
import dev.mynah.ledger.HitMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a request gets of an answer that is at hand: all of it, parts of it, or only the news that
 * nothing changed (RFC 9110 sections 13 and 14). Its event loop only.
 *
 * @param head to be finished and sent
 * @param body a reader of its own
 */
record StoredReply(ResponseHead head, BodySource body) {
  private static final int PARTIAL = 206;
  private static final int NOT_MODIFIED = 304;
  private static final int PRECONDITION_FAILED = 412;
  private static final int UNSATISFIABLE = 416;

  /** Whether it takes less than there is, so that its end is not the answer's. */
  boolean isLess() {
    return head.status() == PARTIAL || body == Bodies.EMPTY;
  }

  /**
   * How a reply is made.
   *
   * @param fields of the answer, which the reply takes over and changes
   * @param loop where the body is read
   * @param fellBehind as {@link dev.mynah.agent.reuse.store.body.SharedBody#open} has it
   * @param boundary makes a line to put between parts
   */
  record Making(
      RequestHead request,
      StoredAnswer answer,
      Representation representation,
      Fields fields,
      Executor loop,
      Runnable fellBehind,
      Supplier<String> boundary) {

    /** The reply, or null when the body cannot be read from where it would begin. */
    @Nullable StoredReply make() {
      int status = answer.facts().status();
      return switch (Preconditions.evaluate(request, status, representation, Role.CACHE)) {
        case NOT_MODIFIED -> notModified();
        case FAILED -> bare(PRECONDITION_FAILED);
        case PROCEED_WITH_RANGE -> ranged();
        case PROCEED -> whole();
      };
    }

    private ResponseHead head(int status) {
      String reason = status == answer.facts().status() ? answer.facts().reason() : null;
      return new ResponseHead(status, reason, fields);
    }

    private StoredReply notModified() {
      NotModified.reduce(fields);
      return new StoredReply(head(NOT_MODIFIED), Bodies.EMPTY);
    }

    /** Nothing of the representation is sent. */
    private StoredReply bare(int status) {
      NotModified.reduce(fields);
      fields.remove(CacheFields.ETAG);
      return new StoredReply(head(status), Bodies.EMPTY);
    }

    private @Nullable StoredReply whole() {
      ResponseHead head = head(answer.facts().status());
      if (request.method() == HitMethod.HEAD) {
        long bytes = answer.body().length();
        if (bytes >= 0 && !head.forbidsContent()) {
          fields.set(FieldName.CONTENT_LENGTH, Long.toString(bytes));
        }
        return new StoredReply(head, Bodies.EMPTY);
      }
      BodySource body = answer.body().open(loop, fellBehind);
      return body == null ? null : new StoredReply(head, body);
    }

    private @Nullable StoredReply ranged() {
      long bytes = answer.body().length();
      RangeAnswer asked = Ranges.of(request.fields(), bytes);
      if (asked instanceof RangeAnswer.Single single) {
        return part(single.slice(), bytes);
      }
      if (asked instanceof RangeAnswer.Multiple several) {
        return parts(several.slices(), bytes);
      }
      if (asked instanceof RangeAnswer.Unsatisfiable none) {
        StoredReply reply = bare(UNSATISFIABLE);
        fields.set(CacheFields.CONTENT_RANGE, none.contentRange());
        return reply;
      }
      return whole();
    }

    private @Nullable StoredReply part(ByteSlice slice, long bytes) {
      BodySource body = open(slice);
      if (body == null) {
        return null;
      }
      fields.set(CacheFields.CONTENT_RANGE, slice.contentRange(bytes));
      return new StoredReply(head(PARTIAL), body);
    }

    private @Nullable BodySource open(ByteSlice slice) {
      return answer.body().open(slice.first(), slice.bytes(), loop, fellBehind);
    }

    private @Nullable StoredReply parts(List<ByteSlice> slices, long bytes) {
      List<BodySource> bodies = new ArrayList<>(slices.size());
      for (ByteSlice slice : slices) {
        BodySource body = open(slice);
        if (body == null) {
          bodies.forEach(BodySource::cancel);
          return null;
        }
        bodies.add(body);
      }
      MultipartLayout layout =
          MultipartLayout.of(slices, bytes, fields.get(FieldName.CONTENT_TYPE), boundary.get());
      fields.set(FieldName.CONTENT_TYPE, layout.contentType());
      return new StoredReply(head(PARTIAL), new MultipartBody(layout, bodies));
    }
  }
}
