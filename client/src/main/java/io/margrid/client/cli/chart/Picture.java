package io.margrid.client.cli.chart;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import javax.imageio.ImageIO;

/** Panels, one below the other, as a PNG. */
final class Picture {
  private static final int SCALE = 2;

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
    int height = panels.stream().mapToInt(Panel::height).sum();
    BufferedImage image = new BufferedImage(width * SCALE, Math.max(1, height) * SCALE,
        BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(SCALE, SCALE);
    for (Panel panel : panels) {
      panel.paint(graphics);
      graphics.translate(0, panel.height());
    }
    graphics.dispose();
    return image;
  }
}
