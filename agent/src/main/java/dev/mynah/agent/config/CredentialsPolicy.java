package dev.mynah.agent.config;

/** What happens to {@code Authorization}, {@code Proxy-Authorization} and {@code Cookie}. */
public enum CredentialsPolicy {
  FORWARD,
  STRIP
}
