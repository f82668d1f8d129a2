package io.margrid.client.cli.chart;

import java.awt.Graphics2D;

/** A part of a picture. */
sealed interface Panel permits LinePanel, HeatmapPanel, BarPanel {
  /** In picture units. */
  int width();

  /** In picture units. */
  int height();

  /** Paints from (0, 0) to (width, height). */
  void paint(Graphics2D graphics);
}
