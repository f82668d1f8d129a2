package io.margrid.client;

import io.grpc.Attributes;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.Status;
import io.grpc.StatusOr;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Servers given by name and port: gRPC's view of a target such as {@code a:8980,b:8980}. */
final class ServerList extends NameResolver {
  private static final Pattern SERVER = Pattern
      .compile("(?:\\[(?<v6>[^]]+)]|(?<host>[^:/,\\s]+)):(?<port>\\d{1,5})");
  private static final int LAST_PORT = 65_535;

  private final List<Server> servers;
  private final Executor executor;
  private volatile @Nullable Listener2 listener;

  private record Server(String host, int port, String authority) {
    static Server parse(String text) {
      Matcher matcher = SERVER.matcher(text.strip());
      if (!matcher.matches() || Integer.parseInt(matcher.group("port")) > LAST_PORT) {
        throw new IllegalArgumentException("target: " + text + " (expected: host:port)");
      }
      String v6 = matcher.group("v6");
      return new Server(v6 == null ? matcher.group("host") : v6, Integer.parseInt(matcher.group("port")),
          text.strip());
    }

    /** All addresses of one server: whichever answers first is used. */
    EquivalentAddressGroup resolve() throws UnknownHostException {
      List<SocketAddress> addresses = new ArrayList<>();
      for (InetAddress address : InetAddress.getAllByName(host)) {
        addresses.add(new InetSocketAddress(address, port));
      }
      return new EquivalentAddressGroup(addresses,
          Attributes.newBuilder().set(EquivalentAddressGroup.ATTR_AUTHORITY_OVERRIDE, authority).build());
    }
  }

  /**
   * Takes the list apart.
   *
   * @param target   {@code host:port}, separated by commas
   * @param executor for look-ups, which block
   */
  ServerList(String target, Executor executor) {
    this.servers = parse(target);
    this.executor = executor;
  }

  private static List<Server> parse(String target) {
    return Arrays.stream(target.split(",", -1)).map(Server::parse).distinct().toList();
  }

  /** Fails with what is wrong with the list. */
  static void check(String target) {
    if (parse(target).isEmpty()) {
      throw new IllegalArgumentException("target: empty (expected: host:port)");
    }
  }

  @Override
  public String getServiceAuthority() {
    return servers.get(0).authority();
  }

  @Override
  public void start(Listener2 given) {
    listener = given;
    refresh();
  }

  @Override
  public void refresh() {
    executor.execute(this::resolve);
  }

  @Override
  public void shutdown() {
    listener = null;
  }

  /** A name that cannot be looked up is a server that is down; all of them are an error. */
  private void resolve() {
    List<EquivalentAddressGroup> found = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (Server server : servers) {
      try {
        found.add(server.resolve());
      } catch (UnknownHostException e) {
        unknown.add(server.host());
      }
    }
    Listener2 target = listener;
    if (target != null) {
      target.onResult(ResolutionResult.newBuilder()
          .setAddressesOrError(found.isEmpty()
              ? StatusOr.fromStatus(Status.UNAVAILABLE.withDescription("unknown hosts: " + unknown))
              : StatusOr.fromValue(found))
          .build());
    }
  }
}
