package dev.mynah.exporter.query.answer;

import dev.mynah.control.AdminEndpoint;
import dev.mynah.control.AdminRequest;
import dev.mynah.control.AdminResponse;
import dev.mynah.control.Content;
import dev.mynah.control.Problem;
import dev.mynah.control.ProblemException;
import dev.mynah.exporter.openapi.Reply;
import dev.mynah.exporter.query.ask.Question;
import dev.mynah.exporter.query.ask.QuestionReader;
import dev.mynah.exporter.query.ask.Refusal;
import dev.mynah.exporter.query.count.Inquiry;
import dev.mynah.exporter.query.count.Sources;
import dev.mynah.exporter.series.QueryRefused;
import dev.mynah.exporter.series.QueryTurns;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One path that is read: takes the question, asks, and answers with a tag, so that who asks again
 * is told that nothing changed.
 */
public final class AnalyticsEndpoint implements AdminEndpoint {
  private static final int TAG_BYTES = 12;
  private static final long SETTLED_MILLIS = 2 * 3_600_000L;

  private final Sources sources;
  private final QuestionReader reader;
  private final Answering answering;
  private final QueryTurns turns;
  private final Cors cors;

  /** A path. */
  public AnalyticsEndpoint(
      Sources sources, QuestionReader reader, Answering answering, QueryTurns turns, Cors cors) {
    this.sources = sources;
    this.reader = reader;
    this.answering = answering;
    this.turns = turns;
    this.cors = cors;
  }

  @Override
  public AdminResponse answer(AdminRequest request) {
    return guarded(cors, request, () -> answered(request));
  }

  /** Something that may be refused. */
  public interface Work {
    /** Does it. */
    AdminResponse answer();
  }

  /** Gives refusals the form of the API, readable where the answer would have been. */
  public static AdminResponse guarded(Cors cors, AdminRequest request, Work work) {
    AdminResponse answer;
    try {
      answer = work.answer();
    } catch (ProblemException refusal) {
      answer = refusal.problem().answer();
    } catch (QueryRefused refusal) {
      answer = retryable(Refusal.of(refusal));
    }
    return cors.readable(request, answer);
  }

  private static AdminResponse retryable(Problem problem) {
    return problem.status() == 503 ? problem.answer().with("Retry-After", "5") : problem.answer();
  }

  private AdminResponse answered(AdminRequest request) {
    Question question = reader.read(request.query());
    return turns.take(sources.settings().timeout(), () -> answered(request, question));
  }

  private AdminResponse answered(AdminRequest request, Question question) {
    Answer answer;
    byte[] bytes;
    try (Inquiry inquiry = new Inquiry(sources, question)) {
      answer = answering.answer(inquiry);
      bytes = answer.bytes();
    }
    String tag = tag(bytes);
    String caching = caching(answer);
    if (matches(request.header("If-None-Match").orElse(""), tag)) {
      return AdminResponse.of(304, Reply.JSON, Content.EMPTY)
          .with("ETag", tag)
          .with("Cache-Control", caching);
    }
    return AdminResponse.of(200, Reply.JSON, Content.of(bytes))
        .with("ETag", tag)
        .with("Cache-Control", caching);
  }

  /** What lies long enough back changes only when a late source catches up. */
  private static String caching(Answer answer) {
    boolean settled =
        answer.head().filter(head -> head instanceof Head known && settled(known)).isPresent();
    return settled ? "private, max-age=60" : "no-cache";
  }

  private static boolean settled(Head head) {
    return head.range().to() <= head.closedUntil() - SETTLED_MILLIS;
  }

  private static boolean matches(String condition, String tag) {
    for (String each : condition.split(",", -1)) {
      String candidate = each.strip();
      if (candidate.equals("*") || weak(candidate).equals(tag)) {
        return true;
      }
    }
    return false;
  }

  private static String weak(String tag) {
    return tag.startsWith("W/") ? tag : "W/" + tag;
  }

  private static String tag(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "W/\"" + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + "\"";
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every Java has SHA-256", absent);
    }
  }
}
