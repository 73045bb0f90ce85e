package dev.mynah.agent.event.capture;

import dev.mynah.agent.exchange.Bodies;
import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.exchange.ClientStream.EncodedAnswer;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.ledger.journal.HitEvent.Capture;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Captures one exchange while it passes. Event loop only.
 *
 * <p>An answer's fields are as the route and the upstream gave them, without what the connection
 * adds ({@code Date}, {@code Connection}, lengths).
 */
public final class Capturing {
  private final CaptureRules rules;
  private @Nullable BodyTap request;
  private @Nullable BodyTap response;
  private Fields answered = Fields.NONE;
  private byte @Nullable [] encodedHead;

  Capturing(CaptureRules rules) {
    this.rules = rules;
  }

  /** The request's body, to be read instead of itself. */
  public BodySource request(BodySource body) {
    if (!rules.keepsBodies() || body.length() == 0) {
      return body;
    }
    BodyTap tap = request == null ? new BodyTap(body, rules.bodyLimitBytes()) : request;
    request = tap;
    return tap;
  }

  /**
   * The answer goes out.
   *
   * @param isContent false for a document of our own, which quotes the request with its query: it
   *     is not captured
   * @return its body, to be sent instead of itself
   */
  public BodySource answered(ResponseHead head, BodySource body, boolean isContent) {
    answered = head.fields().copy();
    if (!rules.keepsBodies() || !isContent || body.length() == 0) {
      return body;
    }
    BodyTap tap = new BodyTap(body, rules.bodyLimitBytes());
    response = tap;
    return tap;
  }

  /**
   * An answer that was made for everybody goes out.
   *
   * @param bodiless whether its head alone does
   */
  public void answered(EncodedAnswer answer, boolean bodiless) {
    encodedHead = answer.head();
    if (rules.keepsBodies() && !bodiless) {
      BodyTap tap = new BodyTap(Bodies.EMPTY, rules.bodyLimitBytes());
      tap.whole(answer.content());
      response = tap;
    }
  }

  /**
   * What is told of it.
   *
   * @param head of the request; null when what came was none
   * @param secretField a further field whose value is a secret, in lower case; empty for none
   */
  public Capture finish(@Nullable RequestHead head, String secretField) {
    Fields asked = head == null ? Fields.NONE : head.fields();
    Fields said = encodedHead == null ? answered : decoded(encodedHead);
    return new Capture(
        rules.keepsFields() ? KeptFields.of(asked, rules, secretField) : List.of(),
        rules.keepsFields() ? KeptFields.of(said, rules, secretField) : List.of(),
        KeptBody.of(request, asked, rules),
        KeptBody.of(response, said, rules));
  }

  private static Fields decoded(byte[] head) {
    Fields fields = new Fields();
    new String(head, StandardCharsets.ISO_8859_1)
        .lines()
        .skip(1)
        .filter(line -> line.indexOf(':') > 0)
        .forEach(
            line ->
                fields.add(
                    line.substring(0, line.indexOf(':')),
                    line.substring(line.indexOf(':') + 1).strip()));
    return fields;
  }
}
