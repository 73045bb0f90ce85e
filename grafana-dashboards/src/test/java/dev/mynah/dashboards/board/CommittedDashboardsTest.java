package dev.mynah.dashboards.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.dashboards.model.Dashboard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The dashboards in the tree are what the builder makes. With {@code -Dmynah.write=true} they are
 * written instead.
 */
class CommittedDashboardsTest {
  static List<Dashboard> dashboards() {
    return Dashboards.all();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void fileIsWhatTheBuilderMakes(Dashboard dashboard) throws IOException {
    compare(Dashboards.file(dashboard), dashboard.json());
  }

  @Test
  void manifestIsWhatTheBuilderMakes() throws IOException {
    compare(Dashboards.manifest(), Dashboards.manifestText());
  }

  @Test
  void folderHoldsNoOtherFile() throws IOException {
    try (Stream<Path> files = Files.list(Dashboards.folder())) {
      assertThat(files)
          .containsExactlyInAnyOrderElementsOf(
              Dashboards.all().stream().map(Dashboards::file).toList());
    }
  }

  private static void compare(Path file, String generated) throws IOException {
    if (Boolean.getBoolean("mynah.write")) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, generated);
    }
    assertThat(Files.readString(file))
        .as("%s is not what the builder makes; run this test with -Dmynah.write=true", file)
        .isEqualTo(generated);
  }
}
