package io.margrid.client.cli.chart;

import io.margrid.client.cli.output.GridShape;
import io.margrid.v1.FrontierLine;
import io.margrid.v1.FrontierPoint;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** Lines of a contour over the cells of a heatmap; the points of the axes are the middles of the cells. */
record Contour(GridShape shape, List<FrontierLine> lines) {
  private static final float EDGE = 5f;
  private static final float CORE = 2.4f;

  void paint(Graphics2D graphics, Rectangle2D plot) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    for (FrontierLine line : lines) {
      Path2D path = path(line, plot);
      stroke(graphics, path, Color.WHITE, EDGE);
      stroke(graphics, path, new Color(0xd55e00), CORE);
    }
  }

  private static void stroke(Graphics2D graphics, Path2D path, Color colour, float width) {
    graphics.setColor(colour);
    graphics.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(path);
  }

  private Path2D path(FrontierLine line, Rectangle2D plot) {
    Path2D path = new Path2D.Double();
    for (FrontierPoint point : line.getPointsList()) {
      double x = plot.getX() + (place(1, point.getSecond()) + 0.5) / shape.count(1) * plot.getWidth();
      double y = plot.getY() + (place(0, point.getFirst()) + 0.5) / shape.count(0) * plot.getHeight();
      if (path.getCurrentPoint() == null) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
    }
    if (line.getClosed()) {
      path.closePath();
    }
    return path;
  }

  // Where a value lies among an axis' points, which ascend or descend: 1.5 is halfway from the second to the third.
  private double place(int axis, double value) {
    long last = shape.count(axis) - 1;
    for (long point = 0; point < last; point++) {
      double from = shape.value(axis, point);
      double to = shape.value(axis, point + 1);
      if (Math.min(from, to) <= value && value <= Math.max(from, to) && from != to) {
        return point + (value - from) / (to - from);
      }
    }
    return Math.abs(value - shape.value(axis, 0)) < Math.abs(value - shape.value(axis, last)) ? 0 : last;
  }
}
