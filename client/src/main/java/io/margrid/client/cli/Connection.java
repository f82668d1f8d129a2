package io.margrid.client.cli;

import io.margrid.client.MargridClient;
import io.margrid.client.cli.local.PrivateServer;
import org.jspecify.annotations.Nullable;

/** A client, and the private server that it talks to, if there is one. */
record Connection(MargridClient client, @Nullable PrivateServer server) implements AutoCloseable {
  @Override
  public void close() {
    client.close();
    if (server != null) {
      server.close();
    }
  }
}
