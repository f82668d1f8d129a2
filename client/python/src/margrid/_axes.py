"""What a grid is asked for: settings, shocks, points and axes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from margrid.v1 import grid_pb2, model_pb2, scenario_pb2

Number: TypeAlias = "float | int | np.floating | np.integer"
Numbers: TypeAlias = "Sequence[float] | Sequence[int] | range | NDArray[np.floating] | NDArray[np.integer]"
Settings: TypeAlias = Mapping[str, "Number | Numbers"]
Mode: TypeAlias = Literal["value", "addition", "factor"]
PointsLike: TypeAlias = "Numbers | Points"
AxisLike: TypeAlias = "PointsLike | Zipped | Cases"

_MODES = {
    "value": grid_pb2.AxisMember.MODE_VALUE,
    "addition": grid_pb2.AxisMember.MODE_ADDITION,
    "factor": grid_pb2.AxisMember.MODE_FACTOR,
}


@dataclass(frozen=True)
class _Linear:
    start: float
    stop: float
    count: int


@dataclass(frozen=True)
class _Logarithmic:
    start: float
    stop: float
    count: int


@dataclass(frozen=True)
class _Series:
    points: tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Points:
    """Points of one parameter. Made by linear, logarithmic, values, series, additions and factors."""

    definition: _Linear | _Logarithmic | _Series | tuple[float, ...]
    mode: Mode = "value"
    period: str = ""

    def member(self, parameter: str) -> grid_pb2.AxisMember:
        member = grid_pb2.AxisMember(parameter=parameter, period=self.period, mode=_MODES[self.mode])
        match self.definition:
            case _Linear(start, stop, count):
                member.linear.CopyFrom(grid_pb2.LinearPoints(start=start, stop=stop, count=count))
            case _Logarithmic(start, stop, count):
                member.logarithmic.CopyFrom(grid_pb2.LogarithmicPoints(start=start, stop=stop, count=count))
            case _Series(points):
                member.series.CopyFrom(
                    grid_pb2.SeriesList(points=[grid_pb2.SeriesPoint(values=point) for point in points])
                )
            case listed:
                member.list.CopyFrom(grid_pb2.PointList(values=listed))
        return member


def linear(start: float, stop: float, count: int, *, period: str = "") -> Points:
    """Evenly spaced points, both ends included; any number of them costs the same to ask for."""
    return Points(_Linear(start, stop, count), period=period)


def logarithmic(start: float, stop: float, count: int, *, period: str = "") -> Points:
    """Points evenly spaced in their logarithm, both ends included."""
    return Points(_Logarithmic(start, stop, count), period=period)


def values(points: PointsLike, *, period: str = "") -> Points:
    """Points as given; of a series parameter in one period only, if one is named."""
    return replace(_points(points), period=period)


def series(points: Iterable[Numbers]) -> Points:
    """At each point a whole series over the model's periods."""
    return Points(_Series(tuple(tuple(float(value) for value in point) for point in points)))


def additions(points: PointsLike, *, period: str = "") -> Points:
    """Points that are added to the scenario's value."""
    return replace(_points(points), mode="addition", period=period)


def factors(points: PointsLike, *, period: str = "") -> Points:
    """Points by which the scenario's value is multiplied."""
    return replace(_points(points), mode="factor", period=period)


def _points(points: PointsLike) -> Points:
    if isinstance(points, Points):
        return points
    if isinstance(points, range) and len(points) > 0:
        # Whole numbers up to 2^53: the formula of linear points gives them exactly.
        return linear(points[0], points[-1], len(points))
    return Points(tuple(float(value) for value in points))


@dataclass(frozen=True)
class Zipped:
    """Parameters that move together along one axis."""

    members: Mapping[str, PointsLike]
    labels: Sequence[str] = ()


@dataclass(frozen=True)
class Shock:
    """A named change of one parameter: exactly one of addition and factor."""

    parameter: str
    addition: float | None = None
    factor: float | None = None
    periods: Sequence[str] = ()
    name: str = ""

    def __post_init__(self) -> None:
        if (self.addition is None) == (self.factor is None):
            raise ValueError(f"shock of {self.parameter}: {self.addition}, {self.factor} (expected: an addition or a factor)")

    def message(self) -> scenario_pb2.Shock:
        return scenario_pb2.Shock(
            name=self.name,
            parameter=self.parameter,
            periods=self.periods,
            addition=self.addition,
            factor=self.factor,
        )


@dataclass(frozen=True)
class Case:
    """What one point of a list of cases assumes."""

    settings: Settings
    shocks: Sequence[Shock] = ()


@dataclass(frozen=True)
class Cases:
    """Unrelated cases along one axis, by name."""

    cases: Mapping[str, Case | Settings]


def axis_message(name: str, axis: AxisLike) -> grid_pb2.Axis:
    """An axis; the name is a parameter's, or for zipped parameters and cases any."""
    if isinstance(axis, Zipped):
        members = [_points(points).member(parameter) for parameter, points in axis.members.items()]
        return grid_pb2.Axis(name=name, labels=axis.labels, zipped=grid_pb2.ZippedPoints(members=members))
    if isinstance(axis, Cases):
        cases = [_case(label, case) for label, case in axis.cases.items()]
        return grid_pb2.Axis(name=name, cases=grid_pb2.CaseList(cases=cases))
    return grid_pb2.Axis(zipped=grid_pb2.ZippedPoints(members=[_points(axis).member(name)]))


def _case(name: str, case: Case | Settings) -> grid_pb2.Case:
    if not isinstance(case, Case):
        case = Case(case)
    shocks = [shock.message() for shock in case.shocks]
    return grid_pb2.Case(name=name, settings=setting_messages(case.settings), shocks=shocks)


def setting_messages(settings: Settings) -> list[scenario_pb2.Setting]:
    """Parameters that differ from their defaults."""
    return [
        scenario_pb2.Setting(parameter=name, value=float(value))
        if isinstance(value, (int, float, np.floating, np.integer))
        else scenario_pb2.Setting(parameter=name, series=model_pb2.Series(values=[float(one) for one in value]))
        for name, value in settings.items()
    ]
