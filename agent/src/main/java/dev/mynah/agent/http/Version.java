package dev.mynah.agent.http;

/** The version of HTTP that a message came in. */
public enum Version {
  HTTP_1_0,
  HTTP_1_1,
  HTTP_2
}
