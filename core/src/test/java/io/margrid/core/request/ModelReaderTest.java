package io.margrid.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.core.fault.Fault;
import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Reason;
import io.margrid.core.model.BindingDefinition;
import io.margrid.core.model.Catalog;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.model.ConstantDefinition;
import io.margrid.core.model.Display.Format;
import io.margrid.core.model.IncludeDefinition;
import io.margrid.core.model.MetricDefinition;
import io.margrid.core.model.ModelDefinition;
import io.margrid.core.model.ModelLimits;
import io.margrid.core.model.ParameterDefinition;
import io.margrid.v1.Binding;
import io.margrid.v1.Constant;
import io.margrid.v1.Display;
import io.margrid.v1.Include;
import io.margrid.v1.Metric;
import io.margrid.v1.Model;
import io.margrid.v1.Parameter;
import io.margrid.v1.Series;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ModelReaderTest {
  private static final FieldPath MODEL = FieldPath.ROOT.field("model", 3);

  @Test
  void readsEveryField() {
    Display percent = Display.newBuilder().setFormat(Display.Format.FORMAT_PERCENT).setDecimals(1).build();
    Model message = Model.newBuilder().setId("i").setTitle("t").setDescription("d").setSource("s")
        .addConstants(
            Constant.newBuilder().setName("c").setUnit("h").setValue(2).setDescription("cd").setSource("cs"))
        .addParameters(
            Parameter.newBuilder().setName("p").setUnit("MW").setValue(3).setMinimum(1).setMaximum(4)
                .setDescription("pd").setSource("ps").setDisplay(percent))
        .addMetrics(Metric.newBuilder().setName("m").setUnit("h").setFormula("c").setDescription("md")
            .setDisplay(percent))
        .build();

    Faults faults = new Faults();
    ModelDefinition model = ModelReader.read(message, MODEL, faults).orElseThrow();

    assertThat(faults.isEmpty()).isTrue();
    io.margrid.core.model.Display display = new io.margrid.core.model.Display(Format.PERCENT,
        OptionalInt.of(1));
    assertThat(model).isEqualTo(new ModelDefinition("i", "t", "d", "s", List.of(),
        List.of(new ConstantDefinition("c", "h", 2, "cd", "cs")),
        List.of(new ParameterDefinition("p", "MW", List.of(3.0), OptionalDouble.of(1), OptionalDouble.of(4),
            "pd", "ps",
            display)),
        List.of(new MetricDefinition("m", Optional.of("h"), "c", "md", display))));
  }

  @Test
  void whatIsAbsentIsReadAsSuch() {
    Model message = Model.newBuilder().addPeriods("1Q26").addParameters(Parameter.newBuilder().setValue(-0.0))
        .addMetrics(Metric.newBuilder()).build();
    ModelDefinition model = ModelReader.read(message, MODEL, new Faults()).orElseThrow();
    assertThat(model.periods()).containsExactly("1Q26");
    ParameterDefinition parameter = model.parameters().getFirst();
    assertThat(parameter.minimum()).isEmpty();
    assertThat(parameter.maximum()).isEmpty();
    assertThat(Double.doubleToLongBits(parameter.values().getFirst())).isZero();
    assertThat(parameter.display()).isEqualTo(io.margrid.core.model.Display.PLAIN);
    assertThat(model.metrics().getFirst().unit()).isEmpty();
  }

  @Test
  void faultsOfTheMessageAndOfTheModelAreReportedTogether() {
    Model message = Model.newBuilder().addPeriods("1Q26")
        .addParameters(Parameter.newBuilder().setName("none").setMinimum(5))
        .addParameters(Parameter.newBuilder().setName("series").setMaximum(-5)
            .setSeries(Series.newBuilder().addValues(1).addValues(2)))
        .addMetrics(Metric.newBuilder().setName("m").setFormula("none + x")
            .setDisplay(Display.newBuilder().setFormatValue(99)))
        .build();

    Faults faults = new Faults();
    assertThat(ModelReader.compile(message, MODEL, Catalog.of(List.of()), ModelLimits.DEFAULT, faults))
        .isEmpty();

    assertThat(faults.inFieldOrder()).extracting(Fault::message).containsExactly(
        "model.parameters[0].value: absent (expected: a default value or series)",
        "model.parameters[1].series: a series of 2 (expected: a series of 1: one value for each period)",
        "model.metrics[0].formula:1:8: x"
            + " (expected: a parameter, constant or metric of the model, nearest: m, none, series)",
        "model.metrics[0].display.format: 99 (expected: a format of the contract)");
    assertThat(ModelReader.read(message, MODEL, new Faults())).isEmpty();
  }

  @Test
  void seriesAndIncludesAreRead() {
    Model message = Model.newBuilder().addPeriods("1Q26").addPeriods("2Q26")
        .addParameters(
            Parameter.newBuilder().setName("p").setSeries(Series.newBuilder().addValues(-0.0).addValues(2)))
        .addIncludes(Include.newBuilder().setModelId("deal").setPrefix("d")
            .addBindings(Binding.newBuilder().setParameter("q").setFormula("p + 1")))
        .build();
    ModelDefinition model = ModelReader.read(message, MODEL, new Faults()).orElseThrow();
    assertThat(model.parameters().getFirst().values()).containsExactly(0.0, 2.0);
    assertThat(model.includes())
        .containsExactly(new IncludeDefinition("deal", "d", List.of(new BindingDefinition("q", "p + 1"))));
  }

  @Test
  void seriesHasAValueForEachPeriod() {
    Model.Builder model = Model.newBuilder()
        .addParameters(Parameter.newBuilder().setName("p").setSeries(Series.newBuilder().addValues(1)))
        .addMetrics(Metric.newBuilder().setName("m").setFormula("p"));
    Faults scalar = new Faults();
    assertThat(ModelReader.compile(model.build(), MODEL, Catalog.of(List.of()), ModelLimits.DEFAULT, scalar))
        .isEmpty();
    assertThat(scalar.inFieldOrder()).extracting(Fault::message).containsExactly(
        "model.parameters[0].series: a series of 1 (expected: one value: the model has no periods)");
    Faults short2 = new Faults();
    model.addPeriods("1Q26").addPeriods("2Q26");
    assertThat(ModelReader.compile(model.build(), MODEL, Catalog.of(List.of()), ModelLimits.DEFAULT, short2))
        .isEmpty();
    assertThat(short2.inFieldOrder()).extracting(Fault::message).containsExactly(
        "model.parameters[0].series: a series of 1 (expected: a series of 2: one value for each period)");
  }

  @Test
  void inlineModelMayIncludeAModelOfTheCatalogue() {
    Catalog shipped = ModelFiles.shipped(ModelLimits.DEFAULT);
    Model message = Model.newBuilder()
        .addIncludes(Include.newBuilder().setModelId("silicon-mix").setPrefix("chips"))
        .addMetrics(Metric.newBuilder().setName("m").setFormula("chips_provider_ebit_margin")).build();
    Faults faults = new Faults();
    CompiledModel model = ModelReader.compile(message, MODEL, shipped, ModelLimits.DEFAULT, faults)
        .orElseThrow();
    assertThat(model.findMetric("chips_opex_per_mw")).isPresent();
    assertThat(model.findMetric("chips_provider_opex_per_mw")).isPresent();
    assertThat(faults.isEmpty()).isTrue();
  }

  @Test
  void faultOfTheMessageAloneIsEnoughToRefuseTheModel() {
    Model message = Model.newBuilder().addParameters(Parameter.newBuilder().setName("p"))
        .addMetrics(Metric.newBuilder().setName("m").setFormula("p")).build();
    Faults faults = new Faults();
    assertThat(ModelReader.compile(message, MODEL, Catalog.of(List.of()), ModelLimits.DEFAULT, faults))
        .isEmpty();
    assertThat(faults.count()).isEqualTo(1);
  }

  @Test
  void faultsFoundBeforeDoNotRefuseTheModel() {
    Faults faults = new Faults();
    faults.add(FieldPath.ROOT, Reason.REQUIRED, "absent", "something else");
    Model message = Model.newBuilder().addMetrics(Metric.newBuilder().setName("m").setFormula("1")).build();
    assertThat(ModelReader.compile(message, MODEL, Catalog.of(List.of()), ModelLimits.DEFAULT, faults))
        .isPresent();
  }
}
