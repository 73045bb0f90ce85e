package dev.mynah.agent.reuse.rules;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.reuse.rules.field.CacheFields;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * The tags that an origin gives an answer so that it can be purged with others: {@code
 * Surrogate-Key} and {@code xkey} (separated by blanks), {@code Cache-Tag} (separated by commas).
 * Immutable; tags are compared by their exact text.
 *
 * @param names in the order they came, each once
 * @param complete whether none was left out for the limits: an answer with a tag left out would
 *     survive a purge that was meant for it
 */
public record CacheTags(Set<String> names, boolean complete) {
  /** Keeps the set as it is: hand over one that nobody changes. */
  public CacheTags {
    names = Collections.unmodifiableSet(names);
  }

  /** The most tags of one answer. */
  public static final int MOST_TAGS = 256;

  /** The longest tag, in bytes. */
  public static final int LONGEST_TAG = 1_024;

  /** No tags. */
  public static final CacheTags NONE = new CacheTags(Set.of(), true);

  private static final List<FieldName> FIELDS =
      List.of(CacheFields.SURROGATE_KEY, CacheFields.CACHE_TAG, CacheFields.XKEY);

  /** Reads an answer's tags. */
  public static CacheTags of(Fields answer) {
    Set<String> names = new LinkedHashSet<>();
    boolean complete = true;
    for (FieldName name : FIELDS) {
      for (int i = answer.indexOf(name, 0); i >= 0; i = answer.indexOf(name, i + 1)) {
        complete &= read(answer.value(i), name == CacheFields.CACHE_TAG ? "," : " \t", names);
      }
    }
    return names.isEmpty() && complete ? NONE : new CacheTags(names, complete);
  }

  private static boolean read(String line, String separators, Set<String> into) {
    boolean complete = true;
    StringTokenizer tokens = new StringTokenizer(line, separators);
    while (tokens.hasMoreTokens()) {
      String tag = tokens.nextToken().strip();
      if (tag.isEmpty() || into.contains(tag)) {
        continue;
      }
      if (tag.length() > LONGEST_TAG || into.size() == MOST_TAGS) {
        complete = false;
      } else {
        into.add(tag);
      }
    }
    return complete;
  }
}
