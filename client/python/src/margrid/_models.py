"""Models: those of the catalogue, and those of the caller's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from margrid.v1 import catalog_service_pb2, model_pb2

_FORMATS = {
    "number": model_pb2.Display.FORMAT_NUMBER,
    "percent": model_pb2.Display.FORMAT_PERCENT,
    "basis points": model_pb2.Display.FORMAT_BASIS_POINTS,
}
_FORMAT_NAMES = {number: name for name, number in _FORMATS.items()}


@dataclass(frozen=True)
class Display:
    """How to show a number to a person; it changes no value."""

    format: str = "number"
    """`number`, `percent` or `basis points`."""
    decimals: int | None = None
    """None: as many as the value needs, up to 6 significant digits."""

    def text(self, value: float) -> str:
        """The value as a person wants it."""
        factor, sign = {"percent": (100, " %"), "basis points": (10_000, " bp")}.get(self.format, (1, ""))
        shown = f"{value * factor:.6g}" if self.decimals is None else f"{value * factor:.{self.decimals}f}"
        return shown + sign

    def message(self) -> model_pb2.Display:
        return model_pb2.Display(format=_FORMATS[self.format], decimals=self.decimals)

    @staticmethod
    def of(message: model_pb2.Display) -> Display:
        decimals = message.decimals if message.HasField("decimals") else None
        return Display(_FORMAT_NAMES.get(message.format, "number"), decimals)


@dataclass(frozen=True)
class Constant:
    """A named number that no scenario may change."""

    value: float
    unit: str = ""
    description: str = ""
    source: str = ""


@dataclass(frozen=True)
class Parameter:
    """A number, or a series over the periods, that a scenario or an axis may set."""

    default: float | tuple[float, ...]
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    description: str = ""
    source: str = ""
    display: Display = Display()


@dataclass(frozen=True)
class Metric:
    """A formula over parameters, constants and other metrics."""

    formula: str
    unit: str = ""
    description: str = ""
    display: Display = Display()


@dataclass(frozen=True)
class Include:
    """Takes another model of the catalogue in."""

    model_id: str
    prefix: str = ""
    bindings: Mapping[str, str] = field(default_factory=dict)
    """Formulas for parameters of the included model."""


@dataclass(frozen=True)
class Model:
    """Parameters in, metrics out, formulas between them. model() takes short forms."""

    parameters: Mapping[str, Parameter]
    metrics: Mapping[str, Metric]
    constants: Mapping[str, Constant] = field(default_factory=dict)
    periods: tuple[str, ...] = ()
    includes: tuple[Include, ...] = ()
    id: str = ""
    title: str = ""
    description: str = ""
    source: str = ""

    def message(self) -> model_pb2.Model:
        return model_pb2.Model(
            id=self.id,
            title=self.title,
            description=self.description,
            source=self.source,
            periods=self.periods,
            constants=[
                model_pb2.Constant(name=name, unit=c.unit, value=c.value, description=c.description, source=c.source)
                for name, c in self.constants.items()
            ],
            parameters=[_parameter_message(name, parameter) for name, parameter in self.parameters.items()],
            metrics=[
                model_pb2.Metric(
                    name=name, unit=m.unit, formula=m.formula, description=m.description, display=m.display.message()
                )
                for name, m in self.metrics.items()
            ],
            includes=[
                model_pb2.Include(
                    model_id=include.model_id,
                    prefix=include.prefix,
                    bindings=[model_pb2.Binding(parameter=p, formula=f) for p, f in include.bindings.items()],
                )
                for include in self.includes
            ],
        )

    @staticmethod
    def of(message: model_pb2.Model) -> Model:
        return Model(
            {parameter.name: _parameter(parameter) for parameter in message.parameters},
            {m.name: Metric(m.formula, m.unit, m.description, Display.of(m.display)) for m in message.metrics},
            {c.name: Constant(c.value, c.unit, c.description, c.source) for c in message.constants},
            tuple(message.periods),
            tuple(
                Include(i.model_id, i.prefix, {binding.parameter: binding.formula for binding in i.bindings})
                for i in message.includes
            ),
            message.id,
            message.title,
            message.description,
            message.source,
        )


def _parameter_message(name: str, parameter: Parameter) -> model_pb2.Parameter:
    message = model_pb2.Parameter(
        name=name,
        unit=parameter.unit,
        minimum=parameter.minimum,
        maximum=parameter.maximum,
        description=parameter.description,
        source=parameter.source,
        display=parameter.display.message(),
    )
    if isinstance(parameter.default, tuple):
        message.series.CopyFrom(model_pb2.Series(values=parameter.default))
    else:
        message.value = parameter.default
    return message


def _parameter(message: model_pb2.Parameter) -> Parameter:
    return Parameter(
        tuple(message.series.values) if message.WhichOneof("default") == "series" else message.value,
        message.unit,
        message.minimum if message.HasField("minimum") else None,
        message.maximum if message.HasField("maximum") else None,
        message.description,
        message.source,
        Display.of(message.display),
    )


ParameterLike: TypeAlias = "Parameter | float | tuple[float, str]"
MetricLike: TypeAlias = "Metric | str"
ConstantLike: TypeAlias = "Constant | float | tuple[float, str]"


def model(
    parameters: Mapping[str, ParameterLike],
    metrics: Mapping[str, MetricLike],
    *,
    constants: Mapping[str, ConstantLike] | None = None,
    periods: Sequence[str] = (),
    includes: Sequence[Include] = (),
    id: str = "",
) -> Model:
    """A model of one's own: a parameter or constant is a number or (number, unit), a metric is a formula.

    model({"price": (3, "USD/t"), "load": (2, "t")}, {"cost": "price * load"})
    """
    return Model(
        {name: p if isinstance(p, Parameter) else Parameter(*_number(p)) for name, p in parameters.items()},
        {name: m if isinstance(m, Metric) else Metric(m) for name, m in metrics.items()},
        {name: c if isinstance(c, Constant) else Constant(*_number(c)) for name, c in (constants or {}).items()},
        tuple(periods),
        tuple(includes),
        id,
    )


def _number(short: float | tuple[float, str]) -> tuple[float, str]:
    return (short[0], short[1]) if isinstance(short, tuple) else (short, "")


@dataclass(frozen=True)
class ModelEntry:
    """A line of the catalogue."""

    id: str
    title: str
    description: str
    parameter_count: int
    metric_count: int
    period_count: int

    @staticmethod
    def of(m: catalog_service_pb2.ModelEntry) -> ModelEntry:
        return ModelEntry(m.id, m.title, m.description, m.parameter_count, m.metric_count, m.period_count)


@dataclass(frozen=True)
class Diagnostic:
    """A fault in a model."""

    field: str
    line: int
    """In a formula, from 1; 0 where the fault is not in a formula."""
    column: int
    reason: str
    message: str


@dataclass(frozen=True)
class CompiledMetric:
    """What the compiler knows of a metric."""

    unit: str
    formula: str
    dependencies: tuple[str, ...]
    """Names that the formula itself mentions."""
    parameters: tuple[str, ...]
    """Parameters that the value depends on, directly or not."""


@dataclass(frozen=True)
class CompiledModel:
    """What the compiler found: metrics of a valid model, or diagnostics."""

    valid: bool
    digest: bytes
    metrics: Mapping[str, CompiledMetric]
    diagnostics: tuple[Diagnostic, ...]

    @staticmethod
    def of(message: catalog_service_pb2.CompileModelResponse) -> CompiledModel:
        return CompiledModel(
            message.valid,
            message.digest,
            {
                m.name: CompiledMetric(m.unit, m.formula, tuple(m.dependencies), tuple(m.parameters))
                for m in message.metrics
            },
            tuple(Diagnostic(d.field, d.line, d.column, d.reason, d.message) for d in message.diagnostics),
        )
