package io.margrid.core.request;

import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Reason;
import io.margrid.core.grid.AxisMode;
import io.margrid.core.plan.GridQuery;
import io.margrid.core.plan.GridQuery.Values.Single;
import io.margrid.v1.Series;
import io.margrid.v1.Setting;
import io.margrid.v1.Shock;
import java.util.ArrayList;
import java.util.List;

/** Reads settings and shocks. */
final class ChangesReader {
  private final Faults faults;

  ChangesReader(Faults faults) {
    this.faults = faults;
  }

  GridQuery.Changes read(List<Setting> settings, FieldPath settingsField, List<Shock> shocks,
      FieldPath shocksField) {
    List<GridQuery.Setting> readSettings = new ArrayList<>();
    for (int i = 0; i < settings.size(); i++) {
      setting(settings.get(i), settingsField.index(i), readSettings);
    }
    List<GridQuery.Shock> readShocks = new ArrayList<>();
    for (int i = 0; i < shocks.size(); i++) {
      shock(shocks.get(i), shocksField.index(i), readShocks);
    }
    return new GridQuery.Changes(readSettings, readShocks);
  }

  private void setting(Setting setting, FieldPath field, List<GridQuery.Setting> settings) {
    GridQuery.Name parameter = new GridQuery.Name(setting.getParameter(),
        field.field("parameter", Setting.PARAMETER_FIELD_NUMBER));
    FieldPath valueField = field.field("value", Setting.VALUE_FIELD_NUMBER);
    FieldPath seriesField = field.field("series", Setting.SERIES_FIELD_NUMBER);
    switch (setting.getAssignmentCase()) {
      case VALUE -> {
        if (faults.checkFinite(setting.getValue(), valueField)) {
          settings.add(new GridQuery.Setting(parameter, new Single(setting.getValue()), valueField));
        }
      }
      case SERIES -> {
        List<Double> values = setting.getSeries().getValuesList();
        if (areFinite(values, seriesField.field("values", Series.VALUES_FIELD_NUMBER))) {
          settings.add(new GridQuery.Setting(parameter, new GridQuery.Values.Series(values), seriesField));
        }
      }
      case ASSIGNMENT_NOT_SET -> faults.add(field, Reason.REQUIRED, "no value", "value or series");
    }
  }

  private void shock(Shock shock, FieldPath field, List<GridQuery.Shock> shocks) {
    GridQuery.Name parameter = new GridQuery.Name(shock.getParameter(),
        field.field("parameter", Shock.PARAMETER_FIELD_NUMBER));
    List<GridQuery.Name> periods = GridReader.names(shock.getPeriodsList(),
        field.field("periods", Shock.PERIODS_FIELD_NUMBER));
    FieldPath additionField = field.field("addition", Shock.ADDITION_FIELD_NUMBER);
    FieldPath factorField = field.field("factor", Shock.FACTOR_FIELD_NUMBER);
    switch (shock.getChangeCase()) {
      case ADDITION -> {
        if (faults.checkFinite(shock.getAddition(), additionField)) {
          shocks.add(
              new GridQuery.Shock(parameter, periods, AxisMode.ADDITION, shock.getAddition(), additionField));
        }
      }
      case FACTOR -> {
        if (faults.checkFinite(shock.getFactor(), factorField)) {
          shocks
              .add(new GridQuery.Shock(parameter, periods, AxisMode.FACTOR, shock.getFactor(), factorField));
        }
      }
      case CHANGE_NOT_SET -> faults.add(field, Reason.REQUIRED, "no change", "addition or factor");
    }
  }

  private boolean areFinite(List<Double> values, FieldPath field) {
    boolean finite = true;
    for (int i = 0; i < values.size(); i++) {
      finite &= faults.checkFinite(values.get(i), field.index(i));
    }
    return finite;
  }
}
