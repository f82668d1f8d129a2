"""Catalogue, scenarios and grids of a live server."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import margrid

RATIO = margrid.model({"a": (1, "USD"), "b": (1, "h")}, {"rate": "a / b", "twice": "2 * a"})


def test_catalogue_lists_and_describes_models(client: margrid.Client) -> None:
    entry = next(entry for entry in client.models() if entry.id == "taas-deal")
    model = client.model("taas-deal")
    assert (len(model.parameters), len(model.metrics)) == (entry.parameter_count, entry.metric_count)
    assert model.parameters["revenue_share"].maximum == 1
    assert model.metrics["provider_ebit_margin"].unit == "1"


def test_a_model_of_the_catalogue_may_be_sent_back_inline(client: margrid.Client) -> None:
    model = client.model("lab-arr")
    assert client.compile(model).valid
    theirs, ours = client.evaluate("lab-arr"), client.evaluate(model)
    for metric in theirs:
        np.testing.assert_array_equal(ours[metric], theirs[metric])


def test_server_tells_its_limits(client: margrid.Client) -> None:
    info = client.info()
    assert info.limits.max_axes >= 16
    assert info.version


def test_one_scenario_is_evaluated(client: margrid.Client) -> None:
    deal = client.evaluate("taas-deal", {"gross_revenue_per_mw": 30}, metrics=["provider_ebit_margin"])
    assert deal["provider_ebit_margin"] == 8.5 / 15
    assert deal.units == {"provider_ebit_margin": "1"}
    assert deal.to_pandas().loc["provider_ebit_margin", "value"] == 8.5 / 15


def test_periods_make_arrays(client: margrid.Client) -> None:
    arr = client.evaluate("lab-arr", periods=["1Q25", "2Q25"])
    assert arr.periods == ("1Q25", "2Q25")
    assert all(value.shape == (2,) for value in arr.values())
    assert list(arr.to_pandas().index) == ["1Q25", "2Q25"]


def test_shocks_change_what_settings_give(client: margrid.Client) -> None:
    shocked = client.evaluate(RATIO, {"a": 3}, shocks=[margrid.Shock("a", factor=2), margrid.Shock("a", addition=1)])
    assert shocked["twice"] == 14


def test_arrays_are_shaped_like_the_axes(client: margrid.Client) -> None:
    metrics = ["provider_ebit_margin", "lab_gross_margin"]
    grid = client.grid(
        "taas-deal", axes={"gross_revenue_per_mw": range(10, 41, 5), "revenue_share": [0.1, 0.25]}, metrics=metrics
    )
    assert grid.shape == (7, 2)
    assert grid.metrics == tuple(metrics)
    np.testing.assert_array_equal(grid.axes[0].points, np.arange(10.0, 41, 5))
    for (i, j), value in np.ndenumerate(grid["lab_gross_margin"]):
        settings = {"gross_revenue_per_mw": 10 + 5 * i, "revenue_share": [0.1, 0.25][j]}
        assert value == client.evaluate("taas-deal", settings)["lab_gross_margin"]


def test_periods_are_the_last_axis(client: margrid.Client) -> None:
    grid = client.grid("lab-arr", axes={"scenario": margrid.Cases({"as it is": {}, "again": margrid.Case({})})})
    periods = client.model("lab-arr").periods
    assert grid.shape == (2, len(periods))
    assert grid.axes[0].labels == ("as it is", "again")
    assert grid.axes[1].labels == periods


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (margrid.linear(1, 2, 3), [1, 1.5, 2]),
        (margrid.logarithmic(1, 100, 3), [1, 10, 100]),
        (margrid.additions([0, 5]), [7, 12]),
        (margrid.factors(range(1, 4)), [7, 14, 21]),
        (np.array([4, 5]), [4, 5]),
        (range(3, 4), [3]),
    ],
)
def test_points_of_every_kind(client: margrid.Client, points: margrid.Points, expected: list[float]) -> None:
    grid = client.grid(RATIO, axes={"a": points}, metrics=["twice"], settings={"a": 7})
    np.testing.assert_allclose(grid["twice"] / 2, expected, rtol=1e-15)
    assert grid.axes[0].count == len(expected)


def test_zipped_parameters_move_together(client: margrid.Client) -> None:
    both = margrid.Zipped({"a": [2, 6], "b": [1, 2]}, labels=["small", "large"])
    grid = client.grid(RATIO, axes={"size": both})
    np.testing.assert_array_equal(grid["rate"], [2, 3])
    assert grid.axes[0].labels == ("small", "large")
    assert [member.parameter for member in grid.axes[0].members] == ["a", "b"]


def test_a_cell_without_a_value_says_why(client: margrid.Client) -> None:
    grid = client.grid(RATIO, axes={"a": range(-1, 2), "b": [0, 1]}, metrics=["rate"])
    assert [str(value) for value in grid["rate"][:, 0]] == ["-inf", "nan", "inf"]
    assert {one.kind: one.first_cell for one in grid.non_finite} == {"-inf": 0, "nan": 2, "inf": 4}
    assert {one.reason for one in grid.non_finite} == {"division by zero in rate"}
    assert "division by zero" in repr(grid)


def test_pandas_has_a_row_for_each_cell(client: margrid.Client) -> None:
    table = client.grid(RATIO, axes={"a": [1, 2], "b": [4, 8]}).to_pandas()
    assert isinstance(table, pd.DataFrame)
    assert table.index.names == ["a", "b"]
    assert table.loc[(2.0, 8.0), "rate"] == 0.25


def test_a_plan_computes_nothing_but_counts(client: margrid.Client) -> None:
    axes = {"a": margrid.linear(0, 1, 10**6), "b": margrid.linear(1, 2, 10**6)}
    plan = client.plan(RATIO, axes, ["rate"])
    assert (plan.cell_count, plan.value_bytes, plan.units) == (10**12, 8 * 10**12, {"rate": "USD/h"})
    with pytest.raises(MemoryError, match="stream"):
        client.grid(RATIO, axes, ["rate"])


def test_one_cell_without_axes(client: margrid.Client) -> None:
    grid = client.grid(RATIO)
    assert grid.shape == ()
    assert grid["twice"] == 2
    assert len(grid.to_pandas()) == 1
