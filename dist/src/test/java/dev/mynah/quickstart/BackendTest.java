package dev.mynah.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class BackendTest {
  @Test
  void itSaysWhatItReceivedAndNumbersItsAnswers() throws Exception {
    try (Backend backend = Backend.start()) {
      HttpClient client = HttpClient.newHttpClient();
      URI uri = URI.create("http://" + backend.address() + "/orders/7?x=1");

      HttpRequest post =
          HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString("12345")).build();
      client.send(post, HttpResponse.BodyHandlers.ofString());
      HttpResponse<String> second = client.send(post, HttpResponse.BodyHandlers.ofString());

      assertThat(second.statusCode()).isEqualTo(200);
      assertThat(second.body())
          .isEqualTo(
              "{\"from\":\"the real"
                  + " backend\",\"answer\":2,\"method\":\"POST\",\"path\":\"/orders/7\",\"bodyBytes\":5}\n");
    }
  }

  @Test
  void aPathThatAsksForAnErrorGetsIt() throws Exception {
    try (Backend backend = Backend.start()) {
      URI uri = URI.create("http://" + backend.address() + "/live/status/");
      HttpClient client = HttpClient.newHttpClient();

      for (int code : new int[] {404, 503}) {
        HttpRequest wanted = HttpRequest.newBuilder(uri.resolve(Integer.toString(code))).build();
        assertThat(client.send(wanted, HttpResponse.BodyHandlers.ofString()).statusCode())
            .isEqualTo(code);
      }
      HttpRequest other = HttpRequest.newBuilder(uri.resolve("7")).build();
      assertThat(client.send(other, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void aHeadGetsNoBody() throws Exception {
    try (Backend backend = Backend.start()) {
      URI uri = URI.create("http://" + backend.address() + "/");
      HttpRequest head =
          HttpRequest.newBuilder(uri).method("HEAD", HttpRequest.BodyPublishers.noBody()).build();

      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(head, HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEmpty();
    }
  }
}
