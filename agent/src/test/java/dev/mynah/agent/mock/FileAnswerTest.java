package dev.mynah.agent.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAnswerTest {
  @TempDir private Path dir;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text);
  }

  private static FileAnswer open(Path path) {
    return (FileAnswer) MockKit.file(path).compile();
  }

  private static String text(FileAnswer answer) {
    return MockKit.text(((FileState.Cached) answer.current()).answer().plain());
  }

  @Test
  void smallFileIsHeldWithTheTypeOfItsName() throws IOException {
    FileAnswer answer = open(file("user.json", "{}"));

    FileState.Cached cached = (FileState.Cached) answer.current();
    assertThat(answer.kind()).isEqualTo(MockAnswer.Kind.FILE);
    assertThat(MockKit.text(cached.answer().plain())).isEqualTo("{}");
    assertThat(cached.answer().plain().fields().get("Content-Type")).isEqualTo("application/json");
  }

  @Test
  void emptyFileIsAnEmptyAnswer() throws IOException {
    assertThat(text(open(file("empty.txt", "")))).isEmpty();
  }

  @Test
  void textSaysItsCharsetOnlyWhenItIsTrue() throws IOException {
    Path latin1 = dir.resolve("old.html");
    Files.write(latin1, "Zo\u00eb".getBytes(StandardCharsets.ISO_8859_1));

    FileState utf8 = open(file("new.html", "Zo\u00eb")).current();

    assertThat(((FileState.Cached) utf8).answer().plain().fields().get("Content-Type"))
        .isEqualTo("text/html; charset=utf-8");
    assertThat(
            ((FileState.Cached) open(latin1).current())
                .answer()
                .plain()
                .fields()
                .get("Content-Type"))
        .isEqualTo("text/html");
  }

  @Test
  void fileUpTo64KiBIsHeldAndALargerOneIsStreamed() throws IOException {
    FileAnswer held = open(file("a.txt", "x".repeat(64 * 1024)));
    FileAnswer streamed = open(file("b.txt", "é".repeat(32 * 1024) + "x"));

    assertThat(held.current()).isInstanceOf(FileState.Cached.class);
    assertThat(streamed.current())
        .isInstanceOfSatisfying(
            FileState.Streamed.class,
            large -> {
              assertThat(large.lengthBytes()).isEqualTo(64 * 1024 + 1);
              assertThat(large.path()).isEqualTo(dir.resolve("b.txt"));
              assertThat(large.head().bytes()).isEmpty();
              assertThat(large.head().fields().get("Content-Type"))
                  .isEqualTo("text/plain; charset=utf-8");
            });
  }

  @Test
  void changeIsTakenOverByARefreshAndNotBefore() throws IOException {
    Path path = file("a.txt", "one");
    FileAnswer answer = open(path);
    file("a.txt", "three");

    assertThat(text(answer)).isEqualTo("one");
    assertThat(answer.refresh()).isTrue();
    assertThat(text(answer)).isEqualTo("three");
    assertThat(answer.generation()).isEqualTo(1);
    assertThat(answer.refresh()).isFalse();
    assertThat(answer.generation()).isEqualTo(1);
  }

  @Test
  void changeOfTheSameLengthIsSeenByItsTime() throws IOException {
    Path path = file("a.txt", "one");
    FileAnswer answer = open(path);
    file("a.txt", "two");
    Files.setLastModifiedTime(path, FileTime.from(Instant.now().plusSeconds(5)));

    assertThat(answer.refresh()).isTrue();
    assertThat(text(answer)).isEqualTo("two");
  }

  @Test
  void fileReplacedThroughALinkIsSeen() throws IOException {
    Path one = Files.createDirectory(dir.resolve("..1"));
    Path two = Files.createDirectory(dir.resolve("..2"));
    FileTime same = FileTime.from(Instant.EPOCH);
    for (Path each : new Path[] {one, two}) {
      Files.writeString(each.resolve("a.txt"), each.getFileName().toString());
      Files.setLastModifiedTime(each.resolve("a.txt"), same);
    }
    Path data = Files.createSymbolicLink(dir.resolve("..data"), one);
    FileAnswer answer = open(data.resolve("a.txt"));

    Path next = Files.createSymbolicLink(dir.resolve("..next"), two);
    Files.move(next, data, java.nio.file.StandardCopyOption.ATOMIC_MOVE);

    assertThat(answer.refresh()).isTrue();
    assertThat(text(answer)).isEqualTo("..2");
  }

  @Test
  void fileThatVanishesLeavesItsLastContent() throws IOException {
    Path path = file("a.txt", "one");
    FileAnswer answer = open(path);
    Files.delete(path);

    assertThat(answer.refresh()).isFalse();
    assertThat(text(answer)).isEqualTo("one");

    file("a.txt", "back again");
    assertThat(answer.refresh()).isTrue();
    assertThat(text(answer)).isEqualTo("back again");
  }

  @Test
  void fileMayGrowPastWhatIsHeldAndShrinkAgain() throws IOException {
    Path path = file("a.txt", "one");
    FileAnswer answer = open(path);

    file("a.txt", "x".repeat(100_000));
    answer.refresh();
    assertThat(answer.current()).isInstanceOf(FileState.Streamed.class);

    file("a.txt", "small");
    answer.refresh();
    assertThat(text(answer)).isEqualTo("small");
  }

  @Test
  void templateInAFileIsRenderedAndABrokenChangeIsRefused() throws IOException {
    Path path = file("a.txt", "hello {{request.query.n}}");
    TemplateAnswer answer = (TemplateAnswer) MockKit.file(path).template().compile();
    FakeRequest request = FakeRequest.to("/?n=Ada");

    assertThat(answer.needsBody()).isFalse();
    assertThat(rendered(answer, request)).isEqualTo("hello Ada");

    file("a.txt", "broken {{#if}}");
    assertThat(answer.refresh()).isFalse();
    assertThat(rendered(answer, request)).isEqualTo("hello Ada");

    file("a.txt", "bye {{request.query.n}} {{request.body}}");
    assertThat(answer.refresh()).isTrue();
    assertThat(answer.needsBody()).isTrue();
    assertThat(rendered(answer, request)).isEqualTo("bye Ada ");
  }

  @Test
  void templateInAnHtmlFileIsEscaped() throws IOException {
    Path path = file("a.html", "<b>{{request.query.n}}</b>");
    TemplateAnswer answer = (TemplateAnswer) MockKit.file(path).template().compile();

    assertThat(rendered(answer, FakeRequest.to("/?n=%3Ci%3E"))).isEqualTo("<b>&lt;i&gt;</b>");
  }

  private static String rendered(TemplateAnswer answer, FakeRequest request) {
    return MockKit.text(((Rendered.Whole) answer.render(request)).content());
  }
}
