package dev.mynah.bench;

import dev.mynah.agent.config.format.AgentSections;
import dev.mynah.agent.route.RouteTable;
import dev.mynah.settings.Layers;
import dev.mynah.settings.ProcessSections;
import dev.mynah.settings.Schema;
import dev.mynah.settings.Settings;
import dev.mynah.settings.source.ConfigFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Route tables of made-up services, read as the agent reads its file. */
final class SampleRoutes {
  private static final Schema SCHEMA = Schema.of(ProcessSections.SECTION, AgentSections.SECTION);

  private SampleRoutes() {}

  /** Routes {@code /api/service-N/items/:id}, N from 0. */
  static RouteTable services(int count) throws IOException {
    StringBuilder yaml = new StringBuilder("routes:\n");
    for (int i = 0; i < count; i++) {
      yaml.append("  - id: service-").append(i).append('\n');
      yaml.append("    match: GET /api/service-").append(i).append("/items/:id\n");
      yaml.append("    mock: { text: ok }\n");
    }
    return table(yaml);
  }

  /** Routes of one path that only the header {@code X-Tenant: tenant-N} tells apart. */
  static RouteTable tenants(int count) throws IOException {
    StringBuilder yaml = new StringBuilder("routes:\n");
    for (int i = 0; i < count; i++) {
      yaml.append("  - id: tenant-").append(i).append('\n');
      yaml.append("    match: { method: GET, path: /api/orders/:id, headers: { X-Tenant: tenant-");
      yaml.append(i).append(" } }\n");
      yaml.append("    mock: { text: ok }\n");
    }
    return table(yaml);
  }

  private static RouteTable table(CharSequence yaml) throws IOException {
    Path file = Files.createTempFile("mynah-bench", ".yaml");
    try {
      Files.writeString(file, yaml);
      Settings settings = SCHEMA.load(ConfigFiles.read(file), Layers.NONE);
      if (!settings.ok()) {
        throw new IllegalStateException(settings.problems().toString());
      }
      return RouteTable.compile(settings.get(AgentSections.SECTION).routes());
    } finally {
      Files.delete(file);
    }
  }
}
