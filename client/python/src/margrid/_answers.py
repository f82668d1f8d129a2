"""What the six questions are answered with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

import numpy as np
from numpy.typing import NDArray

from margrid._errors import StreamCorrupted
from margrid._frames import frame, pandas
from margrid._header import GridAxis
from margrid.v1 import analysis_service_pb2 as analysis

if TYPE_CHECKING:
    import pandas as pd

_ABSENCES = {
    analysis.Solution.ABSENCE_UNSPECIFIED: "",
    analysis.Solution.ABSENCE_NO_SIGN_CHANGE: "no sign change",
    analysis.Solution.ABSENCE_FLAT: "flat",
    analysis.Solution.ABSENCE_NOT_FINITE: "not finite",
}
_KINDS = {
    analysis.ExplainedNode.KIND_LITERAL: "literal",
    analysis.ExplainedNode.KIND_CONSTANT: "constant",
    analysis.ExplainedNode.KIND_PARAMETER: "parameter",
    analysis.ExplainedNode.KIND_OPERATION: "operation",
    analysis.ExplainedNode.KIND_METRIC: "metric",
}


@dataclass(frozen=True)
class Solution:
    """What was found for one cell."""

    roots: tuple[float, ...]
    """Ascending."""
    absence: str
    """Why there is none: `no sign change`, `flat` or `not finite`. Empty: there is one."""
    monotone: bool
    minimum: float | None
    """The metric's least finite value where it was looked for."""
    maximum: float | None

    @staticmethod
    def of(message: analysis.Solution) -> Solution:
        return Solution(
            tuple(message.roots),
            _ABSENCES.get(message.absence, "unknown"),
            message.monotone,
            message.minimum if message.HasField("minimum") else None,
            message.maximum if message.HasField("maximum") else None,
        )


@dataclass(frozen=True)
class Solutions(Sequence[Solution]):
    """What was found, cell by cell; for one scenario that is one."""

    parameter: str
    axes: tuple[GridAxis, ...]
    cells: tuple[Solution, ...]

    @staticmethod
    def of(messages: Sequence[analysis.SolveResponse], parameter: str) -> Solutions:
        if not messages or not messages[0].HasField("header"):
            raise StreamCorrupted("stream: no header (expected: header, solutions)")
        axes = tuple(GridAxis.of(axis) for axis in messages[0].header.axes)
        cells = tuple(Solution.of(one) for message in messages for one in message.solutions)
        if len(cells) != messages[0].header.cell_count:
            raise StreamCorrupted(f"stream: {len(cells)} solutions (expected: {messages[0].header.cell_count})")
        return Solutions(parameter, axes, cells)

    @property
    def roots(self) -> NDArray[np.float64]:
        """The least root of each cell, shaped like the axes; NaN where there is none."""
        least = [cell.roots[0] if cell.roots else np.nan for cell in self.cells]
        return np.asarray(least, np.float64).reshape(tuple(axis.count for axis in self.axes))

    @property
    def root(self) -> float:
        """The only root of one scenario. Raises ValueError if there is not exactly one."""
        if len(self.cells) != 1 or len(self.cells[0].roots) != 1:
            found = "; ".join(one.absence or f"roots {one.roots}" for one in self.cells[:3])
            raise ValueError(f"{self.parameter}: {found} (expected: one scenario with exactly one root)")
        return self.cells[0].roots[0]

    @overload
    def __getitem__(self, index: int) -> Solution: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Solution, ...]: ...

    def __getitem__(self, index: int | slice) -> Solution | tuple[Solution, ...]:
        return self.cells[index]

    def __len__(self) -> int:
        return len(self.cells)


@dataclass(frozen=True)
class Bar:
    """What one parameter does to a metric."""

    parameter: str
    low: float
    high: float
    base: float
    """The parameter in the scenario."""
    at_low: float
    """The metric with the parameter at its low."""
    at_high: float
    clamped: bool
    """Whether a bound stopped the parameter short of its share."""


@dataclass(frozen=True)
class Tornado:
    """What moves a metric, the greatest effect first."""

    metric: str
    unit: str
    base: float
    bars: tuple[Bar, ...]

    @staticmethod
    def of(message: analysis.TornadoResponse) -> Tornado:
        moved = message.metrics[0]
        bars = tuple(
            Bar(
                bar.range.parameter, bar.range.low, bar.range.high, bar.base, bar.at_low, bar.at_high, bar.clamped
            )
            for bar in moved.bars
        )
        return Tornado(moved.metric.name, moved.metric.unit, moved.base, bars)

    def to_pandas(self) -> pd.DataFrame:
        """Parameters down."""
        columns = ["low", "high", "base", "at_low", "at_high", "clamped"]
        return frame(
            {column: [getattr(bar, column) for bar in self.bars] for column in columns},
            [bar.parameter for bar in self.bars],
        )


@dataclass(frozen=True)
class Comparison:
    """Scenarios beside a base."""

    periods: tuple[str, ...]
    """None for a scalar model."""
    units: Mapping[str, str]
    base: Mapping[str, NDArray[np.float64]]
    """By metric, a value for each period, or one."""
    values: Mapping[str, Mapping[str, NDArray[np.float64]]]
    """By scenario, then metric."""

    @staticmethod
    def of(message: analysis.CompareResponse) -> Comparison:
        values: dict[str, dict[str, NDArray[np.float64]]] = {}
        for metric in message.metrics:
            for scenario in metric.scenarios:
                values.setdefault(scenario.name, {})[metric.metric.name] = np.asarray(scenario.values)
        return Comparison(
            tuple(message.periods),
            {metric.metric.name: metric.metric.unit for metric in message.metrics},
            {metric.metric.name: np.asarray(metric.base) for metric in message.metrics},
            values,
        )

    def difference(self, scenario: str, metric: str) -> NDArray[np.float64]:
        """How far the scenario is above the base."""
        difference: NDArray[np.float64] = self.values[scenario][metric] - self.base[metric]
        return difference

    def to_pandas(self) -> pd.DataFrame:
        """Metrics down, for a model with periods each with its periods; the base and the scenarios across."""
        all_values = {"base": self.base, **self.values}
        columns = {
            name: [value for metric in self.base for value in of_metrics[metric]]
            for name, of_metrics in all_values.items()
        }
        if not self.periods:
            return frame(columns, list(self.base))
        index = [(metric, period) for metric in self.base for period in self.periods]
        return frame(columns, pandas().MultiIndex.from_tuples(index, names=["metric", "period"]))


@dataclass(frozen=True)
class Contribution:
    """What one parameter moved."""

    parameter: str
    start: float
    """Its value where the bridge starts."""
    end: float
    change: float
    """In the metric's unit."""
    standard_error: float
    """Of a sampled contribution; 0 for an exact one."""


@dataclass(frozen=True)
class Bridge:
    """The change of a metric, split: start plus all changes is end."""

    metric: str
    unit: str
    start: float
    end: float
    contributions: tuple[Contribution, ...]
    sampled: bool
    """Whether the contributions are averages of random orders."""

    @staticmethod
    def of(message: analysis.BridgeResponse) -> Bridge:
        return Bridge(
            message.metric.name,
            message.metric.unit,
            getattr(message, "from"),
            message.to,
            tuple(
                Contribution(one.parameter, getattr(one, "from"), one.to, one.change, one.standard_error)
                for one in message.contributions
            ),
            message.sampled,
        )

    def to_pandas(self) -> pd.DataFrame:
        """Parameters down."""
        columns = ["start", "end", "change", "standard_error"]
        return frame(
            {column: [getattr(one, column) for one in self.contributions] for column in columns},
            [one.parameter for one in self.contributions],
        )


@dataclass(frozen=True)
class ExplainedNode:
    """One node of a formula."""

    kind: str
    """`literal`, `constant`, `parameter`, `operation` or `metric`."""
    label: str
    operands: tuple[int, ...]
    """Positions among the nodes, all before this one."""
    unit: str
    value: float
    source: str
    """Of a constant or parameter: where the value comes from."""
    reason: str
    """For a value that is not finite: why."""


@dataclass(frozen=True)
class Explanation:
    """The formula nodes below a metric; the last one is the metric. Printed as a tree."""

    period: str
    nodes: tuple[ExplainedNode, ...]

    @staticmethod
    def of(message: analysis.ExplainResponse) -> Explanation:
        return Explanation(
            message.period,
            tuple(
                ExplainedNode(
                    _KINDS.get(node.kind, "unknown"),
                    node.label,
                    tuple(node.operands),
                    node.unit,
                    node.value,
                    node.source,
                    node.reason,
                )
                for node in message.nodes
            ),
        )

    def __str__(self) -> str:
        lines: list[str] = []
        self._add(len(self.nodes) - 1, 0, set(), lines)
        return "\n".join(lines)

    def _add(self, position: int, depth: int, shown: set[int], lines: list[str]) -> None:
        node = self.nodes[position]
        unit = "" if node.unit == "1" else f" {node.unit}"
        # A metric that several read is written out once.
        again = position in shown and bool(node.operands)
        why = f"  ({node.reason or node.source})" if node.reason or node.source else "  (see above)" if again else ""
        lines.append(f"{'  ' * depth}{node.label} = {node.value:.6g}{unit}{why}")
        shown.add(position)
        if not again:
            for operand in node.operands:
                self._add(operand, depth + 1, shown, lines)


@dataclass(frozen=True)
class FrontierLine:
    """One connected piece of a contour."""

    points: NDArray[np.float64]
    """A row for each point, along the curve: of the first axis, of the second."""
    closed: bool
    """Whether the last point joins the first."""


@dataclass(frozen=True)
class Frontier:
    """Where a metric meets a target."""

    metric: str
    unit: str
    axes: tuple[GridAxis, ...]
    """The first down, the second across."""
    lines: tuple[FrontierLine, ...]
    """None: the metric does not cross the target on the grid."""
    values: NDArray[np.float64]
    """The metric at the grid's points, shaped like the axes."""

    @staticmethod
    def of(message: analysis.FrontierResponse) -> Frontier:
        axes = tuple(GridAxis.of(axis) for axis in message.axes)
        lines = tuple(
            FrontierLine(np.asarray([(point.first, point.second) for point in line.points]), line.closed)
            for line in message.lines
        )
        values = np.asarray(message.values).reshape(tuple(axis.count for axis in axes))
        return Frontier(message.metric.name, message.metric.unit, axes, lines, values)
