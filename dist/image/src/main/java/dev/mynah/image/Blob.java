package dev.mynah.image;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Content of an image, kept in a file, known by its digest {@code sha256:...}. */
record Blob(String digest, long bytes, Path file) {
  /** Where it lies in the image's file. */
  String path() {
    return pathOf(digest);
  }

  static String pathOf(String digest) {
    return "blobs/" + digest.replace(':', '/');
  }

  /** What points at it. */
  Map<String, Object> descriptor(String mediaType) {
    return descriptor(mediaType, digest, bytes);
  }

  static Map<String, Object> descriptor(String mediaType, String digest, long bytes) {
    Map<String, Object> descriptor = new LinkedHashMap<>();
    descriptor.put("mediaType", mediaType);
    descriptor.put("digest", digest);
    descriptor.put("size", bytes);
    return descriptor;
  }
}
