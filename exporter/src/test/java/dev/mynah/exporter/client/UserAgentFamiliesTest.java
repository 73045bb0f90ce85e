package dev.mynah.exporter.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What user agents are called. */
class UserAgentFamiliesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          curl              | curl/8.4.0
          Wget              | Wget/1.21.3
          Go-http-client    | Go-http-client/1.1
          okhttp            | okhttp/4.12.0
          python-requests   | python-requests/2.31.0
          python-httpx      | python-httpx/0.27.0
          python-urllib     | Python-urllib/3.11
          aiohttp           | Python/3.11 aiohttp/3.9.1
          axios             | axios/1.6.2
          node-fetch        | node-fetch/1.0 (+https://github.com/bitinn/node-fetch)
          undici            | undici
          node              | node
          Java-http-client  | Java-http-client/17.0.9
          Java              | Java/1.8.0_392
          Apache-HttpClient | Apache-HttpClient/4.5.13 (Java/17.0.9)
          Reactor-Netty     | ReactorNetty/1.1.14
          Vert.x            | Vert.x-WebClient/4.5.1
          Postman           | PostmanRuntime/7.36.0
          Insomnia          | insomnia/8.4.5
          k6                | k6/0.47.0 (https://k6.io/)
          wrk               | wrk/4.1.0
          JMeter            | Apache-JMeter/5.6
          Prometheus        | Prometheus/2.48.0
          kube-probe        | kube-probe/1.28
          ELB-HealthChecker | ELB-HealthChecker/2.0
          Symfony-HttpClient | Symfony HttpClient/Curl
          Chrome | Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36
          Chrome | Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/120.0 Mobile/15E148 Safari/604.1
          Edge | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.0.0.0
          Opera | Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0.0.0 Safari/537.36 OPR/105.0.0.0
          SamsungInternet | Mozilla/5.0 (Linux; Android 13; SM-S901B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/23.0 Chrome/115.0.0.0 Mobile Safari/537.36
          Firefox | Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0
          Safari | Mozilla/5.0 (Macintosh; Intel Mac OS X 14_1) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Safari/605.1.15
          Chrome | Mozilla/5.0 (Linux; Android 10; CUBOT) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/99.0 Mobile Safari/537.36
          Googlebot | Mozilla/5.0 (Linux; Android 6.0.1) AppleWebKit/537.36 Chrome/119.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)
          bingbot | Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)
          Bot | Mozilla/5.0 (compatible; ExampleCrawler/1.0; +https://crawler.example/)
          Bot | SomebodysBot/0.1
          Other | MyService/1.0
          Other | ()/;;
          """)
  void isToldByItsWords(String family, String userAgent) {
    assertThat(UserAgentFamilies.of(userAgent)).isEqualTo(family);
  }

  @Test
  void isNoneWhereThereIsNoUserAgent() {
    assertThat(UserAgentFamilies.of("")).isEqualTo("none");
    assertThat(UserAgentFamilies.of("  ")).isEqualTo("none");
  }

  @Test
  void looksAtTheBeginningAloneOfAHugeOne() {
    String words = "a ".repeat(32_768);
    String oneWord = "a".repeat(65_536);

    assertThat(UserAgentFamilies.of(words + "curl")).isEqualTo("Other");
    assertThat(UserAgentFamilies.of("curl/8 " + words)).isEqualTo("curl");
    assertThat(UserAgentFamilies.of(oneWord)).isEqualTo("Other");
  }
}
