package io.margrid.bench.wire;

import java.io.Closeable;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Arrow Flight, in a class loader of its own: it needs other versions of gRPC and netty than everything else. */
final class FlightPeers {
  /** A folder with its jars. */
  static final Path LIBRARIES = Path.of(System.getProperty("margrid.bench.flight"));
  private static final String PEER = "io.margrid.bench.flight.FlightPeer";

  private FlightPeers() {}

  /** Serves batches, encrypted where a certificate is given; returns the port. */
  static int serve(String certificate, String key) throws IOException {
    try {
      return (int) peer("serve", MethodType.methodType(int.class, String.class, String.class))
          .invoke(certificate, key);
    } catch (Throwable e) { // whatever the peer throws
      throw new IOException("the Flight server cannot start", e);
    }
  }

  /** Reads batches of that many bytes of values. */
  static Flow reader(int port, int batchBytes, String certificate) {
    return received -> {
      try {
        return (Closeable) peer("read",
            MethodType.methodType(Closeable.class, int.class, int.class, String.class, LongAdder.class))
            .invoke(port, batchBytes, certificate, received);
      } catch (Throwable e) { // whatever the peer throws
        throw new IOException("the Flight client cannot start", e);
      }
    };
  }

  private static MethodHandle peer(String method, MethodType type) throws ReflectiveOperationException {
    return MethodHandles.publicLookup().findStatic(Class.forName(PEER, true, Apart.LOADER), method, type);
  }

  private static final class Apart {
    static final ClassLoader LOADER = loader();

    private static ClassLoader loader() {
      List<URL> jars = new ArrayList<>();
      try (Stream<Path> files = Files.list(LIBRARIES)) {
        for (Path file : (Iterable<Path>) files::iterator) {
          jars.add(file.toUri().toURL());
        }
        try (Stream<Path> own = Files.list(LIBRARIES.resolveSibling("."))) {
          for (Path file : (Iterable<Path>) own.filter(jar -> jar.toString().endsWith(".jar"))::iterator) {
            jars.add(file.toUri().toURL());
          }
        }
      } catch (IOException e) {
        throw new IllegalStateException(LIBRARIES + ": cannot be read (expected: the peer's jars)", e);
      }
      return new URLClassLoader("flight", jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
  }
}
