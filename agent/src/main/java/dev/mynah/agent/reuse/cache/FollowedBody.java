package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.exchange.PassingBody;
import dev.mynah.agent.respond.Failure;
import io.netty.buffer.ByteBuf;

/** A shared body on its way to one reader, who counts. Event loop only. */
final class FollowedBody extends PassingBody {
  private final CacheCounts counts;
  private final boolean saves;

  /**
   * @param saves whether its bytes came by another request's call
   */
  FollowedBody(BodySource from, CacheCounts counts, boolean saves) {
    super(from);
    this.counts = counts;
    this.saves = saves;
  }

  @Override
  protected void passes(ByteBuf chunk) {
    if (saves) {
      counts.savedBytes(chunk.readableBytes());
    }
  }

  @Override
  protected void broke(Failure failure) {
    if (failure == Failure.FELL_BEHIND) {
      counts.reset();
    }
  }
}
