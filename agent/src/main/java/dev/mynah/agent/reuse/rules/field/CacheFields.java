package dev.mynah.agent.reuse.rules.field;

import dev.mynah.agent.http.FieldName;

/** Names of the fields that caching is about. */
public final class CacheFields {
  public static final FieldName ACCEPT_RANGES = FieldName.of("Accept-Ranges");
  public static final FieldName AGE = FieldName.of("Age");
  public static final FieldName CACHE_CONTROL = FieldName.of("Cache-Control");
  public static final FieldName CACHE_STATUS = FieldName.of("Cache-Status");
  public static final FieldName CACHE_TAG = FieldName.of("Cache-Tag");
  public static final FieldName CDN_CACHE_CONTROL = FieldName.of("CDN-Cache-Control");
  public static final FieldName CONTENT_DIGEST = FieldName.of("Content-Digest");
  public static final FieldName CONTENT_LANGUAGE = FieldName.of("Content-Language");
  public static final FieldName CONTENT_LOCATION = FieldName.of("Content-Location");
  public static final FieldName CONTENT_MD5 = FieldName.of("Content-MD5");
  public static final FieldName CONTENT_RANGE = FieldName.of("Content-Range");
  public static final FieldName ETAG = FieldName.of("ETag");
  public static final FieldName EXPIRES = FieldName.of("Expires");
  public static final FieldName IF_MATCH = FieldName.of("If-Match");
  public static final FieldName IF_MODIFIED_SINCE = FieldName.of("If-Modified-Since");
  public static final FieldName IF_NONE_MATCH = FieldName.of("If-None-Match");
  public static final FieldName IF_RANGE = FieldName.of("If-Range");
  public static final FieldName IF_UNMODIFIED_SINCE = FieldName.of("If-Unmodified-Since");
  public static final FieldName LAST_MODIFIED = FieldName.of("Last-Modified");
  public static final FieldName PRAGMA = FieldName.of("Pragma");
  public static final FieldName PROXY_AUTHENTICATION_INFO =
      FieldName.of("Proxy-Authentication-Info");
  public static final FieldName RANGE = FieldName.of("Range");
  public static final FieldName REPR_DIGEST = FieldName.of("Repr-Digest");
  public static final FieldName SET_COOKIE2 = FieldName.of("Set-Cookie2");
  public static final FieldName SURROGATE_KEY = FieldName.of("Surrogate-Key");
  public static final FieldName XKEY = FieldName.of("xkey");

  private CacheFields() {}
}
