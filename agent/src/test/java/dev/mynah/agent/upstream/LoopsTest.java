package dev.mynah.agent.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.http.RequestHead;
import io.netty.channel.epoll.Epoll;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several loops at once against a real server, over both transports. */
class LoopsTest {
  private static final int CALLS = 600;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyCallGetsItsOwnAnswerOnItsOwnLoop(boolean epoll) throws Exception {
    org.junit.jupiter.api.Assumptions.assumeTrue(!epoll || Epoll.isAvailable());
    try (MockWebServer server = new MockWebServer();
        UpstreamKit kit =
            new UpstreamKit(3, epoll, host -> List.of(InetAddress.getAllByName(host)))) {
      server.setDispatcher(new Echo());
      kit.configure(TestUpstream.at("http://localhost:" + server.getPort()));
      List<Answer> answers = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        if (i >= 30) {
          answers.get(i - 30).await();
        }
        answers.add(call(kit, i));
      }

      for (int i = 0; i < CALLS; i++) {
        Answer answer = answers.get(i).await();
        assertThat(answer.failure).as("call %s", i).isNull();
        assertThat(answer.text()).isEqualTo("/call/" + i + " " + content(i));
      }
      assertThat(threads(answers)).isEqualTo(3);
      assertThat(kit.events.connects.size()).isLessThanOrEqualTo(3 * 8);
    }
  }

  private static Answer call(UpstreamKit kit, int i) {
    RequestHead head = Requests.of(i % 2 == 0 ? "POST" : "PUT", "/call/" + i, "Host: x");
    BodySource body = kit.content(content(i));
    return kit.call(i % kit.loops(), TestUpstream.route(), head, body, new Answer());
  }

  private static String content(int i) {
    return ("" + (char) ('a' + i % 26)).repeat(1 + i * 37 % 5000);
  }

  private static int threads(List<Answer> answers) {
    return answers.stream().map(a -> a.thread).collect(Collectors.toSet()).size();
  }

  private static final class Echo extends Dispatcher {
    @Override
    public MockResponse dispatch(RecordedRequest request) {
      MockResponse answer = new MockResponse();
      String body = request.getPath() + " " + request.getBody().readUtf8();
      return body.length() % 2 == 0 ? answer.setBody(body) : answer.setChunkedBody(body, 100);
    }
  }
}
