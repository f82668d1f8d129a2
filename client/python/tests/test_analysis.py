"""The six questions of a live server."""

from __future__ import annotations

import numpy as np
import pytest

import margrid

DEAL = "taas-deal"
MARGIN = "provider_ebit_margin"
REVENUE = "gross_revenue_per_mw"
PRODUCT = margrid.model({"a": (2, "USD/h"), "b": (3, "h")}, {"cost": "a * b"})


def test_a_root_meets_the_target(client: margrid.Client) -> None:
    found = client.solve(DEAL, REVENUE, MARGIN, 0.55, bracket=(5, 60))
    assert client.evaluate(DEAL, {REVENUE: found.root})[MARGIN] == pytest.approx(0.55, abs=1e-12)
    assert found[0].monotone and found[0].absence == ""


def test_roots_of_a_grid_are_shaped_like_its_axes(client: margrid.Client) -> None:
    found = client.solve(DEAL, REVENUE, MARGIN, 0.55, bracket=(5, 60), axes={"revenue_share": [0.2, 0.25, 0.3]})
    assert found.roots.shape == (3,)
    assert len(found) == 3
    assert np.isfinite(found.roots).all()


def test_where_there_is_no_root_it_is_said_why(client: margrid.Client) -> None:
    found = client.solve(PRODUCT, "a", "cost", 1_000, bracket=(0, 1))
    assert (found[0].roots, found[0].absence, found[0].maximum) == ((), "no sign change", 3)
    assert np.isnan(found.roots)
    with pytest.raises(ValueError, match="a: no sign change"):
        _ = found.root


def test_a_question_that_cannot_be_is_refused_readably(client: margrid.Client) -> None:
    with pytest.raises(margrid.InvalidRequest) as caught:
        client.solve(DEAL, "gross_revenue", MARGIN, 0.55)
    assert "gross_revenue_per_mw" in str(caught.value)


def test_bars_are_sorted_by_effect(client: margrid.Client) -> None:
    tornado = client.tornado(PRODUCT, "cost", ranges={"a": (1, 5)}, share=0.1)
    assert (tornado.metric, tornado.unit, tornado.base) == ("cost", "USD", 6)
    assert [(bar.parameter, bar.at_low, bar.at_high) for bar in tornado.bars] == [
        ("a", 3, 15),
        ("b", pytest.approx(5.4), pytest.approx(6.6)),
    ]
    assert tornado.to_pandas().loc["a", "at_high"] == 15


def test_scenarios_stand_beside_the_base(client: margrid.Client) -> None:
    beside = client.compare(PRODUCT, {"dear": {"a": 4}, "long": margrid.Case({}, [margrid.Shock("b", factor=2)])})
    assert beside.base["cost"] == 6
    assert beside.difference("dear", "cost") == beside.difference("long", "cost") == 6
    assert list(beside.to_pandas().columns) == ["base", "dear", "long"]


def test_periods_are_compared_too(client: margrid.Client) -> None:
    beside = client.compare("lab-arr", {"same": {}}, periods=["1Q25", "2Q25"])
    assert beside.periods == ("1Q25", "2Q25")
    table = beside.to_pandas()
    assert table.index.names == ["metric", "period"]
    np.testing.assert_array_equal(table["same"], table["base"])


def test_contributions_add_up(client: margrid.Client) -> None:
    bridge = client.bridge(PRODUCT, {"a": 4, "b": 5}, "cost")
    assert (bridge.start, bridge.end, bridge.sampled) == (6, 20, False)
    assert sum(one.change for one in bridge.contributions) == pytest.approx(14)
    assert bridge.to_pandas().loc["a", "end"] == 4
    ordered = client.bridge(PRODUCT, {"a": 4, "b": 5}, "cost", order=["b", "a"])
    assert [(one.parameter, one.change) for one in ordered.contributions] == [("b", 4), ("a", 10)]


def test_a_number_is_explained_down_to_its_parameters(client: margrid.Client) -> None:
    explained = client.explain(PRODUCT, "cost", settings={"a": 4})
    assert explained.nodes[-1].label == "cost"
    assert {node.label: node.value for node in explained.nodes if node.kind == "parameter"} == {"a": 4, "b": 3}
    assert str(explained).splitlines()[0] == "cost = 12 USD"
    assert "set by the scenario" in str(explained)


def test_the_frontier_lies_where_the_target_is_met(client: margrid.Client) -> None:
    axes = {"a": margrid.linear(1, 5, 9), "b": margrid.linear(1, 5, 9)}
    frontier = client.frontier(PRODUCT, axes, "cost", 6)
    assert frontier.values.shape == (9, 9)
    assert len(frontier.lines) == 1 and not frontier.lines[0].closed
    np.testing.assert_allclose(frontier.lines[0].points.prod(axis=1), 6)
