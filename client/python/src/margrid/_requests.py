"""The parts that questions have in common, as messages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from margrid._axes import AxisLike, Settings, Shock, axis_message, setting_messages
from margrid._models import Model
from margrid.v1 import grid_pb2, scenario_pb2


def scenario_message(model: str | Model, settings: Settings, shocks: Sequence[Shock]) -> scenario_pb2.Scenario:
    """What is assumed: a model, and how it differs from its defaults."""
    scenario = scenario_pb2.Scenario(
        settings=setting_messages(settings), shocks=[shock.message() for shock in shocks]
    )
    if isinstance(model, str):
        scenario.model_id = model
    else:
        scenario.model.CopyFrom(model.message())
    return scenario


def grid_message(
    model: str | Model,
    axes: Mapping[str, AxisLike],
    metrics: Sequence[str],
    settings: Settings,
    shocks: Sequence[Shock],
    periods: Sequence[str],
) -> grid_pb2.GridSpec:
    """A scenario, moved along axes."""
    return grid_pb2.GridSpec(
        scenario=scenario_message(model, settings, shocks),
        axes=[axis_message(name, axis) for name, axis in axes.items()],
        metrics=metrics,
        periods=periods,
    )
