package io.margrid.server.wire;

import io.margrid.core.analysis.Tornado;
import io.margrid.v1.TornadoBar;
import io.margrid.v1.TornadoMetric;
import io.margrid.v1.TornadoResponse;

/** Tornados, as messages. */
public final class TornadoMessages {
  private TornadoMessages() {}

  /** Metrics and bars in their order. */
  public static TornadoResponse of(Tornado tornado) {
    TornadoResponse.Builder response = TornadoResponse.newBuilder();
    tornado.metrics().forEach(chart -> response.addMetrics(chart(chart)));
    return response.build();
  }

  private static TornadoMetric chart(Tornado.Chart chart) {
    TornadoMetric.Builder message = TornadoMetric.newBuilder()
        .setMetric(GridHeaders.metric(chart.metric()))
        .setBase(chart.base());
    chart.bars().forEach(bar -> message.addBars(bar(bar)));
    return message.build();
  }

  private static TornadoBar bar(Tornado.Bar bar) {
    TornadoBar.Builder message = TornadoBar.newBuilder()
        .setBase(bar.base())
        .setAtLow(bar.atLow())
        .setAtHigh(bar.atHigh())
        .setClamped(bar.clamped());
    message.getRangeBuilder().setParameter(bar.parameter()).setLow(bar.low()).setHigh(bar.high());
    return message.build();
  }
}
