package dev.mynah.agent.reuse.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Which requests are each other's duplicates. */
class KeyTest {
  private static final Asked GET = Asked.GET;
  private static final Asked POST = Asked.POST;

  @Test
  void theSameRequestTwiceIsADuplicate() {
    assertThat(POST.body("{\"id\":1}").key()).isEqualTo(POST.body("{\"id\":1}").key());
    assertThat(GET.host("API.example").key()).isEqualTo(GET.key());
  }

  @Test
  void everyPartOfTheRequestMakesADifference() {
    List<Asked> all =
        List.of(
            GET,
            GET.method("HEAD"),
            GET.method("get"),
            GET.host("api.example:81"),
            GET.host("other.example"),
            GET.target("/things/"),
            GET.target("/Things"),
            GET.target("/thing%73"),
            GET.target("/things?a=1"),
            GET.target("/things?a"),
            GET.target("/things?a="),
            GET.target("/things?a=1&a=2"),
            GET.target("/things?a=2&a=1"),
            GET.target("/things?a=1&b=2"),
            GET.target("/things?a=1%26b=2"),
            GET.target("/things?&"),
            GET.fields("Authorization: Bearer a"),
            GET.fields("Authorization: Bearer b"),
            GET.fields("Cookie: Bearer a"),
            GET.fields("Cookie: s=1", "Cookie: t=2"),
            GET.fields("Cookie: s=1; t=2"),
            GET.fields("Proxy-Authorization: Bearer a"),
            GET.fields("X-Api-Key: Bearer a"),
            GET.fields("Range: bytes=0-1"),
            GET.fields("Accept-Encoding: gzip"),
            GET.fields("If-None-Match: \"a\""),
            GET.body("a"),
            GET.body("b"),
            GET.body("{\"a\":1,\"b\":2}"),
            GET.body("{\"b\":2,\"a\":1}"),
            POST,
            POST.body("{\"a\":1}"),
            POST.body("{\"a\":1.0}"),
            POST.body("{\"a\":1"),
            POST.body("{ \"a\":1"),
            POST.body("[1,2]"),
            POST.body("[2,1]"),
            POST.body("t"),
            POST.body("true"));

    Set<DedupKey> keys = new HashSet<>();
    all.forEach(asked -> keys.add(asked.key()));

    assertThat(keys).hasSize(all.size());
    assertThat(GET.key(Asked.plan("another"))).isNotEqualTo(GET.key());
  }

  @Test
  void whatIsNotListedMakesNone() {
    assertThat(GET.fields("X-Request-Id: 1", "User-Agent: a").key()).isEqualTo(GET.key());
    assertThat(GET.with("Idempotency-Key: 1").key()).isEqualTo(GET.key());
  }

  @Test
  void orderOfTheQueryAndOfMembersMakesNone() {
    assertThat(GET.target("/things?b=2&a=1&c").key())
        .isEqualTo(GET.target("/things?c&a=1&b=2").key());
    assertThat(POST.body("{\"a\":1,\"b\":{\"d\":4,\"c\":3}}").key())
        .isEqualTo(POST.body("{ \"b\": {\"c\":3, \"d\":4}, \"a\": 1 }").key());
  }

  @Test
  void jsonIsKnownByItsType() {
    String one = "{\"a\":1,\"b\":2}";
    String other = "{\"b\":2,\"a\":1}";
    for (String type :
        List.of("application/json", "Application/JSON; charset=utf-8", "application/vnd.x+json")) {
      Asked json = GET.with("Content-Type: " + type);
      assertThat(json.body(one).key()).as(type).isEqualTo(json.body(other).key());
    }
    for (String type : List.of("text/plain", "application/jsonl", "json", "application/json-seq")) {
      Asked plain = GET.with("Content-Type: " + type);
      assertThat(plain.body(one).key()).as(type).isNotEqualTo(plain.body(other).key());
    }
    Asked packed = POST.with("Content-Encoding: gzip");
    assertThat(packed.body(one).key()).isNotEqualTo(packed.body(other).key());
  }

  @Test
  void jsonThatIsTooLongToPutInOrderGoesByItsBytes() {
    String filler = "\"" + "x".repeat(KeyMaker.MAX_CANONICAL_BYTES) + "\"";
    Asked one = POST.body("{\"a\":1,\"b\":" + filler + "}");
    Asked other = POST.body("{\"b\":" + filler + ",\"a\":1}");

    assertThat(one.key()).isNotEqualTo(other.key());
    assertThat(one.key()).isEqualTo(POST.body("{\"a\":1,\"b\":" + filler + "}").key());
  }

  @Test
  void listedFieldsMakeADifferenceByAllTheirValues() {
    DedupPlan plan = Asked.plan("route", "X-Tenant", "x-shard");

    Set<DedupKey> keys = new HashSet<>();
    for (Asked asked :
        List.of(
            GET,
            GET.fields("X-Tenant: a"),
            GET.fields("X-Shard: a"),
            GET.fields("X-Tenant: a", "X-Tenant: b"),
            GET.fields("X-Tenant: b", "X-Tenant: a"),
            GET.fields("X-Tenant: a, b"),
            GET.fields("X-Tenant:"))) {
      keys.add(asked.key(plan));
    }

    assertThat(keys).hasSize(7);
    assertThat(GET.fields("x-tenant: a").key(Asked.plan("route", "X-Shard", "X-TENANT")))
        .isEqualTo(GET.fields("X-Tenant: a").key(plan));
  }

  @Test
  void anIdempotencyKeyNamesARequestWhateverItAsks() {
    DedupPlan plan = Asked.plan("route", "Idempotency-Key", "X-Tenant");
    Asked first = POST.with("Idempotency-Key: k1");
    DedupKey key = first.key(plan);

    DedupKey otherBody = first.body("{\"a\":1}").key(plan);
    DedupKey otherQuery = first.target("/pay?a=1").key(plan);
    assertThat(otherBody).isEqualTo(key);
    assertThat(otherQuery).isEqualTo(key);
    assertThat(key.contradicts(otherBody.fingerprint())).isTrue();
    assertThat(key.contradicts(otherQuery.fingerprint())).isTrue();
    assertThat(key.contradicts(first.body(" { } ").key(plan).fingerprint())).isFalse();

    assertThat(POST.with("Idempotency-Key: k2").key(plan)).isNotEqualTo(key);
    assertThat(first.with("Authorization: x").key(plan)).isNotEqualTo(key);
    assertThat(first.with("X-Tenant: x").key(plan)).isNotEqualTo(key);
    assertThat(first.target("/pay2").key(plan)).isNotEqualTo(key);
    assertThat(first.with("Accept: text/html").key(plan)).isEqualTo(key);
  }

  @Test
  void anEmptyIdempotencyKeyNamesNothing() {
    DedupPlan plan = Asked.plan("route", "Idempotency-Key");
    Asked unnamed = POST.with("Idempotency-Key:");

    assertThat(unnamed.key(plan).fingerprint()).isNull();
    assertThat(unnamed.body("{\"a\":1}").key(plan)).isNotEqualTo(unnamed.key(plan));
  }

  @Provide
  Arbitrary<String> small() {
    return Arbitraries.strings().withChars("ab=").ofMaxLength(3);
  }

  @Property(tries = 3000)
  void nothingCanBeMovedFromOnePartToAnother(
      @ForAll("small") String a,
      @ForAll("small") String b,
      @ForAll("small") String c,
      @ForAll("small") String d,
      @ForAll("small") String e,
      @ForAll("small") String f) {
    DedupPlan plan = Asked.plan("route", "X-A", "X-B");
    Asked one = GET.target("/" + a).fields("X-A: " + b, "X-B: x").body(c);
    Asked other = GET.target("/" + d).fields("X-A: " + e, "X-B: x").body(f);

    boolean same = a.equals(d) && b.equals(e) && c.equals(f);
    assertThat(one.key(plan).equals(other.key(plan))).isEqualTo(same);
  }

  @Property(tries = 3000)
  void nothingCanBeMovedFromOneValueToTheNext(
      @ForAll("small") String a,
      @ForAll("small") String b,
      @ForAll("small") String c,
      @ForAll("small") String d) {
    DedupPlan plan = Asked.plan("route", "X-A");
    Asked one = GET.fields("X-A: " + a, "X-A: " + b);
    Asked other = GET.fields("X-A: " + c, "X-A: " + d);

    assertThat(one.key(plan).equals(other.key(plan))).isEqualTo(a.equals(c) && b.equals(d));
  }

  @Property(tries = 3000)
  void theOrderOfNamesInAQueryDoesNotMatterAndNothingElseIsLost(
      @ForAll("pairs") List<String> pairs,
      @ForAll("pairs") List<String> others,
      @ForAll Random how) {
    List<String> shuffled = new ArrayList<>(pairs);
    Collections.shuffle(shuffled, how);

    assertThat(query(pairs).equals(query(shuffled)))
        .isEqualTo(byName(pairs).equals(byName(shuffled)));
    assertThat(query(pairs).equals(query(others))).isEqualTo(byName(pairs).equals(byName(others)));
  }

  @Provide
  Arbitrary<List<String>> pairs() {
    return Arbitraries.of("a=1", "a=2", "b", "b=", "c=%26", "", "=1", "ab=1").list().ofMaxSize(5);
  }

  private static DedupKey query(List<String> pairs) {
    return GET.target(pairs.isEmpty() ? "/things" : "/things?" + String.join("&", pairs)).key();
  }

  /** The plain way to say it. An empty query and one empty pair are the same text. */
  private static List<String> byName(List<String> pairs) {
    List<String> sorted = new ArrayList<>(pairs.equals(List.of("")) ? List.of() : pairs);
    sorted.sort((x, y) -> x.split("=", 2)[0].compareTo(y.split("=", 2)[0]));
    return sorted;
  }
}
