package io.margrid.core.request;

import io.margrid.core.analysis.TornadoQuery;
import io.margrid.core.fault.FaultText;
import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Reason;
import io.margrid.core.plan.GridQuery;
import io.margrid.v1.ParameterRange;
import io.margrid.v1.TornadoRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads the ranges and the share of a tornado. */
final class TornadoReader {
  private static final int MAX_RANGES = 1_000;

  private final Faults faults;

  TornadoReader(Faults faults) {
    this.faults = faults;
  }

  TornadoQuery read(TornadoRequest request, GridQuery scenario) {
    FieldPath ranges = FieldPath.ROOT.field("ranges", TornadoRequest.RANGES_FIELD_NUMBER);
    if (request.getRangesCount() == 0 && !request.hasShare()) {
      faults.add(ranges, Reason.REQUIRED, "no ranges and no share", "ranges, a share, or both");
    }
    return new TornadoQuery(scenario, ranges(request.getRangesList(), ranges), share(request));
  }

  private List<TornadoQuery.Range> ranges(List<ParameterRange> ranges, FieldPath field) {
    List<TornadoQuery.Range> read = new ArrayList<>();
    if (ranges.size() > MAX_RANGES) {
      faults.add(field, Reason.GRID_TOO_LARGE, ranges.size() + " ranges", "at most " + MAX_RANGES);
      return read;
    }
    for (int i = 0; i < ranges.size(); i++) {
      range(ranges.get(i), field.index(i)).ifPresent(read::add);
    }
    return read;
  }

  private Optional<TornadoQuery.Range> range(ParameterRange range, FieldPath field) {
    FieldPath low = field.field("low", ParameterRange.LOW_FIELD_NUMBER);
    FieldPath high = field.field("high", ParameterRange.HIGH_FIELD_NUMBER);
    long before = faults.count();
    faults.checkFinite(range.getLow(), low);
    faults.checkFinite(range.getHigh(), high);
    if (range.getLow() > range.getHigh()) {
      faults.add(high, Reason.INVALID_VALUE, FaultText.number(range.getHigh()),
          "at least low, " + FaultText.number(range.getLow()));
    }
    return faults.count() > before ? Optional.empty()
        : Optional.of(new TornadoQuery.Range(
            new GridQuery.Name(range.getParameter(),
                field.field("parameter", ParameterRange.PARAMETER_FIELD_NUMBER)),
            range.getLow(), range.getHigh(), low, high));
  }

  private OptionalDouble share(TornadoRequest request) {
    if (!request.hasShare()) {
      return OptionalDouble.empty();
    }
    if (!(request.getShare() > 0 && request.getShare() <= 1)) {
      faults.add(FieldPath.ROOT.field("share", TornadoRequest.SHARE_FIELD_NUMBER), Reason.INVALID_VALUE,
          FaultText.number(request.getShare()), "above 0, at most 1");
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(request.getShare());
  }
}
