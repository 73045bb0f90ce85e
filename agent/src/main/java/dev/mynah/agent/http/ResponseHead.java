package dev.mynah.agent.http;

import org.jspecify.annotations.Nullable;

/**
 * An answer's head: status and fields.
 *
 * <p>The fields describe the content; how a connection frames it (length, chunks, keep-alive) is
 * for the stream that writes it. Not thread-safe.
 */
public final class ResponseHead {
  private int status;
  private @Nullable String reason;
  private Version version = Version.HTTP_1_1;
  private final Fields fields;

  public ResponseHead(int status) {
    this(status, null, new Fields());
  }

  public ResponseHead(int status, @Nullable String reason, Fields fields) {
    this.status = status;
    this.reason = reason;
    this.fields = fields;
  }

  /** Begins a new answer over the same fields, for codecs that reuse a head. */
  public void begin(int newStatus, @Nullable String newReason, Version newVersion) {
    status = newStatus;
    reason = newReason;
    version = newVersion;
  }

  public int status() {
    return status;
  }

  /** The reason phrase to send; null for the usual one of the status. */
  public @Nullable String reason() {
    return reason;
  }

  /** The version that an upstream answered in. */
  public Version version() {
    return version;
  }

  public Fields fields() {
    return fields;
  }

  public boolean isInformational() {
    return status < 200;
  }

  /** Whether the status allows no content at all (RFC 9110 sections 15.3.5 and 15.4.5). */
  public boolean forbidsContent() {
    return status < 200 || status == 204 || status == 304;
  }
}
