package io.margrid.client.cli.demo;

import io.margrid.client.cli.output.GridValues;
import io.margrid.client.cli.output.TextTable;
import io.margrid.v1.GridMetric;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The two tables of the deal, computed: in the layout of the source, rounded as printed there, and compared
 * with it cell by cell.
 */
public final class DealTables {
  /** The axis of both tables. */
  public static final String AXIS = "gross_revenue_per_mw";
  private static final String PER_CENT = "_pct";
  private static final int GOLDEN_DECIMALS = 9;
  private static final int PER_CENT_DIGITS = 2;

  private final PublishedTables published;
  private final GridValues computed;

  /** The tables of a grid whose one axis is {@link #AXIS} at the published points. */
  public DealTables(PublishedTables published, GridValues computed) {
    this.published = published;
    this.computed = computed;
  }

  /** The metrics that the tables show, in their order. */
  public static List<String> metrics(PublishedTables published) {
    return published.figures().stream().map(DealTables::metric).toList();
  }

  /** Cells that both tables have. */
  public int cellCount() {
    return published.figures().size() * published.grossRevenues().size();
  }

  /** The provider's table: net revenue, EBIT, EBIT margin. */
  public String provider() {
    return table(List.of("net revenue", "EBIT", "EBIT margin"), published.figures().subList(0, 3));
  }

  /** The lab's table: gross margin, gross margin in per cent. */
  public String lab() {
    return table(List.of("gross margin", "gross margin %"), published.figures().subList(3, 5));
  }

  /** A line for each cell that is not as published; none if all are. */
  public List<String> differences() {
    List<String> lines = new ArrayList<>();
    for (String figure : published.figures()) {
      for (int row = 0; row < published.grossRevenues().size(); row++) {
        String expected = published.printed(figure, row) + (figure.endsWith(PER_CENT) ? "%" : "");
        String found = text(figure, row);
        if (!found.equals(expected)) {
          lines.add(
              metric(figure) + " at " + AXIS + " " + whole(published.grossRevenues().get(row)) + ": " + found
                  + " (expected: " + expected + ", as published)");
        }
      }
    }
    return lines;
  }

  private String table(List<String> names, List<String> figures) {
    List<String> heading = new ArrayList<>(List.of("gross revenue"));
    published.grossRevenues().forEach(revenue -> heading.add(" " + whole(revenue)));
    TextTable table = new TextTable().left(1).heading(heading);
    for (int line = 0; line < figures.size(); line++) {
      List<String> cells = new ArrayList<>(List.of(names.get(line)));
      for (int row = 0; row < published.grossRevenues().size(); row++) {
        cells.add(text(figures.get(line), row));
      }
      table.row(cells);
    }
    return table.render();
  }

  private String text(String figure, int row) {
    double value = computed.column(column(metric(figure)))[row];
    boolean perCent = figure.endsWith(PER_CENT);
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal exact = new BigDecimal(value).movePointRight(perCent ? PER_CENT_DIGITS : 0);
    return whole(exact) + (perCent ? "%" : "");
  }

  private int column(String metric) {
    return computed.shape().metrics().stream().map(GridMetric::getName).toList().indexOf(metric);
  }

  // The metric in per cent is a ratio in the model: provider_ebit_margin_pct is provider_ebit_margin.
  private static String metric(String figure) {
    return figure.endsWith(PER_CENT) ? figure.substring(0, figure.length() - PER_CENT.length()) : figure;
  }

  private static String whole(double value) {
    return whole(new BigDecimal(value));
  }

  // First to nine decimals, which removes the noise of binary fractions, then as the source rounds.
  private static String whole(BigDecimal exact) {
    return exact.setScale(GOLDEN_DECIMALS, RoundingMode.HALF_UP).setScale(0, RoundingMode.HALF_UP)
        .toPlainString();
  }
}
