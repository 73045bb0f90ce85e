package dev.mynah.agent;

import static dev.mynah.agent.CacheScene.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.admin.CacheAdmin;
import dev.mynah.control.AdminRequest;
import dev.mynah.control.AdminResponse;
import dev.mynah.control.AdminRoute;
import dev.mynah.control.Content;
import java.util.Map;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Stored answers taken out through the admin port. */
class PurgeTest {
  @RegisterExtension final CacheScene scene = new CacheScene();

  private String admin(String path, String body) throws Exception {
    for (AdminRoute route : CacheAdmin.routes(scene.agent.agent().cache())) {
      if (route.path().equals(path)) {
        AdminRequest request = new AdminRequest("POST", path, "", "", Map.of(), Content.of(body));
        AdminResponse answer = route.endpoint().answer(request);
        return ((AdminResponse.Whole) answer.body()).content().utf8();
      }
    }
    throw new AssertionError("nothing is mounted at " + path);
  }

  private String purge(String json) throws Exception {
    return admin("/api/cache/purge", json);
  }

  @Test
  void byKeyTagPrefixRouteUpstreamAndAll() throws Exception {
    scene.page("/shop/a", fresh("a").setHeader("Surrogate-Key", "red blue"));
    scene.page("/shop/b", fresh("b").setHeader("Cache-Tag", "red"));
    scene.start();

    for (String json :
        new String[] {
          "{\"tag\":\"red\"}",
          "{\"prefix\":\"/shop/\"}",
          "{\"prefix\":\"/\",\"upstream\":\"real\"}",
          "{\"route\":\"shop\"}",
          "{\"upstream\":\"real\"}",
          "{\"all\":true}"
        }) {
      scene.get("/shop/a");
      scene.get("/shop/b");
      assertThat(purge(json)).as(json).isEqualTo("{\"purged\":2}\n");
      assertThat(scene.get("/shop/a")).contains("fwd=uri-miss");
    }
    scene.get("/shop/b");
    assertThat(purge("{\"key\":\"real/shop/a\"}")).isEqualTo("{\"purged\":1}\n");
    assertThat(purge("{\"url\":\"http://localhost/shop/b\"}")).isEqualTo("{\"purged\":1}\n");
    assertThat(purge("{\"tag\":\"red\"}")).isEqualTo("{\"purged\":0}\n");
  }

  @Test
  void aSoftPurgeLetsTheOriginConfirm() throws Exception {
    scene.page(
        "/shop/a",
        request ->
            request.getHeader("If-None-Match") == null
                ? fresh("a").setHeader("ETag", "\"1\"")
                : new MockResponse().setResponseCode(304));
    scene.start();
    scene.get("/shop/a");

    assertThat(purge("{\"tag\":\"x\",\"soft\":true}")).isEqualTo("{\"purged\":0}\n");
    assertThat(purge("{\"all\":true,\"soft\":true}")).isEqualTo("{\"purged\":1}\n");

    assertThat(scene.get("/shop/a")).contains("fwd=stale; fwd-status=304").endsWith("a");
    assertThat(scene.get("/shop/a")).contains("; hit");
  }

  @Test
  void whatIsHeldIsShown() throws Exception {
    scene.page("/shop/a", fresh("a"));
    scene.start();
    scene.get("/shop/a");

    assertThat(admin("/api/cache", ""))
        .startsWith("{\"entries\":1,\"resources\":1,\"bytes\":")
        .contains("\"capacityBytes\":33554432", "\"routes\":{\"shop\":{\"entries\":1,\"bytes\":");
  }
}
