package dev.mynah.agent.reuse.shared;

/** What a question to the server came to. */
public enum Result {
  /** There is a value. */
  HIT("hit"),
  /** There is none; of a claim, that it is ours. */
  MISS("miss"),
  /** Another replica has claimed it and not answered yet. */
  WAIT("wait"),
  /** Another replica had claimed it, and failed. */
  FAILED("failed"),
  /** It was done. */
  OK("ok"),
  /** It was not done: it came after a purge, or after a claim had lapsed. */
  OUTDATED("outdated"),
  /** What stands there is too large, or not ours. */
  UNREADABLE("unreadable"),
  /** The server did not answer in time. */
  TIMEOUT("timeout"),
  /** The server refused, or the connection broke. */
  ERROR("error"),
  /** Not asked, since the circuit is open. */
  OPEN("open"),
  /** Not asked, since too many questions or bytes are under way. */
  FULL("full");

  private final String word;

  Result(String word) {
    this.word = word;
  }

  /** As metrics name it. */
  public String word() {
    return word;
  }
}
