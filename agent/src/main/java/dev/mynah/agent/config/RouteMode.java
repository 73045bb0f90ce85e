package dev.mynah.agent.config;

/**
 * Who answers on a route. The further modes of the configuration format join with their features.
 */
public enum RouteMode {
  MOCK,
  PROXY
}
