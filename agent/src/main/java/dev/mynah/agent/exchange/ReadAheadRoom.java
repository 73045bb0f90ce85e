package dev.mynah.agent.exchange;

import java.util.concurrent.Executor;

/**
 * Where a body that is read ahead gets its room from.
 *
 * @param loop the event loop of the exchange
 * @param waitNanos how long it may wait for room; 0 for not at all
 */
public record ReadAheadRoom(ReadAheadBudget budget, Executor loop, Timers timers, long waitNanos) {}
