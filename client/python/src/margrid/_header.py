"""What a grid's answer says of itself: axes, metrics, digest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import ArrayLike, NDArray

from margrid._errors import StreamCorrupted
from margrid.v1 import grid_pb2

_MODES = {
    grid_pb2.AxisMember.MODE_VALUE: "value",
    grid_pb2.AxisMember.MODE_ADDITION: "addition",
    grid_pb2.AxisMember.MODE_FACTOR: "factor",
}
_KINDS = {
    grid_pb2.NonFinite.KIND_NAN: "nan",
    grid_pb2.NonFinite.KIND_POSITIVE_INFINITY: "inf",
    grid_pb2.NonFinite.KIND_NEGATIVE_INFINITY: "-inf",
}


@dataclass(frozen=True)
class NonFinite:
    """Cells of one metric that are not finite numbers, and why."""

    metric: str
    kind: str
    """`nan`, `inf` or `-inf`."""
    count: int
    first_cell: int
    """Index of the first of them in the whole grid."""
    reason: str
    """Where the first one arises: `division by zero in provider_ebit_margin`."""

    @staticmethod
    def of(message: grid_pb2.NonFinite, metrics: tuple[str, ...]) -> NonFinite:
        if not 0 <= message.metric_index < len(metrics):
            raise StreamCorrupted(f"metric_index: {message.metric_index} (expected: 0 to {len(metrics) - 1})")
        kind = _KINDS.get(message.kind, "unknown")
        return NonFinite(metrics[message.metric_index], kind, message.count, message.first_cell, message.reason)


@dataclass(frozen=True)
class AxisMember:
    """A parameter on an axis."""

    parameter: str
    period: str
    """The only period that moves. Empty: all."""
    unit: str
    mode: str
    """`value`, `addition` or `factor`."""
    _message: grid_pb2.GridAxisMember

    def at(self, index: ArrayLike) -> NDArray[np.float64]:
        """The points of these indices."""
        i = np.asarray(index, np.int64)
        message = self._message
        if len(message.values):
            listed: NDArray[np.float64] = np.asarray(message.values)[i]
            return listed
        if message.WhichOneof("definition") == "logarithmic":
            points = message.logarithmic
            # To the last bit only where the server gave the values; its pow is not NumPy's.
            power = (points.stop / points.start) ** (i / max(points.count - 1, 1))
            return np.where(i == points.count - 1, points.stop, points.start * power)
        steps = message.linear
        step = (steps.stop - steps.start) / (steps.count - 1) if steps.count > 1 else 0.0
        return np.where(i == steps.count - 1, steps.stop, steps.start + i * step)


@dataclass(frozen=True)
class GridAxis:
    """An axis as the server understood it."""

    name: str
    count: int
    labels: tuple[str, ...]
    """One for each point. Empty: points are labelled by value."""
    members: tuple[AxisMember, ...]
    """Parameters that the axis moves; none for cases or periods."""

    @property
    def points(self) -> NDArray[np.float64] | NDArray[np.str_]:
        """The points of the first member, or the labels of an axis without one."""
        return self.at(np.arange(self.count))

    def at(self, index: ArrayLike) -> NDArray[np.float64] | NDArray[np.str_]:
        """As points, of these indices only."""
        if self.members:
            return self.members[0].at(index)
        return np.asarray(self.labels)[np.asarray(index, np.int64)]

    @property
    def title(self) -> str:
        """The name, with the unit of a single parameter."""
        if len(self.members) != 1 or self.members[0].mode == "factor" or self.members[0].unit in ("", "1"):
            return self.name
        return f"{self.name} [{self.members[0].unit}]"

    @staticmethod
    def of(message: grid_pb2.GridAxis) -> GridAxis:
        members = tuple(AxisMember(m.parameter, m.period, m.unit, _MODES[m.mode], m) for m in message.members)
        return GridAxis(message.name, message.count, tuple(message.labels), members)


@dataclass(frozen=True)
class GridHeader:
    """What the columns of a stream mean."""

    digest: bytes
    """The same digest means the same bits."""
    model_id: str
    axes: tuple[GridAxis, ...]
    """In the grid's order; for a model with periods the last one holds these."""
    units: Mapping[str, str]
    """Of each metric, in the order of the columns."""
    cell_count: int
    first_cell: int
    """Of this stream."""
    range_cell_count: int
    """Of this stream."""

    @property
    def metrics(self) -> tuple[str, ...]:
        return tuple(self.units)

    @property
    def shape(self) -> tuple[int, ...]:
        """Points of each axis."""
        return tuple(axis.count for axis in self.axes)

    def indices(self, cells: NDArray[np.int64]) -> dict[str, NDArray[np.int64]]:
        """For each axis the position of each of these cells on it."""
        found = {}
        for axis in reversed(self.axes):
            cells, found[axis.name] = np.divmod(cells, axis.count)
        return dict(reversed(found.items()))

    @staticmethod
    def of(message: grid_pb2.GridHeader) -> GridHeader:
        if message.layout != grid_pb2.GridHeader.LAYOUT_DENSE:
            raise StreamCorrupted(f"layout: {message.layout} (expected: dense; a newer client may know it)")
        header = GridHeader(
            message.digest,
            message.model_id,
            tuple(GridAxis.of(axis) for axis in message.axes),
            {metric.name: metric.unit for metric in message.metrics},
            message.cell_count,
            message.first_cell,
            message.range_cell_count,
        )
        if prod(header.shape) != header.cell_count or len(header.units) != len(message.metrics):
            raise StreamCorrupted(f"header: {header.cell_count} cells, shape {header.shape} (expected: to agree)")
        return header
