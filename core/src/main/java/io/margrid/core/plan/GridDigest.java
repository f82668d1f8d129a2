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
 * order. Names of axes, labels, range and chunk size decide no value and are not in it.
 */
final class GridDigest {
  private static final String FORM = "margrid.grid.1";

  private GridDigest() {}

  static Digest of(CompiledModel model, double[] parameters, List<PlannedAxis> axes,
      List<PlannedMetric> metrics) {
    DigestWriter writer = new DigestWriter(FORM);
    writer.number(Numerics.REVISION);
    model.writeContent(writer, GridPlan.asSeries(parameters));
    writer.number(axes.size());
    for (PlannedAxis axis : axes) {
      writer.number(axis.count()).number(axis.inputs().size());
      for (AxisInput input : axis.inputs()) {
        writer.text(model.definition().parameters().get(input.parameter()).name()).text(input.mode().name());
        write(writer, input.points());
      }
    }
    writer.number(metrics.size());
    metrics.forEach(metric -> writer.text(metric.name()));
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
