package dev.mynah.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.AgentConfig;
import dev.mynah.agent.config.format.Configs;
import dev.mynah.agent.wire.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Files that mocks serve: their date, their tag and their parts. */
class MockFilesOnTheWireTest {
  private static final int LARGE_BYTES = 300_000;
  private static final String CHANGED = "Wed, 04 Mar 2020 05:06:07 GMT";

  @RegisterExtension final RunningAgent agent = new RunningAgent();
  @TempDir Path directory;
  private String large = "";

  @BeforeEach
  void serve() throws IOException {
    byte[] content = new byte[LARGE_BYTES];
    new Random(1).nextBytes(content);
    large = new String(content, java.nio.charset.StandardCharsets.ISO_8859_1);
    file("large.bin", content);
    file("small.txt", "0123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    StringBuilder yaml = new StringBuilder("routes:\n");
    for (String name : new String[] {"large.bin", "small.txt"}) {
      String mock = "mock: {file: '" + directory.resolve(name) + "'}";
      yaml.append("  - {match: {path: /plain/" + name + "}, " + mock + "}\n");
      yaml.append("  - {match: {path: /" + name + "}, " + mock + ", cacheHeaders: 1m}\n");
    }
    AgentConfig read = Configs.good(yaml.toString());
    agent.start(RunningAgent.config(read.routes(), read.upstreams()));
  }

  private void file(String name, byte[] content) throws IOException {
    Path path = Files.write(directory.resolve(name), content);
    Files.setLastModifiedTime(path, FileTime.from(Instant.parse("2020-03-04T05:06:07.5Z")));
  }

  private String get(String path, String... fields) {
    try (RawClient client = RawClient.to(agent.port())) {
      StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: x\r\n");
      for (String field : fields) {
        request.append(field).append("\r\n");
      }
      client.send(request.append("Connection: close\r\n\r\n").toString());
      return client.readAll();
    }
  }

  private static String tag(String answer) {
    Matcher found = Pattern.compile("\r\nETag: (\"[^\"]+\")\r\n").matcher(answer);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  @Test
  void aFileIsDatedAndTaggedAndNotSentTwice() {
    for (String path : new String[] {"/small.txt", "/large.bin"}) {
      String first = get(path);

      assertThat(first)
          .contains(
              "Last-Modified: " + CHANGED, "Accept-Ranges: bytes", "Cache-Control: public, max-");
      assertThat(get(path, "If-Modified-Since: " + CHANGED)).startsWith("HTTP/1.1 304 ");
      assertThat(get(path, "If-Modified-Since: Wed, 04 Mar 2020 05:06:06 GMT"))
          .startsWith("HTTP/1.1 200 ");
      assertThat(get(path, "If-None-Match: " + tag(first))).startsWith("HTTP/1.1 304 ");
      assertThat(get(path, "If-Unmodified-Since: Wed, 04 Mar 2020 05:06:06 GMT"))
          .startsWith("HTTP/1.1 412 ");
    }
  }

  @Test
  void aFileOfARouteThatSaysNothingOfStoringIsNeitherDatedNorTagged() {
    for (String path : new String[] {"/plain/small.txt", "/plain/large.bin"}) {
      assertThat(get(path, "If-Modified-Since: " + CHANGED, "If-None-Match: *"))
          .startsWith("HTTP/1.1 200 ")
          .doesNotContain("Last-Modified", "ETag", "Cache-Control");
    }
  }

  @Test
  void aPartOfAFileIsServed() {
    for (String before : new String[] {"", "/plain"}) {
      assertThat(get(before + "/small.txt", "Range: bytes=2-4"))
          .startsWith("HTTP/1.1 206 ")
          .contains("Content-Range: bytes 2-4/10\r\n", "Content-Length: 3\r\n")
          .endsWith("\r\n\r\n234");
      assertThat(get(before + "/large.bin", "Range: bytes=150000-"))
          .startsWith("HTTP/1.1 206 ")
          .contains("Content-Range: bytes 150000-299999/300000\r\n", "Content-Length: 150000\r\n")
          .endsWith("\r\n\r\n" + large.substring(150_000));
      assertThat(get(before + "/large.bin", "Range: bytes=-5"))
          .endsWith("\r\n\r\n" + large.substring(LARGE_BYTES - 5));
    }
    assertThat(get("/large.bin", "Range: bytes=0-0")).contains("Cache-Control: public", "ETag");
  }

  @Test
  void aPartThatIsNotThereIsRefusedAndSeveralGetAll() {
    assertThat(get("/small.txt", "Range: bytes=10-"))
        .startsWith("HTTP/1.1 416 ")
        .contains("Content-Range: bytes */10\r\n")
        .doesNotContain("Cache-Control", "ETag", "text/plain");
    assertThat(get("/large.bin", "Range: bytes=300000-"))
        .startsWith("HTTP/1.1 416 ")
        .contains("Content-Range: bytes */300000\r\n");
    assertThat(get("/small.txt", "Range: bytes=0-0,5-6"))
        .startsWith("HTTP/1.1 200 ")
        .endsWith("0123456789");
  }

  @Test
  void aPartIsServedOnlyOfWhatTheClientHasTheRestOf() {
    for (String path : new String[] {"/small.txt", "/large.bin"}) {
      String tag = tag(get(path));

      assertThat(get(path, "Range: bytes=0-1", "If-Range: " + tag)).startsWith("HTTP/1.1 206 ");
      assertThat(get(path, "Range: bytes=0-1", "If-Range: " + CHANGED)).startsWith("HTTP/1.1 206 ");
      assertThat(get(path, "Range: bytes=0-1", "If-Range: \"x\"")).startsWith("HTTP/1.1 200 ");
      assertThat(get(path, "Range: bytes=0-1", "If-None-Match: " + tag))
          .startsWith("HTTP/1.1 304 ");
    }
    assertThat(get("/plain/small.txt", "Range: bytes=0-1", "If-Range: \"x\""))
        .startsWith("HTTP/1.1 200 ");
  }
}
