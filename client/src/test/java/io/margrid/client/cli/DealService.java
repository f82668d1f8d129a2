package io.margrid.client.cli;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.margrid.v1.AxisMember;
import io.margrid.v1.Column;
import io.margrid.v1.EvaluateRequest;
import io.margrid.v1.EvaluateResponse;
import io.margrid.v1.GridAxis;
import io.margrid.v1.GridAxisMember;
import io.margrid.v1.GridChunk;
import io.margrid.v1.GridHeader;
import io.margrid.v1.GridMetric;
import io.margrid.v1.GridSpec;
import io.margrid.v1.GridSummary;
import io.margrid.v1.MetricSummary;
import io.margrid.v1.MetricValue;
import io.margrid.v1.Scenario;
import io.margrid.v1.Setting;
import io.margrid.v1.StreamGridRequest;
import io.margrid.v1.StreamGridResponse;
import io.margrid.v1.SweepServiceGrpc;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/** The deal's figures, computed by hand for axes given as lists; {@code error} is added to every EBIT. */
final class DealService extends SweepServiceGrpc.SweepServiceImplBase {
  private static final List<String> ALL = List.of("provider_net_revenue_per_mw", "provider_ebit_per_mw",
      "provider_ebit_margin", "lab_gross_margin_per_mw", "lab_gross_margin");
  private final double error;

  DealService(double error) {
    this.error = error;
  }

  @Override
  public void evaluate(EvaluateRequest request, StreamObserver<EvaluateResponse> answer) {
    EvaluateResponse.Builder values = EvaluateResponse.newBuilder();
    for (String metric : metrics(request.getMetricsList())) {
      values.addMetrics(MetricValue.newBuilder().setName(metric).setUnit("1")
          .addValues(value(metric, inputs(request.getScenario()))));
    }
    answer.onNext(values.build());
    answer.onCompleted();
  }

  @Override
  public void streamGrid(StreamGridRequest request, StreamObserver<StreamGridResponse> answer) {
    GridSpec grid = request.getGrid();
    if (grid.getMetricsList().contains("wrong")) {
      answer.onError(twoViolations());
      return;
    }
    GridHeader header = header(grid);
    answer.onNext(StreamGridResponse.newBuilder().setHeader(header).build());
    GridChunk chunk = chunk(grid, header);
    answer.onNext(StreamGridResponse.newBuilder().setChunk(chunk).build());
    GridSummary.Builder summary = GridSummary.newBuilder().setCellCount(header.getCellCount());
    chunk.getColumnsList().forEach(column -> summary.addMetrics(summary(column)));
    answer.onNext(StreamGridResponse.newBuilder().setSummary(summary).build());
    answer.onCompleted();
  }

  private static MetricSummary summary(Column column) {
    DoubleSummaryStatistics values = column.getValuesList().stream().mapToDouble(Double::doubleValue)
        .summaryStatistics();
    return MetricSummary.newBuilder().setMinimum(values.getMin()).setMaximum(values.getMax()).build();
  }

  private static RuntimeException twoViolations() {
    BadRequest violations = BadRequest.newBuilder().addFieldViolations(violation("grid.metrics[0]", "wrong"))
        .addFieldViolations(violation("grid.metrics[1]", "worse")).build();
    ErrorInfo info = ErrorInfo.newBuilder().setDomain("margrid.io").setReason("UNKNOWN_METRIC").build();
    return StatusProto.toStatusRuntimeException(Status.newBuilder().setCode(Code.INVALID_ARGUMENT_VALUE)
        .setMessage("grid.metrics[0]: wrong (expected: a metric)").addDetails(Any.pack(info))
        .addDetails(Any.pack(violations)).build());
  }

  private static BadRequest.FieldViolation violation(String field, String value) {
    return BadRequest.FieldViolation.newBuilder().setField(field).setReason("UNKNOWN_METRIC")
        .setDescription(field + ": " + value + " (expected: a metric)").build();
  }

  private static List<String> metrics(List<String> asked) {
    return asked.isEmpty() ? ALL : asked;
  }

  private static GridHeader header(GridSpec grid) {
    GridHeader.Builder header = GridHeader.newBuilder().setLayout(GridHeader.Layout.LAYOUT_DENSE)
        .setDigest(ByteString.copyFrom(new byte[32])).setCellsPerRow(1);
    long cells = 1;
    for (var axis : grid.getAxesList()) {
      AxisMember member = axis.getZipped().getMembers(0);
      int count = member.getList().getValuesCount();
      cells *= count;
      header.setCellsPerRow(count)
          .addAxes(GridAxis.newBuilder().setName(member.getParameter()).setCount(count)
              .addMembers(GridAxisMember.newBuilder().setParameter(member.getParameter()).setUnit("1")
                  .setMode(member.getMode()).addAllValues(member.getList().getValuesList())));
    }
    for (String metric : metrics(grid.getMetricsList())) {
      header.addMetrics(GridMetric.newBuilder().setName(metric).setUnit("1"));
    }
    return header.setCellCount(cells).setRangeCellCount(cells).build();
  }

  private GridChunk chunk(GridSpec grid, GridHeader header) {
    int cells = (int) header.getCellCount();
    GridChunk.Builder chunk = GridChunk.newBuilder().setCellCount(cells);
    for (GridMetric metric : header.getMetricsList()) {
      ByteBuffer bytes = ByteBuffer.allocate(cells * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      Column.Builder column = chunk.addColumnsBuilder();
      for (int cell = 0; cell < cells; cell++) {
        double value = value(metric.getName(), inputs(grid, header, cell));
        column.addValues(value);
        bytes.putDouble(value);
      }
      CRC32C crc = new CRC32C();
      crc.update(bytes.flip());
      column.setCrc32C((int) crc.getValue());
    }
    return chunk.build();
  }

  private static Map<String, Double> inputs(GridSpec grid, GridHeader header, int cell) {
    Map<String, Double> inputs = inputs(grid.getScenario());
    int rest = cell;
    for (int axis = header.getAxesCount() - 1; axis >= 0; axis--) {
      GridAxisMember member = header.getAxes(axis).getMembers(0);
      inputs.put(member.getParameter(), member.getValues(rest % member.getValuesCount()));
      rest /= member.getValuesCount();
    }
    return inputs;
  }

  private static Map<String, Double> inputs(Scenario scenario) {
    Map<String, Double> inputs = new HashMap<>(Map.of("gross_revenue_per_mw", 26.0, "revenue_share", 0.25,
        "iaas_fee_per_mw", 7.5, "provider_opex_per_mw", 6.5));
    for (Setting setting : scenario.getSettingsList()) {
      inputs.put(setting.getParameter(), setting.getValue());
    }
    return inputs;
  }

  private double value(String metric, Map<String, Double> inputs) {
    double gross = inputs.getOrDefault("gross_revenue_per_mw", 0.0);
    double net = inputs.getOrDefault("iaas_fee_per_mw", 0.0)
        + inputs.getOrDefault("revenue_share", 0.0) * gross;
    double ebit = net - inputs.getOrDefault("provider_opex_per_mw", 0.0) + error;
    return switch (metric) {
      case "provider_net_revenue_per_mw" -> net;
      case "provider_ebit_per_mw" -> ebit;
      case "provider_ebit_margin" -> ebit / net;
      case "lab_gross_margin_per_mw" -> gross - net;
      case "lab_gross_margin" -> (gross - net) / gross;
      default -> Double.NaN;
    };
  }
}
