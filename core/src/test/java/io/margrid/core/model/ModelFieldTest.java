package io.margrid.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.margrid.core.fault.FieldPath;
import io.margrid.v1.Constant;
import io.margrid.v1.Metric;
import io.margrid.v1.Model;
import io.margrid.v1.Parameter;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelFieldTest {
  private static final Map<String, Descriptor> MESSAGES = Map.of("MODEL", Model.getDescriptor(), "CONSTANT",
      Constant.getDescriptor(), "PARAMETER", Parameter.getDescriptor(), "METRIC", Metric.getDescriptor(),
      "DISPLAY",
      io.margrid.v1.Display.getDescriptor());

  @ParameterizedTest
  @EnumSource
  void nameAndNumberAreThoseOfTheContract(ModelField field) {
    String message = field.name().substring(0, field.name().indexOf('_'));
    String path = field.in(FieldPath.ROOT).toString();
    FieldDescriptor descriptor = Objects.requireNonNull(MESSAGES.get(message)).findFieldByName(path);
    assertThat(descriptor).as(path).isNotNull();
    assertThat(field.in(FieldPath.ROOT)).isEqualTo(FieldPath.ROOT.field(path, descriptor.getNumber()));
  }
}
