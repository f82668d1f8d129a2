package io.margrid.client.cli.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.client.cli.fault.CommandException;
import io.margrid.client.cli.output.CollectedGrid;
import io.margrid.client.cli.output.Hints;
import io.margrid.client.cli.output.SampleGrids;
import io.margrid.v1.GridHeader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Pictures are also left in target/pictures, for eyes. */
class PictureViewTest {
  private static final double[] SHARES = SampleGrids.steps(0.1, 0.05, 7);
  private static final double[] FEES = SampleGrids.steps(5, 1, 6);
  private static final double[] MANY_SHARES = SampleGrids.steps(0, 0.005, 101);
  private static final double[] MANY_FEES = SampleGrids.steps(2, 0.1, 121);

  @Test
  void heatmapShowsEveryCellOnTheScale() throws IOException {
    BufferedImage picture = heatmap("few-cells", SHARES, FEES,
        cell -> SampleGrids.margin(SHARES[cell / 6], FEES[cell % 6]));
    assertThat(colours(picture)).contains(0x440154, 0xfde725);
  }

  @Test
  void valuesOnBothSidesOfZeroGetADivergingScale() throws IOException {
    BufferedImage picture = heatmap("many-cells", MANY_SHARES, MANY_FEES,
        cell -> SampleGrids.margin(MANY_SHARES[cell / 121], MANY_FEES[cell % 121]));
    assertThat(colours(picture)).contains(0x7f3b08).doesNotContain(0xfde725);
  }

  @Test
  void firstRowIsOnTopAsInTables() throws IOException {
    BufferedImage picture = heatmap("rows", SHARES, FEES, cell -> (double) cell);
    int nearTheTop = picture.getHeight() / 7;
    assertThat(colours(picture.getSubimage(0, nearTheTop, picture.getWidth(), 1))).contains(0x440154);
  }

  @Test
  void oneValueEverywhereAndCellsWithoutANumberAreDrawn() throws IOException {
    assertThat(colours(heatmap("one-value", SHARES, FEES, cell -> 0.5))).contains(0xfde725);
    assertThat(colours(heatmap("some-numbers", SHARES, FEES,
        cell -> cell % 3 == 0 ? Double.POSITIVE_INFINITY : cell))).contains(Look.PALE.getRGB() & 0xffffff);
  }

  @Test
  void heatmapWithoutAFiniteValueIsRefused() {
    assertThatThrownBy(() -> heatmap("refused", SHARES, FEES, cell -> Double.NaN))
        .isInstanceOf(CommandException.class)
        .hasMessage("margin: no finite value (expected: at least one to draw)");
  }

  @Test
  void oneAxisIsDrawnAsLinesWithAPanelForEachUnit() throws IOException {
    GridHeader header = SampleGrids.header(SampleGrids.axis("share", "1", SHARES));
    BufferedImage picture = picture("lines", header, cell -> SampleGrids.margin(SHARES[cell], 7.5),
        cell -> SampleGrids.ebit(SHARES[cell], 7.5));
    assertThat(picture.getHeight()).isEqualTo(2 * 2 * 474);
    assertThat(colours(picture)).contains(0x0072b2);
  }

  @Test
  void linesLeaveGapsWhereThereIsNoNumber() throws IOException {
    GridHeader header = SampleGrids.header(SampleGrids.axis("fee", "MUSD/MW/yr", MANY_FEES));
    picture("gaps", header,
        cell -> cell / 10 == 3 ? Double.NEGATIVE_INFINITY : SampleGrids.margin(0.1, MANY_FEES[cell]),
        cell -> Double.NaN);
  }

  @Test
  void gridsOfThreeAxesAreRefused() {
    GridHeader header = SampleGrids.header(SampleGrids.axis("share", "1", SHARES),
        SampleGrids.axis("fee", "1", FEES), SampleGrids.axis("price", "1", 1, 2));
    assertThatThrownBy(() -> picture("refused", header, cell -> 0, cell -> 0))
        .isInstanceOf(CommandException.class)
        .hasMessage("--png: 3 axes (expected: 1 for lines, 2 for a heatmap, periods counted unless --period "
            + "chooses one)");
  }

  private static BufferedImage heatmap(String name, double[] shares, double[] fees,
      IntToDoubleFunction margin)
      throws IOException {
    GridHeader header = SampleGrids.header(SampleGrids.axis("share", "1", shares),
        SampleGrids.axis("fee", "MUSD/MW/yr", fees));
    return picture(name, header, margin,
        cell -> SampleGrids.ebit(shares[cell / fees.length], fees[cell % fees.length]));
  }

  private static BufferedImage picture(String name, GridHeader header, IntToDoubleFunction margin,
      IntToDoubleFunction ebit) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    SampleGrids.send(header,
        new CollectedGrid(new PictureView(png, new Hints(SampleGrids.model()), "A deal")), margin, ebit);
    Path directory = Files.createDirectories(Path.of("target", "pictures"));
    Files.write(directory.resolve(name + ".png"), png.toByteArray());
    return ImageIO.read(new ByteArrayInputStream(png.toByteArray()));
  }

  private static Set<Integer> colours(BufferedImage picture) {
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        colours.add(picture.getRGB(x, y) & 0xffffff);
      }
    }
    return colours;
  }
}
