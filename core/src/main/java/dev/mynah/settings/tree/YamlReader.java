package dev.mynah.settings.tree;

import dev.mynah.settings.tree.Node.Listing;
import dev.mynah.settings.tree.Node.Mapping;
import dev.mynah.settings.tree.Node.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one YAML 1.2 document, or JSON, into a tree.
 *
 * <p>It builds on the parser's events and not on its nodes: the parser keeps its own stack, so the
 * depth of what is read is bounded here and no document can exhaust the thread's.
 */
public final class YamlReader {
  static final int DEEPEST = 100;
  static final int MOST_COPIED = 100_000;
  private static final int LONGEST_CHARS = 64 * 1024 * 1024;
  private static final int PIECE_CHARS = 1024;
  private static final String CORE = "tag:yaml.org,2002:";
  private static final Set<String> CORE_TAGS =
      Set.of("str", "int", "float", "bool", "null", "map", "seq");

  private final Source source;
  private final Problems problems;
  private final Iterator<Event> events;
  private final Map<Anchor, Node> anchors = new HashMap<>();
  private final SharedTexts texts = new SharedTexts();
  private int copied;

  private YamlReader(Source source, Problems problems, Iterator<Event> events) {
    this.source = source;
    this.problems = problems;
    this.events = events;
  }

  /** The tree of a file's bytes, or null after the problem that there is none. */
  public static @Nullable Node read(byte[] bytes, Source source, Problems problems) {
    int before = problems.errorCount();
    String text = Utf8.decode(bytes, source, problems);
    if (text == null) {
      return null;
    }
    try {
      Iterator<Event> events = new Parse(settings(text)).parseString(text).iterator();
      Node root = new YamlReader(source, problems, events).document();
      return problems.errorCount() == before ? root : null;
    } catch (Stop e) {
      return null;
    } catch (YamlEngineException e) {
      YamlSyntax.report(e, text, source, problems);
      return null;
    }
  }

  /**
   * The parser reads pieces of 1024 characters and fails where two characters beyond the basic
   * plane stand at the edge of one. A text that holds such characters is one piece.
   */
  private static LoadSettings settings(String text) {
    boolean onePiece = text.chars().anyMatch(c -> Character.isSurrogate((char) c));
    return LoadSettings.builder()
        .setCodePointLimit(LONGEST_CHARS)
        .setBufferSize(onePiece ? text.length() + 1 : PIECE_CHARS)
        .setUseMarks(true)
        .build();
  }

  private @Nullable Node document() {
    Node root = null;
    while (events.hasNext()) {
      Event event = events.next();
      switch (event.getEventId()) {
        case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
        case DocumentStart -> {
          if (root != null) {
            throw stop(event, "a second document", "expected one document in a file");
          }
        }
        default -> root = node(event, at(event, Place.startOf(source)), 0);
      }
    }
    if (root == null || (root instanceof Scalar scalar && scalar.isNull())) {
      problems.error(Place.startOf(source), "is empty", "expected settings such as routes:");
      return null;
    }
    return root;
  }

  /** The node that an event begins, which stands at a place. */
  private Node node(Event event, Place place, int depth) {
    if (depth > DEEPEST) {
      throw stop(event, "more than " + DEEPEST + " levels", "expected fewer");
    }
    if (event instanceof AliasEvent alias) {
      return alias(alias, place);
    }
    Node node =
        switch (event.getEventId()) {
          case Scalar -> scalar((ScalarEvent) event, place);
          case SequenceStart -> listing((CollectionStartEvent) event, place, depth);
          case MappingStart -> mapping((CollectionStartEvent) event, place, depth);
          default -> throw stop(event, "unreadable here", "expected a value");
        };
    ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor, node));
    return node;
  }

  private Scalar scalar(ScalarEvent event, Place place) {
    String tag = coreTag(event, event.getTag());
    boolean plain = event.isPlain() && !tag.equals("str");
    return new Scalar(texts.of(event.getValue()), plain, place);
  }

  private Listing listing(CollectionStartEvent start, Place place, int depth) {
    coreTag(start, start.getTag());
    List<Node> items = new ArrayList<>();
    Event event = events.next();
    while (event.getEventId() != Event.ID.SequenceEnd) {
      items.add(node(event, at(event, place.item(items.size())), depth + 1));
      event = events.next();
    }
    return new Listing(items, place);
  }

  private Mapping mapping(CollectionStartEvent start, Place place, int depth) {
    coreTag(start, start.getTag());
    Map<String, Node> entries = new LinkedHashMap<>();
    Event event = events.next();
    while (event.getEventId() != Event.ID.MappingEnd) {
      String name = name(event, place);
      Place keyPlace = at(event, place.below(name));
      Node value = value(events.next(), keyPlace, depth + 1);
      Node first = entries.putIfAbsent(name, value);
      if (first != null) {
        problems.error(keyPlace, "a second time", "first on line " + first.place().line());
      }
      event = events.next();
    }
    return new Mapping(entries, place);
  }

  private String name(Event event, Place above) {
    Node name =
        switch (event.getEventId()) {
          case Scalar -> scalar((ScalarEvent) event, at(event, above));
          case Alias -> alias((AliasEvent) event, above);
          default -> throw stop(event, "a mapping or list as a key", "expected text");
        };
    if (!(name instanceof Scalar scalar)) {
      throw stop(event, "a mapping or list as a key", "expected text");
    }
    if (event instanceof ScalarEvent written) {
      written.getAnchor().ifPresent(anchor -> anchors.put(anchor, scalar));
    }
    return scalar.text();
  }

  /** What stands at a key. One with an anchor is placed twice: its aliases need its own line. */
  private Node value(Event event, Place key, int depth) {
    boolean atKey = event instanceof CollectionStartEvent start && start.getAnchor().isEmpty();
    Node node = node(event, atKey ? key : at(event, key), depth);
    return atKey ? node : onKeyLine(node, key);
  }

  /** A block that starts below its key is looked for at the key. */
  private static Node onKeyLine(Node node, Place key) {
    if (node instanceof Mapping mapping) {
      return new Mapping(mapping.entries(), key);
    }
    if (node instanceof Listing listing) {
      return new Listing(listing.items(), key);
    }
    Scalar scalar = (Scalar) node;
    return scalar.isNull() ? new Scalar(scalar.text(), true, key) : scalar;
  }

  private Node alias(AliasEvent event, Place place) {
    Node target = anchors.get(event.getAlias());
    if (target == null) {
      String name = "*" + Shown.of(event.getAlias().getValue());
      throw stop(event, name + " names nothing", "expected an anchor that is complete above");
    }
    return copy(target, place, event);
  }

  /** The node once more, under the key of a place and on the lines where it was written. */
  private Node copy(Node node, Place key, Event event) {
    if (++copied > MOST_COPIED) {
      throw stop(event, "aliases stand for more than " + MOST_COPIED + " values", "expected fewer");
    }
    Place place = key.on(node.place().line(), node.place().column());
    if (node instanceof Mapping mapping) {
      Map<String, Node> entries = new LinkedHashMap<>();
      mapping.entries().forEach((k, v) -> entries.put(k, copy(v, place.below(k), event)));
      return new Mapping(entries, place);
    }
    if (node instanceof Listing listing) {
      List<Node> items = new ArrayList<>();
      for (Node item : listing.items()) {
        items.add(copy(item, place.item(items.size()), event));
      }
      return new Listing(items, place);
    }
    Scalar scalar = (Scalar) node;
    return new Scalar(scalar.text(), scalar.plain(), place);
  }

  private String coreTag(Event event, Optional<String> tag) {
    String name = tag.orElse("");
    if (name.isEmpty() || name.equals("!")) {
      return name.isEmpty() ? "" : "str";
    }
    String local = name.startsWith(CORE) ? name.substring(CORE.length()) : "";
    if (!CORE_TAGS.contains(local)) {
      throw stop(event, "the tag " + Shown.of(name), "expected none");
    }
    return local;
  }

  /** The key of a place, where the event stands. */
  private static Place at(Event event, Place key) {
    return event.getStartMark().map(mark -> key.on(line(mark), mark.getColumn() + 1)).orElse(key);
  }

  static int line(Mark mark) {
    return mark.getLine() + 1;
  }

  private Stop stop(Event event, String found, String expected) {
    problems.error(at(event, Place.startOf(source)), found, expected);
    return new Stop();
  }

  /** Ends the reading of a file whose problem has been noted. */
  private static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stop() {
      super(null, null, false, false);
    }
  }
}
