package dev.mynah.agent.route.match;

/** What is known of a request's body while its route is looked for. */
public enum BodyState {
  /** Nobody has asked for it yet. */
  UNREAD,
  /** It is here, decoded. */
  READ,
  /** It is past the limit, as sent or decoded. */
  TOO_LARGE,
  /** Its content coding is unknown, or its bytes are not what the coding says. */
  NOT_DECODABLE
}
