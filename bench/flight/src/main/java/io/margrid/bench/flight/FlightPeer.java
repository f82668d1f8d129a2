package io.margrid.bench.flight;

import java.io.Closeable;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** Both ends. Everything passed in and out is the JDK's, since the caller knows no class of this class path. */
public final class FlightPeer {
  private static final BufferAllocator MEMORY = new RootAllocator();
  /** Bytes that may wait in the transport: its own default, 10 MiB, was no faster. */
  private static final int READY_BYTES = 4 << 20;

  private FlightPeer() {}

  /**
   * Serves batches without end, encrypted where a certificate is given.
   *
   * @param certificate a PEM file, or the empty text
   * @param key         a PEM file, or the empty text
   * @return the port
   */
  public static int serve(String certificate, String key) throws IOException {
    boolean tls = !certificate.isEmpty();
    FlightServer.Builder server = FlightServer.builder(MEMORY,
        tls ? Location.forGrpcTls("127.0.0.1", 0) : Location.forGrpcInsecure("127.0.0.1", 0),
        new Batches(MEMORY)).backpressureThreshold(READY_BYTES);
    if (tls) {
      server.useTls(new File(certificate), new File(key));
    }
    return server.build().start().getPort();
  }

  /**
   * Reads until closed.
   *
   * @param batchBytes  of values in a batch, all columns together
   * @param certificate that the server has, a PEM file, or the empty text
   * @param received    counts the bytes of values that arrived and were touched
   */
  public static Closeable read(int port, int batchBytes, String certificate, LongAdder received)
      throws IOException {
    FlightClient client = connect(port, certificate);
    FlightStream stream = client.getStream(
        new Ticket(Integer.toString(batchBytes).getBytes(StandardCharsets.UTF_8)));
    Thread reader = Thread.ofPlatform().daemon().name("flight-read")
        .start(new BatchReader(stream, received));
    return () -> {
      stream.cancel("measured", null);
      try {
        reader.join();
        stream.close();
        client.close();
      } catch (Exception e) {
        throw new IOException("a stream that was cancelled can be closed", e);
      }
    };
  }

  private static FlightClient connect(int port, String certificate) throws IOException {
    if (certificate.isEmpty()) {
      return FlightClient.builder(MEMORY, Location.forGrpcInsecure("127.0.0.1", port)).build();
    }
    try (InputStream trusted = new FileInputStream(certificate)) {
      return FlightClient.builder(MEMORY, Location.forGrpcTls("127.0.0.1", port)).useTls()
          .overrideHostname("localhost").trustedCertificates(trusted).build();
    }
  }
}
