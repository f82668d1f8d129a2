"""Pictures."""

from __future__ import annotations

import os

os.environ.setdefault("MPLBACKEND", "Agg")

import pytest
from matplotlib import pyplot

import margrid

AXES: dict[str, margrid.AxisLike] = {"revenue_share": margrid.linear(0.1, 0.4, 7), "iaas_fee_per_mw": range(5, 11)}


def test_two_axes_are_down_and_across(client: margrid.Client) -> None:
    ax = client.grid("taas-deal", AXES, ["provider_ebit_margin"]).heatmap()
    assert ax.get_ylabel() == "revenue_share"
    assert ax.get_xlabel() == "iaas_fee_per_mw [MUSD/MW/yr]"
    assert [label.get_text() for label in ax.get_xticklabels()] == ["5", "6", "7", "8", "9", "10"]
    assert len(ax.texts) == 42
    assert "%" in ax.texts[0].get_text()
    pyplot.close(ax.figure)


def test_one_axis_is_a_strip_for_each_metric(client: margrid.Client) -> None:
    metrics = ["provider_ebit_margin", "lab_gross_margin"]
    drawn = client.grid("taas-deal", {"gross_revenue_per_mw": range(10, 41, 5)}, metrics).heatmap()
    assert [ax.get_title("left").split()[0] for ax in drawn] == metrics
    pyplot.close(drawn[0].figure)


def test_other_axes_need_a_position(client: margrid.Client) -> None:
    grid = client.grid("taas-deal", {**AXES, "gross_revenue_per_mw": [20, 30]}, ["provider_ebit_margin"])
    with pytest.raises(ValueError, match="expected: positions"):
        grid.heatmap()
    ax = grid.heatmap(at={"gross_revenue_per_mw": 1})
    assert len(ax.texts) == 42
    pyplot.close(ax.figure)


def test_cells_without_a_value_are_grey_and_say_so(client: margrid.Client) -> None:
    model = margrid.model({"a": 1, "b": 1}, {"ratio": "a / b"})
    ax = client.grid(model, {"a": [1, 2], "b": [0, 1]}).heatmap("ratio")
    assert [text.get_text() for text in ax.texts] == ["inf", "1", "inf", "2"]
    pyplot.close(ax.figure)
