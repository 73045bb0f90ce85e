package dev.mynah.agent.reuse.store;

/**
 * The head of an answer as it is sent during one second.
 *
 * @param second since 1970, by the wall clock: Age is right for that long
 * @param plan what else it depends on, compared by identity: a reloaded route may send other fields
 * @param bytes status line and fields; never changed
 */
// The array is shared by all who send the answer in that second, and nobody compares heads.
@SuppressWarnings("ArrayRecordComponent")
public record EncodedHead(long second, Object plan, byte[] bytes) {
  public boolean isFor(long now, Object currentPlan) {
    return second == now && plan == currentPlan;
  }
}
