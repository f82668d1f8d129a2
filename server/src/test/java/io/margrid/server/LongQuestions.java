package io.margrid.server;

import io.margrid.v1.BridgeRequest;

/** Questions that are answered in one message, late. */
final class LongQuestions {
  private LongQuestions() {}

  /** Random orders of 17 changes, which take many seconds. */
  static BridgeRequest bridge() {
    BridgeRequest.Builder request = BridgeRequest.newBuilder().setSamples(1_000_000);
    request.getFromBuilder().getModelBuilder();
    StringBuilder sum = new StringBuilder("0");
    for (int i = 0; i < 17; i++) {
      request.getFromBuilder().getModelBuilder().addParametersBuilder().setName("p" + i).setValue(1);
      request.getToBuilder().addSettingsBuilder().setParameter("p" + i).setValue(2);
      sum.append(" + exp(p").append(i).append(")");
    }
    request.getFromBuilder().getModelBuilder().addMetricsBuilder().setName("m").setFormula(sum.toString());
    request.getToBuilder().setModel(request.getFromBuilder().getModel());
    return request.setMetric("m").build();
  }
}
