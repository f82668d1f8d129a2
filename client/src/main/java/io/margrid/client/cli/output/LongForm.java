package io.margrid.client.cli.output;

import io.margrid.v1.GridHeader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line per cell, written as cells arrive, in memory that does not grow with the grid: the axes' values,
 * then the metrics'. Numbers as {@link DoubleText} writes them.
 */
public final class LongForm implements GridSink {
  private static final int FLUSH_AT = 1 << 15;
  private static final int MOST_KEPT_TEXTS = 65_536;

  private final OutputStream out;
  private final LineSyntax syntax;
  private final StringBuilder text = new StringBuilder(FLUSH_AT + (FLUSH_AT >> 1));
  private @Nullable State state;

  private LongForm(OutputStream out, LineSyntax syntax) {
    this.out = out;
    this.syntax = syntax;
  }

  /** RFC 4180 with a heading line; lines end with a line feed. */
  public static LongForm csv(OutputStream out) {
    return new LongForm(out, new CsvSyntax());
  }

  /** One JSON object per line; numbers that are not finite are the strings NaN, Infinity and -Infinity. */
  public static LongForm ndjson(OutputStream out) {
    return new LongForm(out, new NdjsonSyntax());
  }

  @Override
  public void start(GridHeader header) {
    GridShape shape = new GridShape(header);
    syntax.heading(text, headings(shape));
    state = new State(shape, header.getFirstCell());
  }

  private static List<String> headings(GridShape shape) {
    List<String> names = new ArrayList<>();
    shape.coordinates().forEach(coordinate -> names.add(coordinate.name()));
    shape.metrics().forEach(metric -> names.add(metric.getName()));
    return names;
  }

  @Override
  public void cells(int count, double[][] columns) throws IOException {
    State now = Objects.requireNonNull(state, "start comes first");
    for (int cell = 0; cell < count; cell++) {
      now.appendCoordinates();
      for (int metric = 0; metric < columns.length; metric++) {
        syntax.number(text, now.coordinates.size() + metric, columns[metric][cell]);
      }
      syntax.endLine(text);
      if (text.length() >= FLUSH_AT) {
        write();
      }
    }
  }

  @Override
  public void end() throws IOException {
    write();
    out.flush();
  }

  private void write() throws IOException {
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    text.setLength(0);
  }

  /** Where the next cell lies. The texts of outer axes are kept while they stand still. */
  private final class State {
    private final GridShape shape;
    private final List<Coordinate> coordinates;
    private final int outerCoordinates;
    private final String @Nullable [][] kept;
    private final long[] points;
    private final StringBuilder outer = new StringBuilder();
    private boolean outerMoved = true;

    State(GridShape shape, long firstCell) {
      this.shape = shape;
      coordinates = shape.coordinates();
      points = new long[shape.axisCount()];
      for (int axis = 0; axis < points.length && firstCell < shape.cellCount(); axis++) {
        points[axis] = shape.point(axis, firstCell);
      }
      int last = shape.axisCount() - 1;
      outerCoordinates = (int) coordinates.stream().filter(c -> c.axis() < last).count();
      kept = last >= 0 && shape.count(last) <= MOST_KEPT_TEXTS ? texts(last) : null;
    }

    private String[][] texts(int last) {
      String[][] texts = new String[coordinates.size()][(int) shape.count(last)];
      for (int i = outerCoordinates; i < texts.length; i++) {
        for (int point = 0; point < texts[i].length; point++) {
          texts[i][point] = field(i, point);
        }
      }
      return texts;
    }

    private String field(int coordinate, long point) {
      StringBuilder field = new StringBuilder();
      syntax.coordinate(field, coordinate, coordinates.get(coordinate), point);
      return field.toString();
    }

    void appendCoordinates() {
      if (outerMoved) {
        outer.setLength(0);
        for (int i = 0; i < outerCoordinates; i++) {
          outer.append(field(i, points[coordinates.get(i).axis()]));
        }
        outerMoved = false;
      }
      text.append(outer);
      for (int i = outerCoordinates; i < coordinates.size(); i++) {
        long point = points[points.length - 1];
        text.append(kept == null ? field(i, point) : kept[i][(int) point]);
      }
      step();
    }

    private void step() {
      for (int axis = points.length - 1; axis >= 0; axis--) {
        outerMoved |= axis < points.length - 1;
        if (++points[axis] < shape.count(axis)) {
          return;
        }
        points[axis] = 0;
      }
    }
  }
}
