"""A grid in memory: an array for each metric, shaped like the axes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from margrid._frames import frame, pandas
from margrid._header import GridAxis, GridHeader, NonFinite
from margrid._models import Display
from margrid._stream import GridStream

if TYPE_CHECKING:
    import pandas as pd


class Grid(Mapping[str, NDArray[np.float64]]):
    """A mapping from metric to array. Cells that cannot be computed are NaN or infinite; non_finite says why."""

    def __init__(
        self,
        header: GridHeader,
        arrays: Mapping[str, NDArray[np.float64]],
        non_finite: tuple[NonFinite, ...],
        displays: Mapping[str, Display],
    ) -> None:
        self.header = header
        self.non_finite = non_finite
        self._arrays = arrays
        self._displays = displays

    @staticmethod
    def read(stream: GridStream, displays: Mapping[str, Display], max_bytes: int) -> Grid:
        """All blocks of a whole grid."""
        header = stream.header
        needed = 8 * header.cell_count * len(header.metrics)
        if needed > max_bytes:
            raise MemoryError(
                f"grid: {needed} bytes (expected: at most max_bytes, {max_bytes}; stream() takes any size in flat memory)"
            )
        flat = {metric: np.empty(header.cell_count) for metric in header.metrics}
        tally: dict[tuple[str, str], NonFinite] = {}
        for block in stream:
            for metric, array in flat.items():
                array[block.first_cell : block.first_cell + block.cell_count] = block.values[metric]
            for one in block.non_finite:
                _add(tally, one)
        shaped = {metric: array.reshape(header.shape) for metric, array in flat.items()}
        return Grid(header, shaped, tuple(tally.values()), displays)

    def __getitem__(self, metric: str) -> NDArray[np.float64]:
        try:
            return self._arrays[metric]
        except KeyError:
            raise KeyError(f"metric: {metric} (expected: one of {', '.join(self._arrays)})") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._arrays)

    def __len__(self) -> int:
        return len(self._arrays)

    @property
    def axes(self) -> tuple[GridAxis, ...]:
        """In the order of the arrays' dimensions; for a model with periods the last one holds these."""
        return self.header.axes

    @property
    def shape(self) -> tuple[int, ...]:
        """Of each array."""
        return self.header.shape

    @property
    def metrics(self) -> tuple[str, ...]:
        return self.header.metrics

    @property
    def units(self) -> Mapping[str, str]:
        return self.header.units

    @property
    def digest(self) -> bytes:
        """The same digest means the same bits."""
        return self.header.digest

    def display(self, metric: str) -> Display:
        """How the model wants the metric shown."""
        return self._displays.get(metric, Display())

    def to_pandas(self) -> pd.DataFrame:
        """A row for each cell, a column for each metric; the axes are the index."""
        index = None
        if self.axes:
            points = [axis.labels or axis.points for axis in self.axes]
            index = pandas().MultiIndex.from_product(points, names=[axis.name for axis in self.axes])
        return frame({metric: array.ravel() for metric, array in self._arrays.items()}, index)

    def heatmap(self, metric: str | None = None, *, at: Mapping[str, int] | None = None, ax: Any = None) -> Any:
        """Draws metrics over one or two axes, with matplotlib.

        metric: the one to draw; None: all, one below the other.
        at: for every other axis the position looked at.
        ax: matplotlib axes to draw one metric into; None: a new figure.
        Returns the matplotlib axes of the metric, or an array of those of all.
        """
        from margrid._heatmap import draw

        return draw(self, self.metrics if metric is None else (metric,), at or {}, ax)

    # Two grids are not compared cell by cell: compare their digests.
    __eq__ = object.__eq__
    __hash__ = object.__hash__

    def __repr__(self) -> str:
        axes = " × ".join(f"{axis.name} ({axis.count})" for axis in self.axes) or "one cell"
        lines = [f"Grid of {self.header.model_id or 'an inline model'}: {axes}"]
        for metric, array in self._arrays.items():
            finite = array[np.isfinite(array)]
            display = self.display(metric)
            span = f"{display.text(finite.min())} to {display.text(finite.max())}" if finite.size else "nothing finite"
            unit = "" if self.units[metric] == "1" else f" {self.units[metric]}"
            lines.append(f"  {metric}: {span}{unit}")
        lines += [f"  {one.metric}: {one.count} × {one.kind}, {one.reason}" for one in self.non_finite]
        return "\n".join(lines)


def _add(tally: dict[tuple[str, str], NonFinite], one: NonFinite) -> None:
    """Blocks come in cell order: the first one told has the first cell."""
    first = tally.get((one.metric, one.kind))
    if first is not None:
        one = NonFinite(one.metric, one.kind, first.count + one.count, first.first_cell, first.reason)
    tally[one.metric, one.kind] = one
