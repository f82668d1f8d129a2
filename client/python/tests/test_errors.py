"""What goes wrong is explained."""

from __future__ import annotations

import socket
import time

import pytest

import margrid
from proxy import Cutter


def test_a_fault_has_field_value_rule_and_reason(client: margrid.Client) -> None:
    with pytest.raises(margrid.InvalidRequest) as caught:
        client.evaluate("taas-deal", {"revenue_share": 3, "revnue_share": 0.3})
    first, second = caught.value.violations
    assert (first.field, first.value, first.rule, first.reason) == (
        "scenario.settings[0].value",
        "revenue_share = 3",
        "0 to 1",
        "OUT_OF_BOUNDS",
    )
    assert second.reason == "UNKNOWN_PARAMETER"
    assert second.rule.startswith("a parameter of the model, nearest: revenue_share")
    assert caught.value.reason == "OUT_OF_BOUNDS"
    assert str(caught.value).splitlines()[0] == "2 faults"


def test_an_unknown_model_names_the_nearest(client: margrid.Client) -> None:
    with pytest.raises(margrid.UnknownModel, match="nearest: taas-deal"):
        client.grid("taas-dea", axes={"x": [1]})


def test_a_model_with_faults_has_diagnostics(client: margrid.Client) -> None:
    compiled = client.compile(margrid.model({"a": (1, "USD"), "b": (1, "h")}, {"sum": "a + b"}))
    assert not compiled.valid
    assert [fault.reason for fault in compiled.diagnostics] == ["FORMULA_UNITS"]
    assert compiled.diagnostics[0].field == "metrics[0].formula"


def test_another_digest_is_a_resume_mismatch(client: margrid.Client) -> None:
    with pytest.raises(margrid.ResumeMismatch) as caught:
        client.stream("taas-deal", digest=b"x" * 32)
    assert caught.value.reason == "RESUME_MISMATCH"


def test_a_range_beyond_the_grid_is_refused(client: margrid.Client) -> None:
    with pytest.raises(margrid.InvalidRequest) as caught:
        client.stream("taas-deal", first_cell=5)
    assert caught.value.reason == "CELL_RANGE"


def test_no_server_is_unavailable_after_all_attempts() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        target = f"127.0.0.1:{taken.getsockname()[1]}"
    with margrid.connect(target, retry=margrid.Retry(attempts=2, first_wait=0.01)) as client:
        with pytest.raises(margrid.Unavailable):
            client.info()
        with pytest.raises(margrid.Unavailable):
            client.stream("taas-deal")


def test_a_timeout_ends_a_stream(target: str) -> None:
    with margrid.connect(target, timeout=0.5) as client:
        began = time.monotonic()
        with pytest.raises(margrid.DeadlineExceeded):
            axes = {"gross_revenue_per_mw": margrid.linear(10, 40, 10**6), "revenue_share": margrid.linear(0, 1, 10**6)}
            for _ in client.stream("taas-deal", axes):
                pass
        assert time.monotonic() - began < 30


def test_a_question_is_asked_again_after_a_lost_connection(target: str) -> None:
    retry = margrid.Retry(first_wait=0.01)
    with Cutter(target, [60, 60]) as proxy, margrid.connect(proxy.target, timeout=60, retry=retry) as unlucky:
        assert unlucky.evaluate("taas-deal", metrics=["provider_ebit_margin"])["provider_ebit_margin"] > 0
        assert proxy.connections == 3


def test_an_error_shows_no_other(client: margrid.Client) -> None:
    with pytest.raises(margrid.UnknownModel) as caught:
        client.evaluate("taas-dea")
    assert caught.value.__suppress_context__
