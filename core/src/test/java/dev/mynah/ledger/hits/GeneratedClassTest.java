package dev.mynah.ledger.hits;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import net.openhft.chronicle.hash.VanillaGlobalMutableState;
import net.openhft.chronicle.values.ValueModel;
import org.junit.jupiter.api.Test;

/**
 * The class that we ship so that Chronicle need not compile it at each start is the one it would
 * compile. After a change of Chronicle's version, {@code -Dmynah.generate=true} writes it anew.
 */
class GeneratedClassTest {
  private static final String NAME = "VanillaGlobalMutableState$$Native";
  private static final Path SOURCE =
      Path.of("src/generated/java/net/openhft/chronicle/hash/" + NAME + ".java");

  @Test
  void shippedClassIsWhatChronicleGenerates() throws Exception {
    String generated = generate();
    if (Boolean.getBoolean("mynah.generate")) {
      Files.writeString(SOURCE, generated);
    }

    assertThat(Files.readString(SOURCE).strip()).isEqualTo(generated.strip());
  }

  private static String generate() throws ReflectiveOperationException {
    Method generator =
        Class.forName("net.openhft.chronicle.values.Generators")
            .getDeclaredMethod("generateNativeClass", ValueModel.class, String.class);
    generator.setAccessible(true);
    ValueModel model = ValueModel.acquire(VanillaGlobalMutableState.class);
    return (String) generator.invoke(null, model, NAME);
  }
}
