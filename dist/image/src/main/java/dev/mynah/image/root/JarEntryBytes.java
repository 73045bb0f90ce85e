package dev.mynah.image.root;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * A file or folder of a jar with what is in it; folders stay, since resources are looked up by
 * them.
 */
@SuppressWarnings("ArrayRecordComponent") // entries are never compared
record JarEntryBytes(String name, byte[] bytes) {
  static List<JarEntryBytes> all(JarFile jar) throws IOException {
    List<JarEntryBytes> all = new ArrayList<>();
    for (JarEntry entry : Collections.list(jar.entries())) {
      try (InputStream in = jar.getInputStream(entry)) {
        all.add(new JarEntryBytes(entry.getName(), in.readAllBytes()));
      }
    }
    return all;
  }
}
