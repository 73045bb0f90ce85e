package dev.mynah.agent;

import dev.mynah.agent.exchange.Bodies;
import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.exchange.ClientStream;
import dev.mynah.agent.exchange.FileBody;
import dev.mynah.agent.exchange.ReadAhead;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.mock.FileState;
import dev.mynah.agent.mock.MockContent;
import dev.mynah.agent.mock.Rendered;
import dev.mynah.agent.mock.TemplateAnswer;
import dev.mynah.agent.mock.request.TemplateRequest;
import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.reuse.headers.Asked;
import dev.mynah.agent.reuse.rules.serve.ByteSlice;
import dev.mynah.agent.route.RouteLookup;
import dev.mynah.ledger.Outcome;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the answer of a mock that is not the same bytes for everybody. Event loop only. */
final class MockRendering implements TemplateRequest {
  private static final Logger LOG = LoggerFactory.getLogger(MockRendering.class);
  private static final byte[] NO_BODY = {};
  private static final int OK = 200;

  private final LoopTools tools;
  private final ClientStream client;
  private final RouteLookup lookup;
  private final @Nullable ReadAhead readAhead;
  private @Nullable String id;

  MockRendering(
      LoopTools tools, ClientStream client, RouteLookup lookup, @Nullable ReadAhead readAhead) {
    this.tools = tools;
    this.client = client;
    this.lookup = lookup;
    this.readAhead = readAhead;
  }

  void answer(MockPlan mock, Exchange exchange) {
    MockPlan.Source source = mock.source();
    if (source instanceof MockPlan.Held held) {
      sendWhole(mock.form(held, head().fields()), mock, exchange);
    } else if (source instanceof MockPlan.Streamed streamed) {
      sendStreamed(streamed, mock, exchange);
    } else {
      sendRendered((TemplateAnswer) mock.answer(), mock, exchange);
    }
  }

  private void sendWhole(PreparedForm form, MockPlan mock, Exchange exchange) {
    MockContent content = form.content();
    if (!Asked.reads(head())) {
      send(content, mock.fields().bare(content), exchange);
      return;
    }
    Fields fields = form.fields(mock.fields());
    int bytes = content.bytes().length;
    PartOfMock part =
        form.hasParts() ? PartOfMock.of(head(), fields, bytes, exchange.wallMillis()) : null;
    if (part == null) {
      send(content, fields, exchange);
    } else {
      ByteSlice slice = part.slice();
      int from = slice == null ? 0 : (int) slice.first();
      int count = slice == null ? 0 : (int) slice.bytes();
      exchange.respond(part.head(), body(content.bytes(), from, count), Outcome.MOCK);
    }
  }

  private static void send(MockContent content, Fields fields, Exchange exchange) {
    ResponseHead head = new ResponseHead(content.status(), null, fields);
    int bytes = content.bytes().length;
    exchange.respond(head, body(content.bytes(), 0, bytes), Outcome.MOCK);
  }

  private static BodySource body(byte[] bytes, int from, int count) {
    return count == 0 ? Bodies.EMPTY : Bodies.of(Unpooled.wrappedBuffer(bytes, from, count));
  }

  private void sendStreamed(MockPlan.Streamed streamed, MockPlan mock, Exchange exchange) {
    FileState.Streamed file = streamed.file();
    int status = file.head().status();
    boolean reads = Asked.reads(head());
    Fields fields = reads ? streamed.fields().copy() : mock.fields().bare(file.head());
    PartOfMock part =
        reads && status == OK
            ? PartOfMock.of(head(), fields, file.lengthBytes(), exchange.wallMillis())
            : null;
    if (part == null) {
      BodySource body = read(file, new ByteSlice(0, file.lengthBytes()));
      exchange.respond(new ResponseHead(status, null, fields), body, Outcome.MOCK);
    } else {
      ByteSlice slice = part.slice();
      BodySource body = slice == null ? Bodies.EMPTY : read(file, slice);
      exchange.respond(part.head(), body, Outcome.MOCK);
    }
  }

  private BodySource read(FileState.Streamed file, ByteSlice slice) {
    return new FileBody(file.path(), slice.first(), slice.bytes(), tools.files(), tools.loop());
  }

  private void sendRendered(TemplateAnswer answer, MockPlan mock, Exchange exchange) {
    Rendered rendered = answer.render(this);
    if (rendered instanceof Rendered.Whole whole) {
      MockContent content = whole.content();
      boolean reads = Asked.reads(head());
      MockFields fields = mock.fields();
      send(content, reads ? fields.of(content, null) : fields.bare(content), exchange);
    } else if (rendered instanceof Rendered.Failed failed) {
      LOG.warn("route {}: {}", mock.fields().routeId(), failed.detail());
      exchange.refuse(Failure.TEMPLATE_ERROR, "");
    }
  }

  @Override
  public RequestHead head() {
    return client.head();
  }

  @Override
  public String id() {
    String made = id;
    if (made == null) {
      made = new UUID(tools.random().nextLong(), tools.random().nextLong()).toString();
      id = made;
    }
    return made;
  }

  @Override
  public String clientIp() {
    return client.peer().getAddress().getHostAddress();
  }

  @Override
  public int localPort() {
    return client.local().getPort();
  }

  @Override
  public @Nullable String pathParameter(String name) {
    return lookup.param(name);
  }

  @Override
  public byte[] body() {
    return readAhead == null
        ? NO_BODY
        : Arrays.copyOf(lookup.view().bodyBytes(), lookup.view().bodyLength());
  }
}
