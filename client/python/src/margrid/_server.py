"""What a server says of itself, and of a question before it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from margrid.v1 import catalog_service_pb2, sweep_service_pb2


@dataclass(frozen=True)
class Limits:
    """Limits that a request must keep."""

    max_cells: int
    max_axes: int
    max_list_points: int
    max_nodes: int
    max_names: int
    max_formula_bytes: int
    max_formula_depth: int
    max_periods: int
    max_request_bytes: int
    min_chunk_bytes: int
    max_chunk_bytes: int
    default_chunk_bytes: int


@dataclass(frozen=True)
class ServerInfo:
    """Version and limits."""

    version: str
    numerics_revision: int
    """Raised only when a bit of a result may change."""
    limits: Limits

    @staticmethod
    def of(message: catalog_service_pb2.GetServerInfoResponse) -> ServerInfo:
        limits = {name: getattr(message.limits, name) for name in Limits.__dataclass_fields__}
        return ServerInfo(message.version, message.numerics_revision, Limits(**limits))


@dataclass(frozen=True)
class Plan:
    """What a grid would cost."""

    digest: bytes
    cell_count: int
    row_count: int
    cells_per_row: int
    value_bytes: int
    node_count: int
    inner_node_count: int
    hoisted_node_count: int
    units: Mapping[str, str]

    @staticmethod
    def of(message: sweep_service_pb2.PlanGridResponse) -> Plan:
        return Plan(
            message.digest,
            message.cell_count,
            message.row_count,
            message.cells_per_row,
            message.value_bytes,
            message.node_count,
            message.inner_node_count,
            message.hoisted_node_count,
            {metric.name: metric.unit for metric in message.metrics},
        )
