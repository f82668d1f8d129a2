package io.margrid.client;

import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.NameResolverRegistry;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/** Makes {@link ServerList}s known to gRPC, under a scheme of Margrid's own. */
final class ServerListProvider extends NameResolverProvider {
  private static final String SCHEME = "margrid-list";
  /** gRPC's own default; nobody else has the scheme. */
  private static final int PRIORITY = 5;

  static {
    NameResolverRegistry.getDefaultRegistry().register(new ServerListProvider());
  }

  private ServerListProvider() {}

  /**
   * A target for a channel.
   *
   * @param servers {@code host:port}, separated by commas
   */
  static String target(String servers) {
    ServerList.check(servers);
    try {
      return new URI(SCHEME, "", "/" + servers, null).toString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("target: " + servers + " (expected: host:port, separated by commas)",
          e);
    }
  }

  @Override
  public @Nullable NameResolver newNameResolver(URI target, NameResolver.Args args) {
    if (!SCHEME.equals(target.getScheme())) {
      return null;
    }
    Executor offload = args.getOffloadExecutor();
    return new ServerList(target.getPath().substring(1),
        offload == null ? ForkJoinPool.commonPool() : offload);
  }

  @Override
  public String getDefaultScheme() {
    return SCHEME;
  }

  @Override
  protected boolean isAvailable() {
    return true;
  }

  @Override
  protected int priority() {
    return PRIORITY;
  }
}
