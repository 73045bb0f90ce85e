package dev.mynah.agent.reuse.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mynah.agent.exchange.Bodies;
import dev.mynah.agent.respond.Failure;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.DefaultEventLoop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The window among event loops, and between processes. */
class DedupRaceTest {
  private static final DedupPlan PLAN = Asked.plan("route");
  private static final long CAPACITY = 1 << 20;

  private final List<DefaultEventLoop> loops =
      List.of(
          new DefaultEventLoop(),
          new DefaultEventLoop(),
          new DefaultEventLoop(),
          new DefaultEventLoop());
  private final List<DedupWindow> windows = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger calls = new AtomicInteger();

  @AfterEach
  void everythingIsGivenBack() {
    windows.forEach(DedupWindow::close);
    windows.forEach(window -> await().untilAsserted(() -> assertThat(window.usedBytes()).isZero()));
    loops.forEach(DefaultEventLoop::shutdownGracefully);
  }

  private DedupWindow window(SharedWindow shared) {
    DedupWindow made =
        new DedupWindow(
            CAPACITY, UnpooledByteBufAllocator.DEFAULT, nanos::get, () -> 1_000_000, shared);
    windows.add(made);
    return made;
  }

  private FakeRequest ask(DedupWindow window, int loop, Asked asked, Consumer<FakeRequest> first) {
    return new FakeRequest(loops.get(loop % loops.size()), first).ask(window, PLAN, asked);
  }

  private void answerAtOnce(FakeRequest first) {
    int call = calls.incrementAndGet();
    first.answers(200, Bodies.of(Unpooled.copiedBuffer("call " + call, StandardCharsets.US_ASCII)));
  }

  private static Asked numbered(int number) {
    return Asked.POST.body("{\"n\":" + number + "}");
  }

  private static void settled(List<FakeRequest> all) {
    await().untilAsserted(() -> assertThat(all).allSatisfy(r -> assertThat(r.told).isNotEmpty()));
  }

  @Test
  void equalRequestsOnAllLoopsAreOneCallEach() {
    DedupWindow window = window(SharedWindow.NONE);
    List<FakeRequest> all = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      all.add(ask(window, i, numbered(i / 40), this::answerAtOnce));
    }
    settled(all);

    assertThat(calls).hasValue(100);
    for (int i = 0; i < all.size(); i++) {
      assertThat(all.get(i).told).endsWith(all.get(i - i % 40).told.replace("200 ", ""));
    }
  }

  @Test
  void memoryStaysInBoundsUnderAFloodOfDifferentRequests() {
    DedupWindow window = window(SharedWindow.NONE);
    List<FakeRequest> all = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      all.add(ask(window, i, numbered(i), this::answerAtOnce));
    }
    settled(all);

    assertThat(calls).hasValue(20_000);
    assertThat(window.usedBytes()).isBetween(CAPACITY / 2, CAPACITY);
  }

  @Test
  void expiredAnswersAreLetGo() {
    DedupWindow window = window(SharedWindow.NONE);
    settled(List.of(ask(window, 0, numbered(1), this::answerAtOnce)));
    await().until(() -> window.answers() == 1);

    nanos.addAndGet(PLAN.windowNanos());
    window.tidy();

    assertThat(window.answers()).isZero();
    assertThat(window.usedBytes()).isZero();
  }

  @Test
  void whatFailedBeforeItWasSentIsTriedOnceMoreAndThenEverybodysFailure() {
    DedupWindow window = window(SharedWindow.NONE);
    List<FakeRequest> firsts = new ArrayList<>();
    FakeRequest one = ask(window, 0, numbered(1), firsts::add);
    await().until(() -> firsts.size() == 1);
    List<FakeRequest> others = new ArrayList<>();
    for (int i = 1; i < 10; i++) {
      others.add(ask(window, i, numbered(1), this::failsUnsent));
    }
    await().until(() -> others.stream().allMatch(r -> r.waiting));

    one.run(() -> one.turn.failed(Failure.UPSTREAM_CONNECT, false));

    await()
        .untilAsserted(
            () ->
                assertThat(others.stream().filter(r -> r.told.equals("failed:upstream_connect")))
                    .hasSize(8));
    assertThat(calls).hasValue(1);
    assertThat(ask(window, 0, numbered(1), this::answerAtOnce)).isNotNull();
    await().until(() -> calls.get() == 2);
  }

  private void failsUnsent(FakeRequest second) {
    calls.incrementAndGet();
    second.turn.failed(Failure.UPSTREAM_CONNECT, false);
  }

  @Test
  void whoWaitsGoesOnWhenTheFirstsClientWentBeforeItWasSent() {
    DedupWindow window = window(SharedWindow.NONE);
    List<FakeRequest> firsts = new ArrayList<>();
    FakeRequest one = ask(window, 0, numbered(1), firsts::add);
    await().until(() -> firsts.size() == 1);
    FakeRequest other = ask(window, 1, numbered(1), this::answerAtOnce);
    await().until(() -> other.waiting);

    one.run(() -> assertThat(one.turn.clientGone(false)).isFalse());

    settled(List.of(other));
    assertThat(other.told).isEqualTo("call 1");
  }

  /** Two processes' common memory. */
  private static final class Common implements SharedWindow {
    private final Map<String, byte[]> values = new ConcurrentHashMap<>();
    private final AtomicInteger failures = new AtomicInteger();

    @Override
    public void claim(
        byte[] key, long leaseMillis, boolean waited, Executor loop, Consumer<Claim> then) {
      byte[] found = values.putIfAbsent(java.util.Arrays.toString(key), new byte[0]);
      loop.execute(
          () ->
              then.accept(
                  found == null
                      ? Claim.FIRST
                      : found.length == 0 ? Claim.IN_FLIGHT : Claim.done(found)));
    }

    @Override
    public void done(byte[] key, byte[] answer, long windowMillis) {
      values.put(java.util.Arrays.toString(key), answer);
    }

    @Override
    public void failed(byte[] key, boolean again) {
      failures.incrementAndGet();
      values.remove(java.util.Arrays.toString(key));
    }

    @Override
    public int maxAnswerBytes() {
      return 1 << 16;
    }
  }

  @Test
  void replicasShareOneCall() {
    Common common = new Common();
    DedupWindow here = window(common);
    DedupWindow there = window(common);
    List<FakeRequest> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      all.add(ask(i % 2 == 0 ? here : there, i, numbered(1), this::answerAtOnce));
    }
    settled(all);

    assertThat(calls).hasValue(1);
    assertThat(all).allSatisfy(r -> assertThat(r.told).endsWith("call 1"));
    assertThat(common.failures).hasValue(0);
  }

  @Test
  void aFailureGivesTheClaimBack() {
    Common common = new Common();
    FakeRequest one =
        ask(
            window(common),
            0,
            numbered(1),
            first -> first.turn.failed(Failure.UPSTREAM_RESET, true));
    await().until(() -> common.failures.get() == 1);

    FakeRequest other = ask(window(common), 1, numbered(1), this::answerAtOnce);

    settled(List.of(other));
    assertThat(one.told).isEmpty();
    assertThat(other.told).isEqualTo("call 1");
  }

  @Test
  void anIdempotencyKeyHoldsAcrossReplicas() {
    Common common = new Common();
    DedupPlan plan = Asked.plan("route", "Idempotency-Key");
    Asked named = numbered(1).with("Idempotency-Key: k");
    FakeRequest one =
        new FakeRequest(loops.get(0), this::answerAtOnce).ask(window(common), plan, named);
    settled(List.of(one));

    FakeRequest other =
        new FakeRequest(loops.get(1), this::answerAtOnce)
            .ask(window(common), plan, named.body("{\"n\":2}"));

    settled(List.of(other));
    assertThat(other.told).isEqualTo("failed:idempotency_key_reused");
    assertThat(common.failures).hasValue(0);
  }
}
