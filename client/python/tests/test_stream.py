"""Streams: the twin messages, checks, resume, flat memory."""

from __future__ import annotations

import os
import random
import resource
from typing import Any

import grpc
import numpy as np
import pytest
from google.rpc import error_details_pb2, status_pb2

import margrid
from margrid import _stream
from margrid._calls import Deadline
from margrid._errors import error_of, may_retry
from margrid.v1 import grid_bytes_pb2, grid_pb2, scenario_pb2, sweep_service_pb2
from proxy import Cutter

AXES: dict[str, margrid.Points] = {
    "gross_revenue_per_mw": margrid.linear(0, 40, 101),
    "revenue_share": margrid.linear(0, 1, 1001),
}
METRICS = ["provider_ebit_margin", "lab_gross_margin"]


def _request() -> sweep_service_pb2.StreamGridRequest:
    members = [points.member(name) for name, points in AXES.items()]
    axes = [grid_pb2.Axis(zipped=grid_pb2.ZippedPoints(members=[member])) for member in members]
    spec = grid_pb2.GridSpec(scenario=scenario_pb2.Scenario(model_id="taas-deal"), axes=axes, metrics=METRICS)
    return sweep_service_pb2.StreamGridRequest(grid=spec)


def test_messages_and_twins_decode_the_same_stream(target: str) -> None:
    with grpc.insecure_channel(target) as channel:
        raw: Any = channel.unary_stream(
            "/margrid.v1.SweepService/StreamGrid",
            request_serializer=sweep_service_pb2.StreamGridRequest.SerializeToString,
            response_deserializer=None,
        )
        chunks = 0
        for data in raw(_request(), timeout=60):
            original = sweep_service_pb2.StreamGridResponse.FromString(data)
            twin = grid_bytes_pb2.StreamGridResponseBytes.FromString(data)
            assert twin.WhichOneof("message") == original.WhichOneof("message")
            assert (twin.header, twin.summary) == (original.header, original.summary)
            assert list(twin.chunk.non_finite) == list(original.chunk.non_finite)
            assert twin.chunk.first_cell == original.chunk.first_cell
            for ours, theirs in zip(twin.chunk.columns, original.chunk.columns, strict=True):
                assert ours.crc32c == theirs.crc32c
                expected = np.asarray(theirs.values, "<f8").tobytes()
                assert np.frombuffer(ours.values, "<f8").tobytes() == expected
            chunks += original.HasField("chunk")
        assert chunks > 3


def test_blocks_are_the_grid_in_order_with_their_points(client: margrid.Client) -> None:
    grid = client.grid("taas-deal", AXES, METRICS)
    parts: list[margrid.Block] = list(client.stream("taas-deal", AXES, METRICS, max_chunk_bytes=4096))
    assert len(parts) > 100
    for metric in METRICS:
        joined = np.concatenate([block[metric] for block in parts])
        assert joined.tobytes() == grid[metric].tobytes()
    points = parts[7].points()
    rows, columns = np.divmod(parts[7].cells, 1001)
    np.testing.assert_array_equal(points["gross_revenue_per_mw"], grid.axes[0].at(rows))
    np.testing.assert_array_equal(points["revenue_share"], grid.axes[1].at(columns))
    assert list(parts[7].to_pandas().columns) == [*AXES, *METRICS]


def test_a_part_of_a_grid(client: margrid.Client) -> None:
    whole = client.grid("taas-deal", AXES, METRICS)
    part = list(client.stream("taas-deal", AXES, METRICS, first_cell=5000, cell_count=3, digest=whole.digest))
    assert [block.first_cell for block in part] == [5000]
    np.testing.assert_array_equal(part[0]["lab_gross_margin"], whole["lab_gross_margin"].ravel()[5000:5003])


@pytest.mark.parametrize("period", range(3))
def test_a_broken_stream_goes_on_bit_for_bit(target: str, client: margrid.Client, period: int) -> None:
    seed = int(os.environ.get("MARGRID_SEED", random.randrange(1 << 32))) + period
    print(f"MARGRID_SEED={seed - period}")
    whole = client.grid("taas-deal", AXES, METRICS)
    cuts = [random.Random(seed + i).randrange(400, 600_000) for i in range(4)]
    retry = margrid.Retry(attempts=8, first_wait=0.01)
    with Cutter(target, cuts) as proxy, margrid.connect(proxy.target, timeout=60, retry=retry) as unlucky:
        stream = unlucky.stream("taas-deal", AXES, METRICS)
        parts = list(stream)
        assert proxy.connections > len(cuts)
        assert stream.resumes > 0
    assert [block.first_cell for block in parts[1:]] == [b.first_cell + b.cell_count for b in parts[:-1]]
    for metric in METRICS:
        assert np.concatenate([block[metric] for block in parts]).tobytes() == whole[metric].tobytes()


def test_attempts_without_progress_end(target: str) -> None:
    retry = margrid.Retry(attempts=3, first_wait=0.01)
    with Cutter(target, [200_000] + [60] * 20) as proxy, margrid.connect(proxy.target, retry=retry) as unlucky:
        stream = unlucky.stream("taas-deal", AXES, METRICS)
        with pytest.raises(margrid.Unavailable):
            for _ in stream:
                pass


def test_a_closed_stream_ends(client: margrid.Client) -> None:
    with client.stream("taas-deal", AXES, METRICS) as stream:
        next(stream)
    assert list(stream) == []


class _Scripted:
    """Calls whose streams answer with messages made beforehand."""

    def __init__(self, *streams: list[Any]) -> None:
        self._streams = list(streams)
        self.asked: list[sweep_service_pb2.StreamGridRequest] = []
        self.retry = margrid.Retry(attempts=3, first_wait=0.001)

    def stream(self, method: str, question: Any, answer: Any, deadline: Deadline) -> _Script:
        self.asked.append(sweep_service_pb2.StreamGridRequest.FromString(question.SerializeToString()))
        return _Script(self._streams.pop(0))


class _Script:
    def __init__(self, messages: list[Any]) -> None:
        self._messages = iter(messages)

    def __next__(self) -> Any:
        return next(self._messages)

    def cancel(self) -> None:
        pass


def _messages(client: margrid.Client) -> list[grid_bytes_pb2.StreamGridResponseBytes]:
    deadline = Deadline(60)
    kind = grid_bytes_pb2.StreamGridResponseBytes
    return list(client._calls.stream("SweepService/StreamGrid", _request(), kind, deadline))


def _read(*streams: list[Any]) -> tuple[list[margrid.Block], _Scripted]:
    calls: Any = _Scripted(*streams)
    return list(_stream.GridStream(calls, _request(), Deadline(None))), calls


def test_a_flipped_bit_is_never_handed_on(client: margrid.Client) -> None:
    messages = _messages(client)
    values = bytearray(messages[2].chunk.columns[1].values)
    values[100] ^= 1
    messages[2].chunk.columns[1].values = bytes(values)
    calls: Any = _Scripted(messages)
    stream = _stream.GridStream(calls, _request(), Deadline(None))
    next(stream)
    with pytest.raises(margrid.StreamCorrupted, match="checksum"):
        next(stream)


@pytest.mark.parametrize("fault", ["left out", "twice", "a column less", "short", "header late"])
def test_what_breaks_the_contract_is_refused(client: margrid.Client, fault: str) -> None:
    messages = _messages(client)
    match fault:
        case "left out":
            del messages[2]
        case "twice":
            messages.insert(2, messages[1])
        case "a column less":
            del messages[2].chunk.columns[1]
        case "short":
            messages[2].chunk.columns[1].values = messages[2].chunk.columns[1].values[:-8]
        case _:
            messages[0], messages[1] = messages[1], messages[0]
    with pytest.raises(margrid.StreamCorrupted):
        _read(messages)


def test_a_stream_without_summary_is_taken_up_again(client: margrid.Client) -> None:
    messages = _messages(client)
    cells = messages[1].chunk.cell_count
    again = grid_bytes_pb2.StreamGridResponseBytes.FromString(messages[0].SerializeToString())
    again.header.first_cell = cells
    again.header.range_cell_count -= cells
    summary = grid_bytes_pb2.StreamGridResponseBytes.FromString(messages[-1].SerializeToString())
    summary.summary.cell_count -= cells
    blocks, calls = _read(messages[:2], [again, *messages[2:-1], summary])
    assert sum(block.cell_count for block in blocks) == 101 * 1001
    assert calls.asked[1].range.first_cell == cells
    assert calls.asked[1].range.digest == messages[0].header.digest


def test_another_grid_at_the_resume_is_refused(client: margrid.Client) -> None:
    messages = _messages(client)
    other = grid_bytes_pb2.StreamGridResponseBytes.FromString(messages[0].SerializeToString())
    other.header.digest = b"y" * 32
    other.header.first_cell = messages[1].chunk.cell_count
    with pytest.raises(margrid.StreamCorrupted):
        _read(messages[:2], [other])


class _Refused(grpc.RpcError):
    """A call as a server refuses it."""

    def __init__(self, code: grpc.StatusCode, *details: Any) -> None:
        self._code = code
        self._status = status_pb2.Status(code=code.value[0], message="busy")
        for detail in details:
            self._status.details.add().Pack(detail)

    def code(self) -> grpc.StatusCode:
        return self._code

    def details(self) -> str:
        return "busy"

    def trailing_metadata(self) -> Any:
        return [("grpc-status-details-bin", self._status.SerializeToString())]


def test_the_servers_wait_is_kept() -> None:
    retry = error_details_pb2.RetryInfo()
    retry.retry_delay.FromMilliseconds(7500)
    info = error_details_pb2.ErrorInfo(domain="margrid.io", reason="OVERLOADED")
    error = error_of(_Refused(grpc.StatusCode.RESOURCE_EXHAUSTED, info, retry))
    assert isinstance(error, margrid.ResourceExhausted)
    assert (error.reason, error.retry_after, may_retry(error)) == ("OVERLOADED", 7.5, True)
    assert margrid.Retry(longest_wait=0.2).wait(1, error) == 7.5


def test_a_limit_is_not_asked_again() -> None:
    info = error_details_pb2.ErrorInfo(domain="margrid.io", reason="GRID_TOO_LARGE")
    assert not may_retry(error_of(_Refused(grpc.StatusCode.RESOURCE_EXHAUSTED, info)))


def test_waits_double_up_to_the_longest() -> None:
    error = margrid.Unavailable("gone")
    assert 0.2 <= margrid.Retry(first_wait=0.1).wait(3, error) <= 0.4
    assert 0.1 <= margrid.Retry(longest_wait=0.2).wait(30, error) <= 0.2


def test_a_large_grid_leaves_memory_flat(client: margrid.Client) -> None:
    axes = {**AXES, "revenue_share": margrid.linear(0, 1, 100_001)}
    cells = 0
    before = 0
    for block in client.stream("taas-deal", axes, METRICS):
        cells += block.cell_count
        if before == 0 and cells > 500_000:
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert cells == 101 * 100_001
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 32 * 1024, f"{grown} KiB more for {cells * 16 >> 20} MiB"
