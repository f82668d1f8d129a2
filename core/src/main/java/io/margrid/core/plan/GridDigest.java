package io.margrid.core.plan;

import io.margrid.core.grid.LinearPoints;
import io.margrid.core.grid.ListedPoints;
import io.margrid.core.grid.LogarithmicPoints;
import io.margrid.core.grid.Points;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.model.Digest;
import io.margrid.core.model.DigestWriter;
import java.util.List;

/**
 * The digest of a grid: numerics revision, model content with the scenario's values, axes by definition, metrics in
 * order, periods. Names of axes, labels, range and chunk size decide no value and are not in it.
 */
final class GridDigest {
  private static final String FORM = "margrid.grid.1";

  private GridDigest() {}

  static Digest of(CompiledModel model, double[][] parameters, List<PlannedAxis> axes,
      List<PlannedMetric> metrics,
      int[] askedPeriods) {
    DigestWriter writer = new DigestWriter(FORM);
    writer.number(Numerics.REVISION);
    model.writeContent(writer, parameters);
    writer.number(axes.size());
    for (PlannedAxis axis : axes) {
      writer.number(axis.count()).number(axis.movements().size());
      for (Movement movement : axis.movements()) {
        writer.text(model.parameterNames().get(movement.parameter())).number(movement.period())
            .text(movement.mode().name());
        write(writer, movement.points());
      }
    }
    writer.number(metrics.size());
    metrics.forEach(metric -> writer.text(metric.name()));
    writer.number(askedPeriods.length);
    for (int period : askedPeriods) {
      writer.number(period);
    }
    return writer.digest();
  }

  private static void write(DigestWriter writer, Points points) {
    switch (points) {
      case LinearPoints linear -> writer.text("linear").number(linear.start()).number(linear.stop());
      case LogarithmicPoints logarithmic ->
        writer.text("logarithmic").number(logarithmic.start()).number(logarithmic.stop());
      case ListedPoints listed -> {
        writer.text("list");
        for (long i = 0; i < listed.count(); i++) {
          writer.number(listed.at(i));
        }
      }
    }
  }
}
