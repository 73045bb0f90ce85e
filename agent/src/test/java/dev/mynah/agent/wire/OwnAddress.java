package dev.mynah.agent.wire;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * An address of this machine beyond loopback. What is sent to it does not leave the machine, and
 * yet whoever listens there sees a peer that is not loopback.
 */
public final class OwnAddress {
  private OwnAddress() {}

  /** Skips the test, saying why, on a machine without one. */
  public static InetAddress orSkip() throws SocketException {
    Optional<InetAddress> found =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
            .findFirst();
    Assumptions.assumeTrue(found.isPresent(), "this machine has no address beyond loopback");
    return found.orElseThrow();
  }
}
