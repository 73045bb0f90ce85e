package dev.mynah.agent.mock;

import dev.mynah.agent.config.MockBody;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which content type a body has unless one is configured, and what is known of types. */
final class ContentTypes {
  static final String TEXT = "text/plain; charset=utf-8";
  static final String JSON = "application/json";
  static final String BINARY = "application/octet-stream";

  private static final String UTF_8 = "; charset=utf-8";

  /** Extensions by type: IANA registrations, and what browsers agree on for the rest. */
  private static final Map<String, String> BY_EXTENSION =
      Map.ofEntries(
          types("text/html", "html htm"),
          types("text/css", "css"),
          types("text/javascript", "js mjs cjs"),
          types("text/plain", "txt text log conf ini properties"),
          types("text/csv", "csv"),
          types("text/tab-separated-values", "tsv"),
          types("text/markdown", "md markdown"),
          types("text/calendar", "ics"),
          types("text/vcard", "vcf"),
          types("text/vtt", "vtt"),
          types("text/event-stream", "sse"),
          types("application/json", "json map"),
          types("application/x-ndjson", "ndjson jsonl"),
          types("application/ld+json", "jsonld"),
          types("application/geo+json", "geojson"),
          types("application/manifest+json", "webmanifest"),
          types("application/problem+json", "problem"),
          types("application/schema+json", "schema"),
          types("application/xml", "xml xsd xsl xslt wsdl"),
          types("application/xhtml+xml", "xhtml"),
          types("application/rss+xml", "rss"),
          types("application/atom+xml", "atom"),
          types("application/soap+xml", "soap"),
          types("application/yaml", "yaml yml"),
          types("application/toml", "toml"),
          types("application/sql", "sql"),
          types("application/graphql", "graphql gql"),
          types("application/pdf", "pdf"),
          types("application/rtf", "rtf"),
          types("application/zip", "zip"),
          types("application/gzip", "gz tgz"),
          types("application/zstd", "zst"),
          types("application/x-bzip2", "bz2"),
          types("application/x-xz", "xz"),
          types("application/x-tar", "tar"),
          types("application/x-7z-compressed", "7z"),
          types("application/java-archive", "jar war"),
          types("application/wasm", "wasm"),
          types("application/cbor", "cbor"),
          types("application/msgpack", "msgpack"),
          types("application/protobuf", "pb"),
          types("application/avro", "avro"),
          types("application/vnd.apache.parquet", "parquet"),
          types("application/vnd.sqlite3", "sqlite sqlite3"),
          types("application/x-pem-file", "pem"),
          types("application/pkix-cert", "cer crt"),
          types("application/pkix-crl", "crl"),
          types("application/epub+zip", "epub"),
          types("application/msword", "doc"),
          types("application/vnd.ms-excel", "xls"),
          types("application/vnd.ms-powerpoint", "ppt"),
          types(office("wordprocessingml.document"), "docx"),
          types(office("spreadsheetml.sheet"), "xlsx"),
          types(office("presentationml.presentation"), "pptx"),
          types("application/vnd.oasis.opendocument.text", "odt"),
          types("application/vnd.oasis.opendocument.spreadsheet", "ods"),
          types("application/vnd.apple.mpegurl", "m3u8"),
          types("application/dash+xml", "mpd"),
          types("image/png", "png"),
          types("image/jpeg", "jpg jpeg"),
          types("image/gif", "gif"),
          types("image/webp", "webp"),
          types("image/avif", "avif"),
          types("image/svg+xml", "svg"),
          types("image/bmp", "bmp"),
          types("image/tiff", "tif tiff"),
          types("image/vnd.microsoft.icon", "ico"),
          types("font/woff", "woff"),
          types("font/woff2", "woff2"),
          types("font/ttf", "ttf"),
          types("font/otf", "otf"),
          types("audio/mpeg", "mp3"),
          types("audio/aac", "aac"),
          types("audio/ogg", "ogg oga"),
          types("audio/opus", "opus"),
          types("audio/wav", "wav"),
          types("audio/flac", "flac"),
          types("audio/mp4", "m4a"),
          types("video/mp4", "mp4 m4v"),
          types("video/mpeg", "mpeg mpg"),
          types("video/webm", "webm"),
          types("video/ogg", "ogv"),
          types("video/quicktime", "mov"),
          types("video/mp2t", "ts"));

  private static final Map<String, String> TYPE_OF = byEachExtension();

  private static final Set<String> TEXTUAL =
      Set.of(
          "application/json",
          "application/javascript",
          "application/xml",
          "application/yaml",
          "application/x-yaml",
          "application/toml",
          "application/sql",
          "application/graphql",
          "application/x-ndjson",
          "application/x-www-form-urlencoded",
          "application/wasm",
          "application/rtf",
          "application/vnd.apple.mpegurl",
          "image/bmp",
          "image/vnd.microsoft.icon",
          "font/ttf",
          "font/otf");

  private ContentTypes() {}

  private static Map.Entry<String, String> types(String type, String extensions) {
    return Map.entry(type, extensions);
  }

  private static String office(String kind) {
    return "application/vnd.openxmlformats-officedocument." + kind;
  }

  private static Map<String, String> byEachExtension() {
    Map<String, String> made = new java.util.HashMap<>();
    BY_EXTENSION.forEach(
        (type, extensions) -> {
          for (String extension : extensions.split(" ")) {
            made.put(extension, type);
          }
        });
    return Map.copyOf(made);
  }

  /** The type of a body that stands in the configuration; null for no body at all. */
  static @Nullable String of(MockBody body) {
    if (body instanceof MockBody.Text) {
      return TEXT;
    }
    if (body instanceof MockBody.Json) {
      return JSON;
    }
    return body instanceof MockBody.Empty ? null : BINARY;
  }

  /**
   * The type of a file by its name. Text is given its charset when its beginning is UTF-8, and none
   * otherwise: naming a wrong one is worse than naming none.
   */
  static String ofFile(Path path, byte[] head, boolean whole) {
    Path name = path.getFileName();
    String type = byName(name == null ? "" : name.toString());
    return type.startsWith("text/") && isUtf8(head, whole) ? type + UTF_8 : type;
  }

  static String byName(String fileName) {
    int dot = fileName.lastIndexOf('.');
    String extension = fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    return dot < 0 ? BINARY : TYPE_OF.getOrDefault(extension, BINARY);
  }

  /**
   * Whether the bytes are UTF-8.
   *
   * @param whole false where a character may be cut off at the end
   */
  static boolean isUtf8(byte[] bytes, boolean whole) {
    CharBuffer decoded = CharBuffer.allocate(bytes.length);
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(bytes), decoded, whole)
        .isUnderflow();
  }

  /** The type without its parameters, in lower case. */
  static String essence(String contentType) {
    int end = contentType.indexOf(';');
    String type = end < 0 ? contentType : contentType.substring(0, end);
    return type.strip().toLowerCase(Locale.ROOT);
  }

  /** Whether gzip makes content of this type smaller. */
  static boolean isCompressible(String contentType) {
    String type = essence(contentType);
    if (type.equals("text/event-stream")) {
      return false;
    }
    return type.startsWith("text/")
        || type.endsWith("+json")
        || type.endsWith("+xml")
        || type.endsWith("+yaml")
        || TEXTUAL.contains(type);
  }

  /** Whether characters of markup have to be escaped in content of this type. */
  static boolean isMarkup(String contentType) {
    String type = essence(contentType);
    return type.equals("text/html")
        || type.equals("text/xml")
        || type.equals("application/xml")
        || type.endsWith("+xml");
  }
}
