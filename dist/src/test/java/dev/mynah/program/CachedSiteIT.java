package dev.mynah.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mynah.metrics.OutsideProgram;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site of static files with ETags, seen through the cache by a browser and by curl. */
class CachedSiteIT {
  private static final Duration LIFETIME = Duration.ofSeconds(3);

  @TempDir Path dir;
  private Process nginx;
  private MynahProcess mynah;
  private String url = "";

  @BeforeEach
  void start() throws Exception {
    Path site = Files.createDirectory(dir.resolve("site"));
    Files.writeString(
        site.resolve("page.html"),
        "<!doctype html><link rel=icon href='data:,'><script src=j.js></script><p>hello");
    Files.writeString(site.resolve("j.js"), "document.title = 'ran'");
    int port = freePort();
    Files.writeString(dir.resolve("nginx.conf"), nginxConfig(site, port));
    Path program = OutsideProgram.require("nginx", "nginx-light");
    nginx =
        new ProcessBuilder(
                program.toString(),
                "-e",
                dir.resolve("error.log").toString(),
                "-c",
                dir.resolve("nginx.conf").toString())
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("nginx.out").toFile())
            .start();
    Files.writeString(
        dir.resolve("mynah.yaml"),
        "upstreams: { site: { url: 'http://127.0.0.1:"
            + port
            + "', cache: {} } }\nroutes: [ { id: site, match: { path: '/**' }, proxy: site } ]\n");
    mynah = MynahProcess.start(dir, "agent", "--config", "mynah.yaml", "--data", "data");
    url = "http://127.0.0.1:" + mynah.port();
    await().ignoreExceptions().until(() -> mynah.get("/up").statusCode() == 404);
    Files.writeString(dir.resolve("access.log"), "");
  }

  private static int freePort() throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  /** As root, nginx would give its worker to a user who may not read the test's folder. */
  private String nginxConfig(Path site, int port) {
    String user = System.getProperty("user.name").equals("root") ? "user root;\n" : "";
    return user
        + "daemon off; pid "
        + dir.resolve("nginx.pid")
        + ";\nevents {}\nhttp {\n  types { text/html html; application/javascript js; }\n"
        + "  log_format plain '$request_method $uri $status'; access_log "
        + dir.resolve("access.log")
        + " plain;\n  client_body_temp_path "
        + dir.resolve("t1")
        + "; proxy_temp_path "
        + dir.resolve("t2")
        + "; fastcgi_temp_path "
        + dir.resolve("t3")
        + "; uwsgi_temp_path "
        + dir.resolve("t4")
        + "; scgi_temp_path "
        + dir.resolve("t5")
        + ";\n  server { listen 127.0.0.1:"
        + port
        + "; root "
        + site
        + "; etag on; add_header Cache-Control max-age="
        + LIFETIME.toSeconds()
        + "; }\n}\n";
  }

  @AfterEach
  void stop() throws Exception {
    if (mynah != null) {
      mynah.close();
    }
    nginx.destroy();
    nginx.waitFor();
  }

  private List<String> origin() throws Exception {
    return Files.readAllLines(dir.resolve("access.log"));
  }

  @Test
  void aSecondBrowserCostsTheOriginNothingAndAStaleOneAQuestion() throws Exception {
    Path first = Files.createTempDirectory(dir, "profile");
    visit(first);
    visit(Files.createTempDirectory(dir, "profile"));
    assertThat(origin()).containsExactlyInAnyOrder("GET /page.html 200", "GET /j.js 200");

    await().pollDelay(LIFETIME.plusSeconds(1)).until(() -> true);
    visit(first);

    assertThat(origin()).contains("GET /page.html 304", "GET /j.js 304");
    assertThat(origin().stream().filter(line -> line.endsWith(" 200"))).hasSize(2);
    assertThat(mynah.admin("/metrics").body())
        .containsPattern(
            "mynah_http_requests_total\\{route=\"site\",method=\"GET\",code=\"304\",outcome=\"cache\"");
  }

  private void visit(Path profile) throws Exception {
    Tool chromium = Tool.require("chromium", "chromium", dir);
    Tool.Said said =
        chromium.run(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--no-proxy-server",
            "--user-data-dir=" + profile,
            "--dump-dom",
            url + "/page.html");
    assertThat(said.out()).as(said.err()).contains("<title>ran</title>");
  }

  @Test
  void curlSeesWhatTheCacheDid() throws Exception {
    Tool curl = Tool.require("curl", "curl", dir);
    String missed = curl.run("-sSi", "--noproxy", "*", url + "/j.js").fine().out();
    String hit = curl.run("-sSi", "--noproxy", "*", url + "/j.js").fine().out();
    String tag = hit.lines().filter(line -> line.startsWith("ETag: ")).findFirst().orElseThrow();

    assertThat(missed)
        .contains("Cache-Status: mynah; fwd=uri-miss; stored", "X-Mock-Proxied: true");
    assertThat(hit)
        .contains("Cache-Status: mynah; hit; ttl=", "Age: ")
        .doesNotContain("X-Mock-Proxied")
        .endsWith("document.title = 'ran'");
    String part = curl.run("-sSi", "--noproxy", "*", "-r", "0-7", url + "/j.js").fine().out();
    assertThat(part).startsWith("HTTP/1.1 206 ").contains("Content-Range: bytes 0-7/22");
    assertThat(part).endsWith("\r\n\r\ndocument");
    String known =
        curl.run(
                "-sSi",
                "--noproxy",
                "*",
                "-H",
                "If-None-Match: " + tag.substring("ETag: ".length()),
                url + "/j.js")
            .fine()
            .out();
    assertThat(known).startsWith("HTTP/1.1 304 ").contains(tag);
    assertThat(curl.run("-sSI", "--noproxy", "*", url + "/j.js").fine().out())
        .startsWith("HTTP/1.1 200 ")
        .contains("Content-Length: 22");
    assertThat(origin()).containsExactly("GET /j.js 200");
  }
}
