package dev.mynah.agent.reuse.rules;

import dev.mynah.agent.http.FieldName;
import dev.mynah.agent.http.FieldTable;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.reuse.rules.control.ResponseDirectives;
import dev.mynah.agent.reuse.rules.field.CacheFields;
import dev.mynah.agent.reuse.rules.field.HttpDate;
import dev.mynah.agent.reuse.rules.field.ListField;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The fields of an answer that a cache does not store (RFC 9111 section 3.1): those of the
 * connection, those meant for a proxy, those that {@code no-cache="..."} and {@code private="..."}
 * name, and cookies where they are stripped. Immutable.
 */
public final class UnstoredFields {
  private static final int NEVER = 1;
  private static final int COOKIE = 2;
  private static final FieldTable TABLE =
      FieldTable.builder()
          .put(
              NEVER,
              FieldName.CONNECTION,
              FieldName.KEEP_ALIVE,
              FieldName.PROXY_CONNECTION,
              FieldName.TE,
              FieldName.TRAILER,
              FieldName.TRANSFER_ENCODING,
              FieldName.UPGRADE,
              FieldName.PROXY_AUTHENTICATE,
              FieldName.PROXY_AUTHORIZATION,
              CacheFields.PROXY_AUTHENTICATION_INFO)
          .put(COOKIE, FieldName.SET_COOKIE, CacheFields.SET_COOKIE2)
          .build();

  private final Set<String> named;
  private final int kinds;

  private UnstoredFields(Set<String> named, int kinds) {
    this.named = named;
    this.kinds = kinds;
  }

  static UnstoredFields of(Fields answer, ResponseDirectives directives, CachingPolicy policy) {
    boolean strips = policy.setCookies() == CachingPolicy.SetCookies.STRIP;
    return new UnstoredFields(named(answer, directives), strips ? NEVER | COOKIE : NEVER);
  }

  private static Set<String> named(Fields answer, ResponseDirectives directives) {
    List<String> connection = ListField.members(answer, FieldName.CONNECTION);
    if (connection.isEmpty() && directives.unstoredFields().isEmpty()) {
      return Set.of();
    }
    Set<String> named = new HashSet<>(directives.unstoredFields());
    connection.forEach(each -> named.add(each.toLowerCase(Locale.ROOT)));
    return Set.copyOf(named);
  }

  /** Whether the i-th field is left out. */
  public boolean has(Fields answer, int i) {
    return (TABLE.kind(answer, i) & kinds) != 0
        || !named.isEmpty() && named.contains(answer.name(i).toLowerCase(Locale.ROOT));
  }

  /** Whether a cookie would be among what is stored. */
  boolean leavesCookies(Fields answer) {
    for (int i = 0; i < answer.size(); i++) {
      if ((TABLE.kind(answer, i) & COOKIE) != 0 && !has(answer, i)) {
        return true;
      }
    }
    return false;
  }

  /**
   * A copy with what is stored, and with a {@code Date} where the origin sent none (RFC 9110
   * section 6.6.1).
   */
  public Fields kept(Fields answer, long responseMillis) {
    Fields kept = new Fields();
    for (int i = 0; i < answer.size(); i++) {
      if (!has(answer, i)) {
        kept.add(answer, i);
      }
    }
    if (!kept.has(FieldName.DATE)) {
      kept.add(FieldName.DATE, HttpDate.format(responseMillis));
    }
    return kept;
  }
}
