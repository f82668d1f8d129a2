"""Pictures of grids, with matplotlib."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from margrid._header import GridAxis
from margrid._models import Display

if TYPE_CHECKING:
    from margrid._grid import Grid

_MOST_NUMBERS = 300
_MOST_TICKS = 16


def draw(grid: Grid, metrics: Sequence[str], at: Mapping[str, int], ax: Any) -> Any:
    """One picture for each metric; see Grid.heatmap."""
    free = [axis for axis in grid.axes if axis.name not in at]
    unknown = [name for name in at if name not in [axis.name for axis in grid.axes]]
    if unknown or not 1 <= len(free) <= 2:
        raise ValueError(
            f"at: {', '.join(at) or 'none'} (expected: positions on all but one or two of the axes "
            f"{', '.join(axis.name for axis in grid.axes)})"
        )
    place = tuple(at.get(axis.name, slice(None)) for axis in grid.axes)
    panes = {metric: np.atleast_2d(grid[metric][place]) for metric in metrics}
    down, across = (None, free[0]) if len(free) == 1 else (free[0], free[1])
    if ax is None:
        drawn = _figure(panes)
    elif len(metrics) == 1:
        drawn = [ax]
    else:
        raise ValueError(f"metric: all {len(metrics)} (expected: one, to be drawn into ax)")
    for pane, (metric, cells) in zip(drawn, panes.items()):
        _draw_one(pane, cells, down, across, grid.display(metric))
        unit = "" if grid.units[metric] == "1" else f" [{grid.units[metric]}]"
        pane.set_title(f"{metric}{unit}", loc="left", fontsize=10)
    return drawn[0] if len(drawn) == 1 else np.array(drawn)


def _figure(panes: Mapping[str, NDArray[np.float64]]) -> Any:
    try:
        from matplotlib import pyplot
    except ImportError as missing:
        raise ImportError("matplotlib: not installed (expected: pip install 'margrid[plot]')") from missing
    rows, columns = next(iter(panes.values())).shape
    width = min(max(5.0, 2.2 + 0.72 * columns), 14.0)
    height = min(max(1.5, 1.1 + 0.34 * rows), 9.0) * len(panes)
    # Through pyplot, so that a notebook shows the figure.
    figure = pyplot.figure(figsize=(width, height), layout="constrained")
    return list(figure.subplots(len(panes), 1, squeeze=False)[:, 0])


def _draw_one(
    pane: Any, cells: NDArray[np.float64], down: GridAxis | None, across: GridAxis, display: Display
) -> None:
    shown = np.ma.masked_invalid(cells)
    pane.set_facecolor("0.85")  # Cells that are not finite.
    picture = pane.imshow(shown, aspect="auto", cmap="viridis", interpolation="nearest")
    bar = pane.figure.colorbar(picture, ax=pane, format=lambda value, _: display.text(value), pad=0.01)
    bar.ax.tick_params(labelsize=8)
    _ticks(pane.xaxis, across)
    pane.set_xlabel(across.title)
    if down is None:
        pane.set_yticks([])
    else:
        _ticks(pane.yaxis, down)
        pane.set_ylabel(down.title)
    if cells.size <= _MOST_NUMBERS:
        _numbers(pane, cells, picture, display)


def _ticks(axis: Any, of: GridAxis) -> None:
    step = -(-of.count // _MOST_TICKS)
    positions = np.arange(0, of.count, step)
    labels = [of.labels[i] for i in positions] if of.labels else [f"{point:.{6 if step == 1 else 4}g}" for point in of.at(positions)]
    long = axis.axis_name == "x" and max(len(label) for label in labels) > 6
    axis.set_ticks(positions, labels, fontsize=8, rotation=45 if long else 0)


def _numbers(pane: Any, cells: NDArray[np.float64], picture: Any, display: Display) -> None:
    for (row, column), value in np.ndenumerate(cells):
        text = display.text(value) if np.isfinite(value) else str(value)
        red, green, blue, _ = picture.cmap(picture.norm(value)) if np.isfinite(value) else (0.85, 0.85, 0.85, 1.0)
        dark = 0.299 * red + 0.587 * green + 0.114 * blue < 0.5
        pane.text(column, row, text, ha="center", va="center", fontsize=7, color="white" if dark else "black")
