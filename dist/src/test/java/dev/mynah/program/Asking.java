package dev.mynah.program;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that each ask one path, one request at a time over a connection of their own, and write
 * down when each answer came, until stopped. What cannot be sent or is not answered whole is a
 * failure.
 */
final class Asking implements AutoCloseable {
  private final URI uri;
  private final long pauseNanos;
  private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private volatile boolean stopped;

  /** One answer as a client got it. */
  record Answer(int client, double atSeconds, int status, String body) {}

  private Asking(URI uri, Duration pause) {
    this.uri = uri;
    this.pauseNanos = pause.toNanos();
  }

  static Asking start(int clients, int port, String path, Duration pause) {
    Asking asking = new Asking(URI.create("http://127.0.0.1:" + port + path), pause);
    for (int i = 0; i < clients; i++) {
      int client = i;
      Thread thread = new Thread(() -> asking.ask(client), "asking-" + i);
      thread.setDaemon(true);
      asking.threads.add(thread);
      thread.start();
    }
    return asking;
  }

  private void ask(int client) {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
    while (!stopped) {
      try {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        double now = System.currentTimeMillis() / 1_000d;
        answers.add(new Answer(client, now, answer.statusCode(), answer.body()));
      } catch (IOException e) {
        failures.add(String.valueOf(e));
      } catch (InterruptedException e) {
        return;
      }
      LockSupport.parkNanos(pauseNanos);
    }
  }

  List<Answer> answers() {
    return List.copyOf(answers);
  }

  List<String> failures() {
    return failures;
  }

  /** Ends when the last answer that was under way has come. */
  Asking stop() throws InterruptedException {
    stopped = true;
    for (Thread thread : threads) {
      thread.join(30_000);
    }
    return this;
  }

  @Override
  public void close() {
    stopped = true;
  }
}
