"""The values of one scenario."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from margrid._frames import frame
from margrid._header import NonFinite
from margrid.v1 import sweep_service_pb2

if TYPE_CHECKING:
    import pandas as pd


class Evaluation(Mapping[str, Any]):
    """A mapping from metric to value: a float, or for a model with periods an array over these."""

    def __init__(self, message: sweep_service_pb2.EvaluateResponse) -> None:
        metrics = tuple(metric.name for metric in message.metrics)
        self.digest: bytes = message.digest
        self.model_id: str = message.model_id
        self.periods: tuple[str, ...] = tuple(message.periods)
        self.units: Mapping[str, str] = {metric.name: metric.unit for metric in message.metrics}
        self.non_finite: tuple[NonFinite, ...] = tuple(
            NonFinite.of(one, metrics) for metric in message.metrics for one in metric.non_finite
        )
        self._values: dict[str, float | NDArray[np.float64]] = {
            metric.name: np.asarray(metric.values) if self.periods else metric.values[0] for metric in message.metrics
        }

    def __getitem__(self, metric: str) -> Any:
        try:
            return self._values[metric]
        except KeyError:
            raise KeyError(f"metric: {metric} (expected: one of {', '.join(self._values)})") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def to_pandas(self) -> pd.DataFrame:
        """Metrics down, values and unit across; for a model with periods these down, metrics across."""
        if self.periods:
            return frame(self._values, list(self.periods))
        return frame({"value": list(self._values.values()), "unit": list(self.units.values())}, list(self._values))

    # As arrays, two evaluations are not simply equal: compare their digests.
    __eq__ = object.__eq__
    __hash__ = object.__hash__

    def __repr__(self) -> str:
        lines = [f"Evaluation of {self.model_id or 'an inline model'}"]
        for metric, value in self._values.items():
            unit = "" if self.units[metric] == "1" else f" {self.units[metric]}"
            lines.append(f"  {metric}: {value}{unit}")
        lines += [f"  {one.metric}: {one.count} × {one.kind}, {one.reason}" for one in self.non_finite]
        return "\n".join(lines)
