package io.margrid.core.request;

import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Reason;
import io.margrid.core.model.Display;
import io.margrid.core.model.ModelField;
import java.util.OptionalInt;

/** Reads Display messages. */
final class DisplayReader {
  private DisplayReader() {}

  static Display read(io.margrid.v1.Display message, FieldPath field, Faults faults) {
    OptionalInt decimals = message.hasDecimals() ? OptionalInt.of(message.getDecimals())
        : OptionalInt.empty();
    return new Display(format(message, field, faults), decimals);
  }

  private static Display.Format format(io.margrid.v1.Display message, FieldPath field, Faults faults) {
    return switch (message.getFormat()) {
      case FORMAT_UNSPECIFIED, FORMAT_NUMBER -> Display.Format.NUMBER;
      case FORMAT_PERCENT -> Display.Format.PERCENT;
      case FORMAT_BASIS_POINTS -> Display.Format.BASIS_POINTS;
      case UNRECOGNIZED -> {
        faults.add(ModelField.DISPLAY_FORMAT.in(field), Reason.INVALID_VALUE,
            Integer.toString(message.getFormatValue()), "a format of the contract");
        yield Display.Format.NUMBER;
      }
    };
  }
}
