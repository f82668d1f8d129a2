"""A grid block by block: checked, resumed after a break, in flat memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any

import google_crc32c
import grpc
import numpy as np
from numpy.typing import NDArray

from margrid._calls import Calls, Deadline
from margrid._errors import MargridError, StreamCorrupted, broken, error_of
from margrid._frames import frame
from margrid._header import GridHeader, NonFinite
from margrid.v1 import grid_bytes_pb2, grid_pb2, sweep_service_pb2

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Block:
    """A run of cells. Its arrays are read-only views of the bytes that arrived."""

    header: GridHeader
    first_cell: int
    cell_count: int
    values: Mapping[str, NDArray[np.float64]]
    """By metric, in cell order."""
    non_finite: tuple[NonFinite, ...]

    def __getitem__(self, metric: str) -> NDArray[np.float64]:
        return self.values[metric]

    @property
    def cells(self) -> NDArray[np.int64]:
        """Index of each cell in the whole grid."""
        return np.arange(self.first_cell, self.first_cell + self.cell_count, dtype=np.int64)

    def points(self) -> dict[str, NDArray[np.float64] | NDArray[np.str_]]:
        """By axis the point of each cell."""
        indices = self.header.indices(self.cells)
        return {axis.name: axis.at(indices[axis.name]) for axis in self.header.axes}

    def to_pandas(self) -> pd.DataFrame:
        """A row for each cell: a column for each axis, then one for each metric."""
        return frame({**self.points(), **self.values}, None)


class GridStream(Iterator[Block]):
    """The blocks of a grid, in cell order. Nothing is computed or held that is not read.

    Each block is verified before it is handed on. A connection that breaks is replaced, and the stream goes on at the
    next cell: the reader sees one unbroken run of blocks. Not for several threads at once.
    """

    def __init__(
        self, calls: Calls, request: sweep_service_pb2.StreamGridRequest, deadline: Deadline
    ) -> None:
        self._calls = calls
        self._request = request
        self._deadline = deadline
        self._failures = 0
        self._call: Any = None
        self._summary = False
        self._resumes = 0
        self.header = self._first_header()
        """Known as soon as the stream is there."""
        self._next = self._call_first = self.header.first_cell
        self._end = self._next + self.header.range_cell_count

    @property
    def resumes(self) -> int:
        """How often the stream had to be taken up again."""
        return self._resumes

    def __next__(self) -> Block:
        while not self._summary:
            if self._call is None:
                raise StopIteration  # Closed by the reader.
            try:
                message = next(self._call, None)
                if message is None:
                    raise broken("stream: ended without its summary (expected: header, chunks, summary)")
                block = self._take(message)
                if block is not None:
                    return block
            except grpc.RpcError as failed:
                self._resume(error_of(failed))
            except MargridError as error:
                self._resume(error)
        self.close()
        raise StopIteration

    def _first_header(self) -> GridHeader:
        while True:
            try:
                self._open()
                message = next(self._call, None)
                if message is None:
                    raise broken("stream: ended without a header (expected: header, chunks, summary)")
                if message.WhichOneof("message") != "header":
                    raise StreamCorrupted(f"stream: {message.WhichOneof('message')} (expected: the header first)")
                return GridHeader.of(message.header)
            except grpc.RpcError as failed:
                self._wait(error_of(failed))
            except MargridError as error:
                self._wait(error)

    def _open(self) -> None:
        self._call = self._calls.stream(
            "SweepService/StreamGrid", self._request, grid_bytes_pb2.StreamGridResponseBytes, self._deadline
        )

    def _wait(self, error: MargridError) -> None:
        self.close()
        self._failures += 1
        self._calls.retry.pause(self._failures, error, self._deadline, resumed=True)

    def _resume(self, error: MargridError) -> None:
        self._wait(error)
        # The same grid, from the next cell to where this stream was to end, if it is still the same.
        self._request.range.CopyFrom(
            grid_pb2.GridRange(
                first_cell=self._next, cell_count=self._end - self._next, digest=self.header.digest
            )
        )
        self._open()
        self._call_first = self._next
        self._resumes += 1

    def _take(self, message: grid_bytes_pb2.StreamGridResponseBytes) -> Block | None:
        match message.WhichOneof("message"):
            case "chunk":
                return self._checked(message.chunk)
            case "header":
                again = GridHeader.of(message.header)
                if again.digest != self.header.digest or again.first_cell != self._next:
                    raise StreamCorrupted(f"header: first cell {again.first_cell} (expected: that asked for)")
            case "summary":
                sent = self._next - self._call_first
                if self._next != self._end or message.summary.cell_count != sent:
                    raise StreamCorrupted(f"summary: {message.summary.cell_count} cells (expected: those sent, {sent})")
                self._summary = True
            case other:
                raise StreamCorrupted(f"message: {other} (expected: header, chunk or summary)")
        return None

    def _checked(self, chunk: grid_bytes_pb2.GridChunkBytes) -> Block:
        count = chunk.cell_count
        if chunk.first_cell != self._next or not 0 < count <= self._end - self._next:
            raise StreamCorrupted(f"chunk: {count} cells from {chunk.first_cell} (expected: those from {self._next})")
        metrics = self.header.metrics
        if len(chunk.columns) != len(metrics):
            raise StreamCorrupted(f"columns: {len(chunk.columns)} (expected: {len(metrics)})")
        values = {name: _column(name, chunk.columns[i], count) for i, name in enumerate(metrics)}
        block = Block(
            self.header, self._next, count, values, tuple(NonFinite.of(one, metrics) for one in chunk.non_finite)
        )
        self._next += count
        self._failures = 0
        return block

    def close(self) -> None:
        """Ends the call; the server stops computing. A finished stream needs none."""
        if self._call is not None:
            self._call.cancel()
            self._call = None

    def __enter__(self) -> GridStream:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _column(name: str, column: grid_bytes_pb2.ColumnBytes, cells: int) -> NDArray[np.float64]:
    held = column.values
    if len(held) != 8 * cells:
        raise StreamCorrupted(f"{name}: {len(held)} bytes (expected: 8 for each of {cells} cells)")
    found = google_crc32c.value(held)
    if found != column.crc32c:
        raise StreamCorrupted(f"{name}: checksum {found:08x} (expected: {column.crc32c:08x})")
    return np.frombuffer(held, "<f8")
