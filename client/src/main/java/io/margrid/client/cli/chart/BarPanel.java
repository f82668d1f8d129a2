package io.margrid.client.cli.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rows of bars that lie, each from one value to another on one scale, with texts left and right: tornados, waterfalls,
 * scenarios. Ours, since XChart has no bars that float between two values.
 */
final class BarPanel implements Panel {
  private static final int WIDTH = 900;
  private static final int ROW = 30;
  private static final int TOP = 64;
  private static final int BOTTOM = 24;
  private static final int MARGIN = 20;
  private static final int GAP = 12;
  private static final double THICKNESS = 0.64;

  private final List<String> title;
  private final double mark;
  private final List<Row> rows;
  private final List<LegendKey> legend;

  /** A bar from one value to another, in any order; values that are not finite are not drawn. */
  record Bar(double from, double to, Color colour) {}

  /** What stands beside each other; later bars lie over earlier ones. */
  record Row(String left, String right, List<Bar> bars) {}

  /** What a colour means. */
  record LegendKey(String text, Color colour) {}

  /** {@code mark} is a value at which a line runs from top to bottom; NaN for none. */
  BarPanel(List<String> title, double mark, List<Row> rows, List<LegendKey> legend) {
    this.title = List.copyOf(title);
    this.mark = mark;
    this.rows = List.copyOf(rows);
    this.legend = List.copyOf(legend);
  }

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public int height() {
    return TOP + ROW * rows.size() + (legend.isEmpty() ? BOTTOM : 2 * BOTTOM);
  }

  @Override
  public void paint(Graphics2D graphics) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING,
        RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, WIDTH, height());
    Look.title(graphics, title, WIDTH);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, Look.TEXT_SIZE));
    FontMetrics font = graphics.getFontMetrics();
    double first = MARGIN + GAP + rows.stream().mapToInt(row -> font.stringWidth(row.left)).max().orElse(0);
    double last = WIDTH - MARGIN - GAP
        - rows.stream().mapToInt(row -> font.stringWidth(row.right)).max().orElse(0);
    Scale scale = scale(first, last);
    for (int row = 0; row < rows.size(); row++) {
      paint(graphics, rows.get(row), TOP + row * ROW, scale);
    }
    paintLegend(graphics, first);
    if (Double.isFinite(mark)) {
      graphics.setColor(Look.INK);
      graphics.setStroke(new BasicStroke(1.2f));
      graphics.draw(
          new Line2D.Double(scale.at(mark), TOP - 4, scale.at(mark), TOP + ROW * (double) rows.size() + 4));
    }
  }

  private void paintLegend(Graphics2D graphics, double left) {
    double place = left;
    int line = height() - BOTTOM + 6;
    for (LegendKey key : legend) {
      graphics.setColor(key.colour);
      graphics.fill(new Rectangle2D.Double(place, line - 10, GAP, GAP));
      graphics.setColor(Look.INK);
      graphics.drawString(key.text, (float) place + 18, line);
      place += 18 + graphics.getFontMetrics().stringWidth(key.text) + 2 * GAP;
    }
  }

  private static void paint(Graphics2D graphics, Row row, int top, Scale scale) {
    FontMetrics font = graphics.getFontMetrics();
    float line = top + (ROW + font.getAscent() - font.getDescent()) / 2f;
    graphics.setColor(Look.INK);
    graphics.drawString(row.left, (float) scale.first - GAP - font.stringWidth(row.left), line);
    graphics.drawString(row.right, WIDTH - MARGIN - (float) font.stringWidth(row.right), line);
    for (Bar bar : row.bars) {
      if (Double.isFinite(bar.from) && Double.isFinite(bar.to) && bar.from != bar.to) {
        double left = scale.at(Math.min(bar.from, bar.to));
        double right = scale.at(Math.max(bar.from, bar.to));
        graphics.setColor(bar.colour);
        graphics.fill(new Rectangle2D.Double(left, top + ROW * (1 - THICKNESS) / 2,
            Math.max(1.5, right - left), ROW * THICKNESS));
      }
    }
  }

  private Scale scale(double first, double last) {
    double[] values = rows.stream().flatMap(row -> row.bars.stream())
        .flatMap(bar -> Stream.of(bar.from, bar.to)).mapToDouble(Double::doubleValue)
        .filter(Double::isFinite).toArray();
    double least = Double.isFinite(mark) ? mark : Double.POSITIVE_INFINITY;
    double greatest = Double.isFinite(mark) ? mark : Double.NEGATIVE_INFINITY;
    for (double value : values) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    return new Scale(first, last, least, greatest);
  }

  private record Scale(double first, double last, double least, double greatest) {
    double at(double value) {
      double width = greatest - least;
      return width > 0 ? first + (value - least) / width * (last - first) : first;
    }
  }
}
