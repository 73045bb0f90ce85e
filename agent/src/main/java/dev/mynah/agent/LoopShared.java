package dev.mynah.agent;

import dev.mynah.agent.exchange.ReadAheadBudget;
import dev.mynah.agent.reuse.cache.HttpCache;
import dev.mynah.agent.reuse.dedup.DedupWindow;
import dev.mynah.agent.upstream.address.Names;
import java.util.concurrent.Executor;

/**
 * What all event loops of an agent share. Every part is safe on any thread.
 *
 * @param files reads body files
 */
record LoopShared(
    Names names, Executor files, ReadAheadBudget readAhead, HttpCache cache, DedupWindow dedup) {}
