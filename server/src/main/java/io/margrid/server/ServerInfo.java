package io.margrid.server;

import io.margrid.core.model.ModelLimits;
import io.margrid.core.plan.GridLimits;
import io.margrid.core.plan.Numerics;
import io.margrid.server.config.ServerConfig;
import io.margrid.v1.GetServerInfoResponse;
import io.margrid.v1.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What the server says of itself. */
final class ServerInfo {
  private ServerInfo() {}

  /** Version and limits in force. */
  static GetServerInfoResponse of(ServerConfig config) {
    return GetServerInfoResponse.newBuilder()
        .setVersion(version())
        .setNumericsRevision(Numerics.REVISION)
        .setLimits(limits(config.gridLimits(), config.modelLimits(), config.calls().requestBytes()))
        .build();
  }

  private static Limits limits(GridLimits grid, ModelLimits model, int maxRequestBytes) {
    return Limits.newBuilder()
        .setMaxCells(grid.maxCells())
        .setMaxAxes(grid.maxAxes())
        .setMaxListPoints(grid.maxListPoints())
        .setMaxNodes(model.maxNodes())
        .setMaxNames(model.maxNames())
        .setMaxFormulaBytes(model.maxFormulaBytes())
        .setMaxFormulaDepth(model.maxFormulaDepth())
        .setMaxPeriods(model.maxPeriods())
        .setMaxRequestBytes(maxRequestBytes)
        .setMinChunkBytes(grid.minChunkBytes())
        .setMaxChunkBytes(grid.maxChunkBytes())
        .setDefaultChunkBytes(grid.defaultChunkBytes())
        .build();
  }

  /** Of the software, as the build stated it: {@code 0.1.0}. */
  static String version() {
    try (InputStream file = ServerInfo.class.getResourceAsStream("server.properties")) {
      if (file == null) {
        throw new IllegalStateException("server.properties belongs beside this class");
      }
      Properties properties = new Properties();
      properties.load(file);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
