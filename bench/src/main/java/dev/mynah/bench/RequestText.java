package dev.mynah.bench;

import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.Scheme;
import dev.mynah.agent.http1.HeadLimits;
import dev.mynah.agent.http1.RequestHeadReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Requests as their bytes arrive. */
final class RequestText {
  private static final HeadLimits LIMITS = new HeadLimits(8 * 1024, 64 * 1024, 100);

  /** What a browser says of itself with every request. */
  static final String BROWSER_FIELDS =
      String.join(
          "\r\n",
          "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/140.0.0.0 Safari/537.36",
          "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8",
          "Accept-Encoding: gzip, deflate, br, zstd",
          "Accept-Language: en-GB,en;q=0.9,de;q=0.8",
          "Cache-Control: max-age=0",
          "Connection: keep-alive",
          "Cookie: session=4f1c2a9be0d84e7b; theme=dark; consent=1",
          "Referer: http://shop.example/orders?page=2",
          "Sec-Fetch-Dest: document",
          "Sec-Fetch-Mode: navigate",
          "Sec-Fetch-Site: same-origin",
          "Upgrade-Insecure-Requests: 1",
          "");

  private RequestText() {}

  /** A GET of this target with these field lines, each ended by CR LF. */
  static ByteBuf get(String target, String fields) {
    String text = "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n" + fields + "\r\n";
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return Unpooled.directBuffer(bytes.length).writeBytes(bytes);
  }

  static RequestHeadReader reader() {
    return new RequestHeadReader(LIMITS, Scheme.HTTP);
  }

  /** The head of such a request, read as the agent reads it. */
  static RequestHead head(String target, String fields) {
    RequestHead head = new RequestHead();
    ByteBuf bytes = get(target, fields);
    try {
      if (!reader().read(bytes, head)) {
        throw new IllegalStateException("the sample is incomplete");
      }
      return head;
    } finally {
      bytes.release();
    }
  }
}
