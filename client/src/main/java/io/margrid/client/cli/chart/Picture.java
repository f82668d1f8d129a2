package io.margrid.client.cli.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import javax.imageio.ImageIO;

/** Panels, in as many columns as keep it from being a ribbon, as a PNG. */
final class Picture {
  private static final int SCALE = 2;
  private static final int MOST_COLUMNS = 4;
  private static final double TALLEST = 1.3;
  // Above as many places a picture has one dot for each of them, not four: it would fill the memory.
  private static final long MOST_FINE = 12_000_000;

  static {
    // No window is ever opened, and servers have no display.
    System.setProperty("java.awt.headless", "true");
  }

  private Picture() {}

  /** Writes the picture to {@code out}, which stays open. */
  static void write(List<Panel> panels, OutputStream out) throws IOException {
    if (!ImageIO.write(image(panels), "png", out)) {
      throw new IOException("PNG: no writer (expected: the one that every JDK has)");
    }
  }

  private static BufferedImage image(List<Panel> panels) {
    int width = panels.stream().mapToInt(Panel::width).max().orElse(1);
    int height = panels.stream().mapToInt(Panel::height).max().orElse(1);
    int columns = columns(panels.size(), width, height);
    int rows = (panels.size() + columns - 1) / columns;
    int[] tops = tops(panels, columns, rows);
    int scale = (long) width * columns * tops[rows] > MOST_FINE ? 1 : SCALE;
    BufferedImage image = new BufferedImage(width * columns * scale, Math.max(1, tops[rows]) * scale,
        BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.scale(scale, scale);
    for (int panel = 0; panel < panels.size(); panel++) {
      Graphics2D place = (Graphics2D) graphics.create();
      place.translate(panel % columns * width, tops[panel / columns]);
      panels.get(panel).paint(place);
      place.dispose();
    }
    graphics.dispose();
    return image;
  }

  // Panels go side by side before the picture gets much taller than wide.
  private static int columns(int panels, int width, int height) {
    int columns = 1;
    while (columns < MOST_COLUMNS && (panels + columns - 1) / columns * height > TALLEST * columns * width) {
      columns++;
    }
    return columns;
  }

  private static int[] tops(List<Panel> panels, int columns, int rows) {
    int[] tops = new int[rows + 1];
    for (int row = 0; row < rows; row++) {
      tops[row + 1] = tops[row] + panels.subList(row * columns, Math.min(panels.size(), (row + 1) * columns))
          .stream().mapToInt(Panel::height).max().orElse(0);
    }
    return tops;
  }
}
