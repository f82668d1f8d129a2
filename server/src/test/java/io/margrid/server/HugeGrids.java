package io.margrid.server;

import io.margrid.v1.StreamGridRequest;

/** Questions far too large to be answered to the end. */
final class HugeGrids {
  private static final String AXIS = " axes { zipped { members { parameter: '%s' linear { start: 0 stop: 1 count: 10000 } } } }";

  private HugeGrids() {}

  /** 10^12 cells of five metrics. */
  static StreamGridRequest trillion() {
    return RunningServer.streamRequest("grid { scenario { model_id: 'taas-deal' }"
        + AXIS.formatted("revenue_share") + AXIS.formatted("gross_revenue_per_mw")
        + AXIS.formatted("iaas_fee_per_mw")
        + " metrics: 'provider_net_revenue_per_mw' metrics: 'provider_ebit_per_mw' metrics: 'provider_ebit_margin'"
        + " metrics: 'lab_gross_margin_per_mw' metrics: 'lab_gross_margin' }");
  }
}
