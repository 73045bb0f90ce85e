package dev.mynah.inject.manifest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A stream of manifests: read, changed through the values of its documents, written again. A
 * document whose values are as before is written byte for byte; of one that changed, the changed
 * places alone, and the whole document where its text does not allow that.
 */
public final class ManifestStream {
  /** The longest text that is read. */
  public static final int MOST_BYTES = 16 * 1024 * 1024;

  private final String text;
  private final List<ManifestDocument> documents;
  private final List<Integer> rewritten = new ArrayList<>();

  private ManifestStream(String text) {
    this.text = text;
    this.documents = ManifestReader.read(text);
  }

  /**
   * The documents in a text.
   *
   * @throws ManifestProblem when it is too long, not UTF-8 or not YAML
   */
  public static ManifestStream read(byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      throw new ManifestProblem("longer than 16 MiB (expected a shorter one)");
    }
    try {
      return new ManifestStream(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString());
    } catch (CharacterCodingException e) {
      throw new ManifestProblem("holds bytes that are not UTF-8 (expected UTF-8)");
    }
  }

  public List<ManifestDocument> documents() {
    return documents;
  }

  /** The numbers of the documents that the last writing had to write anew, without comments. */
  public List<Integer> rewritten() {
    return List.copyOf(rewritten);
  }

  /**
   * The stream as it is now.
   *
   * @param first documents to stand before all others
   * @param changed the numbers of documents whose values may have changed
   * @throws ManifestProblem when a document cannot be written in any form
   */
  public String written(List<ManifestNode> first, Set<Integer> changed) {
    rewritten.clear();
    StringBuilder out = new StringBuilder(text.length() + 8192);
    String rest = rest(changed);
    String lineEnd = lineEnd(text);
    boolean mark = rest.startsWith("\uFEFF") && !first.isEmpty();
    out.append(mark ? "\uFEFF" : "");
    rest = mark ? rest.substring(1) : rest;
    for (int i = 0; i < first.size(); i++) {
      out.append(i > 0 ? "---" + lineEnd : "").append(block(first.get(i), lineEnd)).append(lineEnd);
    }
    String parting = rest.startsWith("%") ? "..." + lineEnd : "---" + lineEnd;
    boolean parted = first.isEmpty() || rest.startsWith("---");
    return out.append(parted ? "" : parting).append(rest).toString();
  }

  private String rest(Set<Integer> changed) {
    StringBuilder out = new StringBuilder(text.length() + 8192);
    int at = 0;
    for (ManifestDocument document : documents) {
      if (changed.contains(document.number())) {
        out.append(text, at, document.start()).append(written(document));
        at = document.end();
      }
    }
    return out.append(text, at, text.length()).toString();
  }

  private String written(ManifestDocument document) {
    String before = text.substring(document.start(), document.end());
    if (document.root() == null || holds(before, document)) {
      return before;
    }
    String lineEnd = lineEnd(before);
    return inPlace(document, lineEnd, false)
        .or(() -> inPlace(document, lineEnd, true))
        .orElseGet(() -> anew(document, lineEnd));
  }

  private Optional<String> inPlace(ManifestDocument document, String lineEnd, boolean expanding) {
    try {
      return Optional.of(TextChanges.of(text, document, lineEnd, expanding))
          .filter(after -> holds(after, document));
    } catch (Unwritable e) {
      return Optional.empty();
    }
  }

  private String anew(ManifestDocument document, String lineEnd) {
    ManifestNode root = document.root();
    Span span = root == null ? null : root.span();
    if (root == null || span == null) {
      throw unwritable(document);
    }
    String before = text.substring(document.start(), span.start());
    boolean onLine = !before.isEmpty() && !before.endsWith("\n") && !before.equals("\uFEFF");
    String after = text.substring(span.end(), document.end());
    String all = before + (onLine ? lineEnd : "") + block(root, lineEnd) + after;
    if (!holds(all, document)) {
      throw unwritable(document);
    }
    rewritten.add(document.number());
    return all;
  }

  private static ManifestProblem unwritable(ManifestDocument document) {
    return new ManifestProblem(
        "document " + document.number() + " cannot be changed in the form in which it is written");
  }

  /** Whether a text is one document with the values of this one. */
  private static boolean holds(String text, ManifestDocument document) {
    try {
      List<ManifestDocument> read = ManifestReader.read(text);
      return read.size() == 1
          && read.get(0).oddity().isEmpty()
          && read.get(0).root() != null
          && read.get(0).root().equals(document.root());
    } catch (ManifestProblem e) {
      return false;
    }
  }

  private static String block(ManifestNode node, String lineEnd) {
    return String.join(lineEnd, new NodeText(2, false).block(node, 0));
  }

  private static String lineEnd(String text) {
    int first = text.indexOf('\n');
    return first > 0 && text.charAt(first - 1) == '\r' ? "\r\n" : "\n";
  }
}
