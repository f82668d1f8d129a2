package io.margrid.core.analysis;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import io.margrid.core.formula.GraphEvaluator;
import io.margrid.core.model.Catalog;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.model.ModelLimits;
import io.margrid.core.plan.GridLimits;
import io.margrid.core.request.AnalysisRequests;
import io.margrid.core.request.ModelFiles;
import io.margrid.core.stop.Stop;
import io.margrid.v1.CompareRequest;
import io.margrid.v1.ExplainRequest;
import io.margrid.v1.TornadoRequest;

/** Questions about the shipped models, in text format, and the plain reference to hold the answers against. */
final class Questions {
  private static final Catalog CATALOG = ModelFiles.shipped(ModelLimits.DEFAULT);
  private static final AnalysisRequests REQUESTS = new AnalysisRequests(CATALOG, GridLimits.DEFAULT,
      ModelLimits.DEFAULT);

  private Questions() {}

  static CompiledModel model(String id) {
    return CATALOG.find(id).orElseThrow();
  }

  static Explanation explain(String text) {
    return Explanation.of(REQUESTS.explain(parse(text, ExplainRequest.class)), Stop.NEVER);
  }

  static Tornado tornado(String text) {
    return tornado(text, Stop.NEVER);
  }

  static Tornado tornado(String text, Stop stop) {
    return Tornado.of(REQUESTS.tornado(parse(text, TornadoRequest.class)), stop);
  }

  static Comparison compare(String text) {
    return compare(text, Stop.NEVER);
  }

  static Comparison compare(String text, Stop stop) {
    return Comparison.of(REQUESTS.compare(parse(text, CompareRequest.class)), stop);
  }

  /** A metric in a period, by the plain reference. */
  static double value(CompiledModel model, double[][] parameters, String metric, int period) {
    return GraphEvaluator.evaluate(model.graph(), model.periodCount(), model.constants(),
        parameters)[model.metricNode(model.findMetric(metric).orElseThrow())][period];
  }

  private static <T extends Message> T parse(String text, Class<T> type) {
    try {
      return TextFormat.parse(text, type);
    } catch (TextFormat.ParseException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
