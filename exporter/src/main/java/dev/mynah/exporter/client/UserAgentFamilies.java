package dev.mynah.exporter.client;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The family of a user agent, by the words in it. Every word of the table has a rank, its place
 * there; the lowest rank found wins, because browsers name the browsers they are like: Edge says
 * {@code Mozilla ... Chrome ... Safari ... Edg}. One pass over the first {@value #LOOKED_AT}
 * characters, whatever a client sends. Any thread.
 */
final class UserAgentFamilies {
  static final String NONE = "none";
  static final String OTHER = "Other";
  private static final String BOT = "Bot";

  /** A maker of telephones, which browsers on them name. */
  private static final String PHONE = "cubot";

  private static final int LOOKED_AT = 1_024;
  private static final int LONGEST_WORD = 32;

  /** A family, then the words that tell it. */
  private static final List<List<String>> TABLE =
      List.of(
          // Machines that look at pages; they often name a browser as well.
          List.of("Googlebot", "googlebot", "googlebot-image", "googlebot-news", "adsbot-google"),
          List.of("bingbot", "bingbot", "bingpreview", "adidxbot"),
          List.of("DuckDuckBot", "duckduckbot"),
          List.of("YandexBot", "yandexbot", "yandeximages", "yandexmobilebot"),
          List.of("Baiduspider", "baiduspider", "baiduspider-render"),
          List.of("Applebot", "applebot", "applebot-extended"),
          List.of("facebookexternalhit", "facebookexternalhit", "meta-externalagent"),
          List.of("Twitterbot", "twitterbot"),
          List.of("LinkedInBot", "linkedinbot"),
          List.of("Slackbot", "slackbot", "slackbot-linkexpanding", "slack-imgproxy"),
          List.of("Discordbot", "discordbot"),
          List.of("GPTBot", "gptbot", "oai-searchbot", "chatgpt-user"),
          List.of("ClaudeBot", "claudebot", "claude-user", "claude-searchbot"),
          List.of("AhrefsBot", "ahrefsbot"),
          List.of("SemrushBot", "semrushbot"),
          List.of(BOT, "bot", "spider", "crawler"),
          // Probes and monitoring.
          List.of("kube-probe", "kube-probe"),
          List.of("Prometheus", "prometheus"),
          List.of("Grafana", "grafana", "grafana-agent"),
          List.of("ELB-HealthChecker", "elb-healthchecker"),
          List.of("GoogleHC", "googlehc"),
          List.of("Envoy", "envoy"),
          List.of("UptimeRobot", "uptimerobot"),
          List.of("Pingdom", "pingdom.com_bot_version_1.4", "pingdompagespeed"),
          List.of("Datadog", "datadog", "datadogsynthetics"),
          // Load generators.
          List.of("k6", "k6"),
          List.of("wrk", "wrk", "wrk2"),
          List.of("JMeter", "jmeter", "apache-jmeter"),
          List.of("Gatling", "gatling"),
          List.of("hey", "hey"),
          List.of("Vegeta", "vegeta"),
          List.of("Locust", "locust"),
          List.of("ApacheBench", "apachebench"),
          List.of("h2load", "h2load"),
          // People's tools.
          List.of("Postman", "postmanruntime", "postman"),
          List.of("Insomnia", "insomnia"),
          List.of("Bruno", "bruno-runtime"),
          List.of("HTTPie", "httpie"),
          List.of("PowerShell", "powershell", "windowspowershell"),
          List.of("Wget", "wget", "wget2"),
          // Client libraries; those built on others first.
          List.of("Symfony-HttpClient", "symfony"),
          List.of("Guzzle", "guzzlehttp"),
          List.of("aiohttp", "aiohttp"),
          List.of("python-httpx", "python-httpx"),
          List.of("python-requests", "python-requests"),
          List.of("python-urllib", "python-urllib", "python-urllib3", "urllib3"),
          List.of("axios", "axios"),
          List.of("node-fetch", "node-fetch"),
          List.of("undici", "undici"),
          List.of("got", "got"),
          List.of("node", "node", "node.js"),
          List.of("okhttp", "okhttp"),
          List.of("Ktor", "ktor-client", "ktor"),
          List.of("Reactor-Netty", "reactornetty", "reactor-netty"),
          List.of("Vert.x", "vert.x-webclient", "vert.x"),
          List.of("Apache-HttpClient", "apache-httpclient", "apache-httpasyncclient"),
          List.of("Java-http-client", "java-http-client"),
          List.of("Jetty", "jetty"),
          List.of("grpc", "grpc-java-netty", "grpc-go", "grpc-node-js", "grpc-python", "grpc-c"),
          List.of("Go-http-client", "go-http-client"),
          List.of("reqwest", "reqwest"),
          List.of("RestSharp", "restsharp"),
          List.of("Faraday", "faraday"),
          List.of("Dart", "dart"),
          List.of("Java", "java"),
          List.of("Ruby", "ruby"),
          List.of("curl", "curl", "libcurl"),
          // Browsers: each before those it names as well.
          List.of("SamsungInternet", "samsungbrowser"),
          List.of("Opera", "opr", "opera", "opios", "opx"),
          List.of("Edge", "edg", "edge", "edga", "edgios"),
          List.of("Vivaldi", "vivaldi"),
          List.of("YandexBrowser", "yabrowser"),
          List.of("Firefox", "firefox", "fxios", "focus"),
          List.of("Chrome", "headlesschrome", "crios", "chromium", "chrome"),
          List.of("InternetExplorer", "msie", "trident"),
          List.of("CFNetwork", "cfnetwork"),
          List.of("Safari", "safari", "applewebkit"));

  private static final Map<String, Integer> RANKS = ranks();

  private UserAgentFamilies() {}

  /** The family: {@code none} of an empty text, {@code Other} of one that says nothing known. */
  static String of(String userAgent) {
    int end = Math.min(userAgent.length(), LOOKED_AT);
    int best = TABLE.size();
    int from = 0;
    for (int i = 0; i <= end; i++) {
      if (i == end || !isWordPart(userAgent.charAt(i))) {
        if (i > from && i - from <= LONGEST_WORD) {
          best = Math.min(best, rank(userAgent.substring(from, i).toLowerCase(Locale.ROOT)));
        }
        from = i + 1;
      }
    }
    if (best < TABLE.size()) {
      return TABLE.get(best).get(0);
    }
    return userAgent.isBlank() ? NONE : OTHER;
  }

  /** A bot that is not known by name says what it is at the end of its own. */
  private static int rank(String word) {
    Integer known = RANKS.get(word);
    if (known != null) {
      return known;
    }
    boolean bot =
        (word.endsWith("bot") && !word.equals(PHONE))
            || word.endsWith("spider")
            || word.endsWith("crawler");
    return bot ? RANKS.getOrDefault("bot", TABLE.size()) : TABLE.size();
  }

  private static boolean isWordPart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.';
  }

  private static Map<String, Integer> ranks() {
    Map<String, Integer> ranks = new HashMap<>();
    for (int rank = 0; rank < TABLE.size(); rank++) {
      for (String word : TABLE.get(rank).subList(1, TABLE.get(rank).size())) {
        ranks.put(word, rank);
      }
    }
    return Map.copyOf(ranks);
  }
}
