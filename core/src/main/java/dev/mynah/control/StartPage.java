package dev.mynah.control;

import java.util.Comparator;
import java.util.stream.Collectors;

/** A plain page that lists what the admin port has. */
final class StartPage implements AdminEndpoint {
  private final AdminSite site;

  StartPage(AdminSite site) {
    this.site = site;
  }

  @Override
  public AdminResponse answer(AdminRequest request) {
    String items =
        site.titled().stream()
            .sorted(Comparator.comparing(AdminRoute::path))
            .map(StartPage::item)
            .collect(Collectors.joining());
    String page =
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Mynah</title></head>"
            + "<body><h1>Mynah</h1><ul>\n"
            + items
            + "</ul></body></html>\n";
    return AdminResponse.of(200, "text/html; charset=utf-8", Content.of(page))
        .with("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  }

  private static String item(AdminRoute route) {
    String path = escaped(route.path().replace("/*", "/"));
    return "<li><a href=\"" + path + "\">" + path + "</a> " + escaped(route.title()) + "</li>\n";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
