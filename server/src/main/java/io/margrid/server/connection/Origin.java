package io.margrid.server.connection;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Where connections come from: an address or, of IPv6, the network of 64 bits in which a host chooses addresses as it
 * likes.
 */
record Origin(boolean network, long bits) {
  static Origin of(InetAddress address) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    return address instanceof Inet6Address
        ? new Origin(true, bytes.getLong())
        : new Origin(false, bytes.getInt());
  }
}
