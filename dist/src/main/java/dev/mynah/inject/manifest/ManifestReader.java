package dev.mynah.inject.manifest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads a stream of YAML or JSON documents. Aliases and merge keys become the values that they
 * stand for, a bounded number of them; depth is bounded as well, so that no text exhausts memory or
 * stack. What is odd in one document is noted there and does not keep the others from being read.
 */
final class ManifestReader {
  static final int DEEPEST = 200;
  static final int MOST_COPIED = 100_000;
  private static final int LONGEST_CHARS = 64 * 1024 * 1024;

  /**
   * What the parser reads at a time; over two characters beyond the basic plane at its edge it
   * fails.
   */
  private static final int PIECE_CHARS = 1024;

  private static final String MERGE = "<<";
  private static final Set<String> TAGS =
      Set.of("str", "int", "float", "bool", "null", "map", "seq");

  private final String text;
  private final Iterator<Event> events;
  private final Offsets offsets;
  private final Map<Anchor, ManifestNode> anchors = new HashMap<>();
  private int document;
  private int copied;
  private String oddity = "";

  private ManifestReader(String text, Iterator<Event> events) {
    this.text = text;
    this.events = events;
    this.offsets = new Offsets(text);
  }

  /**
   * The documents of a stream.
   *
   * @throws ManifestProblem when the text is not YAML
   */
  static List<ManifestDocument> read(String text) {
    boolean onePiece = text.chars().anyMatch(c -> Character.isSurrogate((char) c));
    LoadSettings settings =
        LoadSettings.builder()
            .setCodePointLimit(LONGEST_CHARS)
            .setBufferSize(onePiece ? text.length() + 1 : PIECE_CHARS)
            .setUseMarks(true)
            .build();
    ManifestReader reader =
        new ManifestReader(text, new Parse(settings).parseString(text).iterator());
    try {
      return reader.documents();
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().or(e::getContextMark).map(Mark::getLine).orElse(0) + 1;
      throw reader.problem(line, "not YAML: " + oneLine(e.getContext(), e.getProblem()));
    } catch (ReaderException e) {
      long line = text.codePoints().limit(e.getPosition()).filter(c -> c == '\n').count() + 1;
      String character = Integer.toHexString(e.getCodePoint());
      throw reader.problem((int) line, "not YAML: it holds the character U+" + character);
    } catch (YamlEngineException e) {
      throw reader.problem(1, "not YAML: " + oneLine(null, e.getMessage()));
    }
  }

  private static String oneLine(@Nullable String context, @Nullable String problem) {
    String all = context == null ? String.valueOf(problem) : context + ", " + problem;
    return all.lines().findFirst().orElse("").strip();
  }

  private ManifestProblem problem(int line, String what) {
    return new ManifestProblem(
        "document " + Math.max(1, document) + ", line " + line + ": " + what);
  }

  private List<ManifestDocument> documents() {
    List<ManifestDocument> documents = new ArrayList<>();
    int start = 0;
    ManifestNode root = null;
    while (events.hasNext()) {
      Event event = events.next();
      switch (event.getEventId()) {
        case StreamStart, DocumentEnd, Comment -> {}
        case DocumentStart -> {
          int next = start(event);
          if (document > 0) {
            documents.add(new ManifestDocument(document, start, next, root, oddity));
            start = next;
          }
          root = null;
          document++;
          oddity = "";
          anchors.clear();
        }
        case StreamEnd -> {
          if (document > 0) {
            documents.add(new ManifestDocument(document, start, text.length(), root, oddity));
          }
        }
        default -> root = node(event, 0);
      }
    }
    return documents;
  }

  private ManifestNode node(Event event, int depth) {
    if (depth > DEEPEST) {
      throw problem(line(event), "more than " + DEEPEST + " levels (expected fewer)");
    }
    if (event instanceof AliasEvent alias) {
      return alias(alias);
    }
    ManifestNode node;
    if (event instanceof ScalarEvent scalar) {
      node = scalar(scalar);
    } else if (event.getEventId() == Event.ID.SequenceStart) {
      node = list((CollectionStartEvent) event, depth);
    } else {
      node = mapping((CollectionStartEvent) event, depth);
    }
    ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor, node));
    return node;
  }

  private ScalarNode scalar(ScalarEvent event) {
    String tag = event.getTag().orElse("");
    noteTag(tag, event);
    boolean plain = event.isPlain() && !tag.endsWith(":str") && !tag.equals("!");
    int start = start(event);
    int end = end(event);
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return new ScalarNode(event.getValue(), plain, new Span(start, end), line(event));
  }

  private ListNode list(CollectionStartEvent start, int depth) {
    noteTag(start.getTag().orElse(""), start);
    List<ManifestNode> items = new ArrayList<>();
    Event event = events.next();
    int end = end(start);
    while (event.getEventId() != Event.ID.SequenceEnd) {
      ManifestNode item = node(event, depth + 1);
      items.add(item);
      end = endOf(item, event);
      event = events.next();
    }
    Span span = new Span(start(start), start.isFlow() ? end(event) : end);
    return new ListNode(items, start.isFlow(), span, line(start));
  }

  private MappingNode mapping(CollectionStartEvent start, int depth) {
    noteTag(start.getTag().orElse(""), start);
    Map<String, ManifestNode> entries = new LinkedHashMap<>();
    List<MappingNode.Written> written = new ArrayList<>();
    List<ManifestNode> merged = new ArrayList<>();
    Event event = events.next();
    int end = end(start);
    while (event.getEventId() != Event.ID.MappingEnd) {
      ManifestNode key = node(event, depth + 1);
      Event valueEvent = events.next();
      ManifestNode value = node(valueEvent, depth + 1);
      end = endOf(value, valueEvent);
      if (key instanceof ScalarNode name) {
        written.add(new MappingNode.Written(name.text(), start(event), value));
        if (name.plain() && name.text().equals(MERGE)) {
          merged.add(value);
        } else if (entries.putIfAbsent(name.text(), value) != null) {
          note("line " + line(event) + ": the key " + name.text() + " stands there twice");
        }
      } else {
        note("line " + line(event) + ": a key is a mapping or a list (expected text)");
      }
      event = events.next();
    }
    merged.forEach(each -> merge(each, entries));
    Span span = new Span(start(start), start.isFlow() ? end(event) : end);
    return new MappingNode(entries, written, start.isFlow(), span, line(start));
  }

  /** What stands in the mapping itself wins, then the earlier of what is merged. */
  private void merge(ManifestNode source, Map<String, ManifestNode> entries) {
    if (source instanceof ListNode list) {
      list.items().forEach(each -> merge(each, entries));
    } else if (source instanceof MappingNode mapping) {
      mapping
          .entries()
          .forEach((key, value) -> entries.putIfAbsent(key, counted(value, mapping.line())));
    } else {
      note("line " + source.line() + ": << merges no mapping");
    }
  }

  private ManifestNode alias(AliasEvent event) {
    ManifestNode target = anchors.get(event.getAlias());
    if (target == null) {
      note("line " + line(event) + ": *" + event.getAlias().getValue() + " names nothing above");
      return new ScalarNode("", true, null, line(event));
    }
    count(target, line(event));
    return target.behind(new Span(start(event), end(event)));
  }

  private ManifestNode counted(ManifestNode node, int line) {
    count(node, line);
    return node.copy();
  }

  private void count(ManifestNode node, int line) {
    copied += size(node);
    if (copied > MOST_COPIED) {
      throw problem(line, "aliases stand for more than " + MOST_COPIED + " values");
    }
  }

  private static int size(ManifestNode node) {
    int size = 1;
    if (node instanceof MappingNode mapping) {
      for (ManifestNode value : mapping.entries().values()) {
        size += size(value);
      }
    } else if (node instanceof ListNode list) {
      for (ManifestNode item : list.items()) {
        size += size(item);
      }
    }
    return size;
  }

  private void noteTag(String tag, Event event) {
    boolean known =
        tag.isEmpty() || tag.equals("!") || TAGS.contains(tag.replace("tag:yaml.org,2002:", ""));
    if (!known) {
      note("line " + line(event) + ": the tag " + tag + " (expected none)");
    }
  }

  private void note(String what) {
    if (oddity.isEmpty()) {
      oddity = what;
    }
  }

  private int endOf(ManifestNode node, Event event) {
    Span span = node.span();
    return span == null ? end(event) : span.end();
  }

  private int start(Event event) {
    return event.getStartMark().map(mark -> offsets.of(mark.getIndex())).orElse(0);
  }

  private int end(Event event) {
    return event.getEndMark().map(mark -> offsets.of(mark.getIndex())).orElse(text.length());
  }

  private static int line(Event event) {
    return event.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }

  /** From the parser's code points to places in the text. */
  private static final class Offsets {
    private final int @Nullable [] places;
    private final int length;

    Offsets(String text) {
      this.length = text.length();
      int points = text.codePointCount(0, text.length());
      if (points == text.length()) {
        places = null;
        return;
      }
      places = new int[points + 1];
      int at = 0;
      for (int point = 0; point < points; point++) {
        places[point] = at;
        at += Character.charCount(text.codePointAt(at));
      }
      places[points] = at;
    }

    int of(int point) {
      return places == null ? Math.min(point, length) : places[Math.min(point, places.length - 1)];
    }
  }
}
