package dev.mynah.agent.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;

/** Where the bytes of a made-up answer come from. */
public sealed interface MockBody {
  /** No body. */
  record Empty() implements MockBody {}

  /** Text, sent as UTF-8 with {@code text/plain} unless a header says otherwise. */
  record Text(String text) implements MockBody {}

  /** A JSON value, written compactly; with {@code template} its strings are templates. */
  record Json(JsonNode value) implements MockBody {}

  /** Bytes, given in base64 that the loader has checked. */
  record Base64(String encoded) implements MockBody {}

  /** A file; its content type follows its name. It is read again when it changes. */
  record File(Path path) implements MockBody {}
}
