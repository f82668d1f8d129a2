package io.margrid.client.cli.local;

import java.time.Duration;

/** A client that starts a private server, says where it listens, and waits to be killed. */
final class StartAndWait {
  private StartAndWait() {}

  public static void main(String... args) throws InterruptedException {
    PrivateServer server = PrivateServer.start(args[0], Duration.ofSeconds(20), System.err, true);
    System.out.println(server.address());
    Thread.sleep(600_000);
    server.close();
  }
}
