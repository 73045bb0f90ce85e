package dev.mynah.agent;

import dev.mynah.agent.exchange.Bodies;
import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.exchange.ClientStream;
import dev.mynah.agent.exchange.FileBody;
import dev.mynah.agent.exchange.ReadAhead;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.mock.FileAnswer;
import dev.mynah.agent.mock.FileState;
import dev.mynah.agent.mock.MockContent;
import dev.mynah.agent.mock.Rendered;
import dev.mynah.agent.mock.StaticAnswer;
import dev.mynah.agent.mock.TemplateAnswer;
import dev.mynah.agent.mock.request.TemplateRequest;
import dev.mynah.agent.respond.Failure;
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
    switch (mock.answer().kind()) {
      case STATIC -> send((StaticAnswer) mock.answer(), mock, exchange);
      case FILE -> sendFile((FileAnswer) mock.answer(), mock, exchange);
      case TEMPLATE -> sendRendered((TemplateAnswer) mock.answer(), mock, exchange);
    }
  }

  private void send(StaticAnswer answer, MockPlan mock, Exchange exchange) {
    send(answer.choose(head().fields()), mock, exchange);
  }

  private static void send(MockContent content, MockPlan mock, Exchange exchange) {
    BodySource body =
        content.bytes().length == 0
            ? Bodies.EMPTY
            : Bodies.of(Unpooled.wrappedBuffer(content.bytes()));
    exchange.respond(headOf(content, mock), body, Outcome.MOCK);
  }

  private static ResponseHead headOf(MockContent content, MockPlan mock) {
    Fields fields = new Fields();
    for (int i = 0; i < content.fields().size(); i++) {
      fields.add(content.fields(), i);
    }
    fields.add("Matched-Stub-Id", mock.routeId());
    return new ResponseHead(content.status(), null, fields);
  }

  private void sendFile(FileAnswer answer, MockPlan mock, Exchange exchange) {
    FileState state = answer.current();
    if (state instanceof FileState.Cached cached) {
      send(cached.answer(), mock, exchange);
    } else if (state instanceof FileState.Streamed streamed) {
      BodySource body =
          new FileBody(streamed.path(), streamed.lengthBytes(), tools.files(), tools.loop());
      exchange.respond(headOf(streamed.head(), mock), body, Outcome.MOCK);
    }
  }

  private void sendRendered(TemplateAnswer answer, MockPlan mock, Exchange exchange) {
    Rendered rendered = answer.render(this);
    if (rendered instanceof Rendered.Whole whole) {
      send(whole.content(), mock, exchange);
    } else if (rendered instanceof Rendered.Failed failed) {
      LOG.warn("route {}: {}", mock.routeId(), failed.detail());
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
