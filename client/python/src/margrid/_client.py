"""The client: questions in, arrays out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import TracebackType

import grpc

from margrid._axes import AxisLike, Settings, Shock
from margrid._calls import Calls, Deadline, Retry
from margrid._errors import MargridError
from margrid._evaluation import Evaluation
from margrid._grid import Grid
from margrid._models import CompiledModel, Display, Model, ModelEntry
from margrid._questions import Questions
from margrid._requests import grid_message, scenario_message
from margrid._server import Plan, ServerInfo
from margrid._stream import GridStream
from margrid.v1 import catalog_service_pb2 as catalog
from margrid.v1 import grid_pb2
from margrid.v1 import sweep_service_pb2 as sweep

_NONE: Mapping[str, float] = {}
_NO_AXES: Mapping[str, AxisLike] = {}


def connect(
    target: str,
    *,
    credentials: grpc.ChannelCredentials | None = None,
    metadata: Sequence[tuple[str, str]] = (),
    timeout: float | None = None,
    retry: Retry = Retry(),
) -> Client:
    """A client of the server at target, `host:port`. Connects at the first question.

    credentials: grpc.ssl_channel_credentials(…) for TLS; None: plaintext.
    metadata: sent with each call, `("authorization", "Bearer …")`.
    timeout: seconds for each question, retries included; None: no limit.
    """
    return Client(Calls(target, credentials, metadata, retry), timeout)


class Client(Questions):
    """Made by connect(). May be shared by threads.

    Where a question takes a model, that is an id of the catalogue or a Model of one's own. settings are parameters that
    differ from their defaults; shocks change what the settings give; axes move what these give.
    """

    def __init__(self, calls: Calls, timeout: float | None) -> None:
        super().__init__(calls, timeout)
        self._models: dict[str, Model] = {}

    def models(self) -> list[ModelEntry]:
        """The catalogue, ordered by id."""
        entries: list[ModelEntry] = []
        token = ""
        while True:
            request = catalog.ListModelsRequest(page_size=1000, page_token=token)
            page = self._calls.unary("CatalogService/ListModels", request, catalog.ListModelsResponse, self._timeout)
            entries += [ModelEntry.of(entry) for entry in page.models]
            token = page.next_page_token
            if not token:
                return entries

    def model(self, id: str) -> Model:
        """One model of the catalogue in full."""
        request = catalog.GetModelRequest(id=id)
        answer = self._calls.unary("CatalogService/GetModel", request, catalog.GetModelResponse, self._timeout)
        return Model.of(answer.model)

    def compile(self, model: Model) -> CompiledModel:
        """Checks a model of one's own. A model with faults is an answer, with diagnostics."""
        request = catalog.CompileModelRequest(model=model.message())
        answer = self._calls.unary("CatalogService/CompileModel", request, catalog.CompileModelResponse, self._timeout)
        return CompiledModel.of(answer)

    def info(self) -> ServerInfo:
        """Version and limits of the server."""
        request = catalog.GetServerInfoRequest()
        answer = self._calls.unary(
            "CatalogService/GetServerInfo", request, catalog.GetServerInfoResponse, self._timeout
        )
        return ServerInfo.of(answer)

    def evaluate(
        self,
        model: str | Model,
        settings: Settings = _NONE,
        *,
        metrics: Sequence[str] = (),
        periods: Sequence[str] = (),
        shocks: Sequence[Shock] = (),
    ) -> Evaluation:
        """One scenario. No metrics: all; no periods: all."""
        request = sweep.EvaluateRequest(
            scenario=scenario_message(model, settings, shocks), metrics=metrics, periods=periods
        )
        return Evaluation(
            self._calls.unary("SweepService/Evaluate", request, sweep.EvaluateResponse, self._timeout)
        )

    def plan(
        self,
        model: str | Model,
        axes: Mapping[str, AxisLike] = _NO_AXES,
        metrics: Sequence[str] = (),
        *,
        settings: Settings = _NONE,
        shocks: Sequence[Shock] = (),
        periods: Sequence[str] = (),
    ) -> Plan:
        """What a grid would cost. Computes no cell."""
        request = sweep.PlanGridRequest(grid=grid_message(model, axes, metrics, settings, shocks, periods))
        return Plan.of(self._calls.unary("SweepService/PlanGrid", request, sweep.PlanGridResponse, self._timeout))

    def grid(
        self,
        model: str | Model,
        axes: Mapping[str, AxisLike] = _NO_AXES,
        metrics: Sequence[str] = (),
        *,
        settings: Settings = _NONE,
        shocks: Sequence[Shock] = (),
        periods: Sequence[str] = (),
        max_bytes: int = 4 << 30,
    ) -> Grid:
        """A whole grid in memory, an array for each metric, shaped like the axes.

        axes: by parameter its points: a range, any sequence, or what linear(), factors() and the like make; or by a name
        of one's own Zipped parameters or Cases. Their order is the order of the arrays' dimensions.
        max_bytes: the most that the arrays may take.
        """
        with self.stream(model, axes, metrics, settings=settings, shocks=shocks, periods=periods) as stream:
            return Grid.read(stream, self._displays(model), max_bytes)

    def stream(
        self,
        model: str | Model,
        axes: Mapping[str, AxisLike] = _NO_AXES,
        metrics: Sequence[str] = (),
        *,
        settings: Settings = _NONE,
        shocks: Sequence[Shock] = (),
        periods: Sequence[str] = (),
        first_cell: int = 0,
        cell_count: int | None = None,
        digest: bytes = b"",
        max_chunk_bytes: int | None = None,
    ) -> GridStream:
        """A grid block by block, of any size, in flat memory. The call begins here.

        first_cell, cell_count: a part of the grid. digest: of the grid that is meant; another one is refused with
        ResumeMismatch. max_chunk_bytes: values in a block; None: the server's choice.
        """
        request = sweep.StreamGridRequest(
            grid=grid_message(model, axes, metrics, settings, shocks, periods),
            range=grid_pb2.GridRange(first_cell=first_cell, cell_count=cell_count, digest=digest),
            max_chunk_bytes=max_chunk_bytes,
        )
        return GridStream(self._calls, request, Deadline(self._timeout))

    def _displays(self, model: str | Model) -> Mapping[str, Display]:
        """For people's eyes only: a grid without them is as good."""
        if isinstance(model, str):
            try:
                if model not in self._models:
                    self._models[model] = self.model(model)
                model = self._models[model]
            except MargridError:
                return {}
        return {name: metric.display for name, metric in model.metrics.items()}

    def close(self) -> None:
        """Ends the connection, and with it all that runs."""
        self._calls.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
