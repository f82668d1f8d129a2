"""The six questions asked of a model; docs/questions.md says what they mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from margrid._answers import Bridge, Comparison, Explanation, Frontier, Solutions, Tornado
from margrid._axes import AxisLike, Case, Settings, Shock
from margrid._calls import Calls
from margrid._models import Model
from margrid._requests import grid_message, scenario_message
from margrid.v1 import analysis_service_pb2 as analysis
from margrid.v1 import scenario_pb2

_NONE: Mapping[str, float] = {}
_NO_AXES: Mapping[str, AxisLike] = {}
_NO_RANGES: Mapping[str, tuple[float, float]] = {}


class Questions:
    """What a client asks beside scenarios and grids. model, settings and shocks are those of Client."""

    def __init__(self, calls: Calls, timeout: float | None) -> None:
        self._calls = calls
        self._timeout = timeout

    def solve(
        self,
        model: str | Model,
        parameter: str,
        metric: str,
        target: float,
        *,
        bracket: tuple[float, float] | None = None,
        axes: Mapping[str, AxisLike] = _NO_AXES,
        settings: Settings = _NONE,
        shocks: Sequence[Shock] = (),
        period: str = "",
        metric_period: str = "",
        scan_points: int | None = None,
    ) -> Solutions:
        """What the parameter must be for the metric to meet the target, in one scenario or in every cell of a grid.

        bracket: where to look; None: within the parameter's bounds. period: the only one in which a series parameter
        moves; metric_period: the one in which the target shall be met, "" for the last.
        """
        request = analysis.SolveRequest(
            grid=grid_message(model, axes, (), settings, shocks, ()),
            parameter=parameter,
            period=period,
            metric=metric,
            metric_period=metric_period,
            target=target,
            bracket=None if bracket is None else analysis.Bracket(lower=bracket[0], upper=bracket[1]),
            scan_points=scan_points,
        )
        return Solutions.of(
            self._calls.all("AnalysisService/Solve", request, analysis.SolveResponse, self._timeout), parameter
        )

    def tornado(
        self,
        model: str | Model,
        metric: str,
        *,
        ranges: Mapping[str, tuple[float, float]] = _NO_RANGES,
        share: float | None = 0.1,
        settings: Settings = _NONE,
        shocks: Sequence[Shock] = (),
        period: str = "",
    ) -> Tornado:
        """What matters most: each parameter to its low and its high, sorted by effect.

        share: by how much parameters without a range move; None: they do not.
        """
        request = analysis.TornadoRequest(
            scenario=scenario_message(model, settings, shocks),
            metrics=[metric],
            period=period,
            ranges=[analysis.ParameterRange(parameter=name, low=low, high=high) for name, (low, high) in ranges.items()],
            share=share,
        )
        return Tornado.of(
            self._calls.unary("AnalysisService/Tornado", request, analysis.TornadoResponse, self._timeout)
        )

    def compare(
        self,
        model: str | Model,
        scenarios: Mapping[str, Case | Settings],
        metrics: Sequence[str] = (),
        *,
        settings: Settings = _NONE,
        shocks: Sequence[Shock] = (),
        periods: Sequence[str] = (),
    ) -> Comparison:
        """Scenarios, by name, beside the base that settings and shocks make."""
        request = analysis.CompareRequest(
            base=scenario_message(model, settings, shocks),
            scenarios=[_named(name, model, scenario) for name, scenario in scenarios.items()],
            metrics=metrics,
            periods=periods,
        )
        return Comparison.of(
            self._calls.unary("AnalysisService/Compare", request, analysis.CompareResponse, self._timeout)
        )

    def bridge(
        self,
        model: str | Model,
        to: Case | Settings,
        metric: str,
        *,
        order: Sequence[str] = (),
        samples: int | None = None,
        seed: int = 0,
        settings: Settings = _NONE,
        shocks: Sequence[Shock] = (),
        period: str = "",
    ) -> Bridge:
        """The change of a metric from the scenario that settings and shocks make, split over the parameters that differ.

        order: in which they change; none: free of order, by Shapley.
        """
        request = analysis.BridgeRequest(
            to=_named("", model, to),
            metric=metric,
            period=period,
            order=order,
            samples=samples,
            seed=seed,
            **{"from": scenario_message(model, settings, shocks)},
        )
        return Bridge.of(
            self._calls.unary("AnalysisService/Bridge", request, analysis.BridgeResponse, self._timeout)
        )

    def explain(
        self,
        model: str | Model,
        metric: str,
        *,
        settings: Settings = _NONE,
        shocks: Sequence[Shock] = (),
        period: str = "",
    ) -> Explanation:
        """Where a number comes from: the formula nodes with their values."""
        request = analysis.ExplainRequest(
            scenario=scenario_message(model, settings, shocks), metric=metric, period=period
        )
        return Explanation.of(
            self._calls.unary("AnalysisService/Explain", request, analysis.ExplainResponse, self._timeout)
        )

    def frontier(
        self,
        model: str | Model,
        axes: Mapping[str, AxisLike],
        metric: str,
        target: float,
        *,
        settings: Settings = _NONE,
        shocks: Sequence[Shock] = (),
        metric_period: str = "",
    ) -> Frontier:
        """The line on which a metric meets a target, over two axes of one parameter each."""
        request = analysis.FrontierRequest(
            grid=grid_message(model, axes, (), settings, shocks, ()),
            metric=metric,
            metric_period=metric_period,
            target=target,
        )
        return Frontier.of(
            self._calls.unary("AnalysisService/Frontier", request, analysis.FrontierResponse, self._timeout)
        )


def _named(name: str, model: str | Model, scenario: Case | Settings) -> scenario_pb2.Scenario:
    case = scenario if isinstance(scenario, Case) else Case(scenario)
    message = scenario_message(model, case.settings, case.shocks)
    message.name = name
    return message
