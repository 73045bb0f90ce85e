package dev.mynah.agent.http1;

/**
 * How much text a head may be. Immutable.
 *
 * @param lineBytes the request or status line without its line end
 * @param fieldBytes all field lines together
 * @param fieldCount number of fields
 */
public record HeadLimits(int lineBytes, int fieldBytes, int fieldCount) {
  int totalBytes() {
    return lineBytes + fieldBytes;
  }
}
