"""What a failed call says: the server's status with its details, as exceptions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import grpc
from google.rpc import error_details_pb2, status_pb2

DETAILS = "grpc-status-details-bin"


@dataclass(frozen=True)
class Violation:
    """One fault of a request."""

    field: str
    """Path of the field: `grid.axes[1].zipped.members[0].linear.count`."""
    value: str
    """What the server found there. Empty where the description names none."""
    rule: str
    """What it expected."""
    reason: str
    """For programs: `UNKNOWN_PARAMETER`."""
    description: str
    """All of it in one line: `field: value (expected: rule)`."""

    @staticmethod
    def of(path: str, description: str, reason: str) -> Violation:
        value, found, rule = description.removeprefix(f"{path}: ").partition(" (expected: ")
        return Violation(path, value, rule.removesuffix(")") if found else "", reason, description)


@dataclass(frozen=True)
class _Failure:
    code: str
    message: str
    reason: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)
    violations: tuple[Violation, ...] = ()
    retry_after: float | None = None


class MargridError(Exception):
    """A call that failed. Cells that cannot be computed are no failures: they are values that are not finite."""

    def __init__(self, failure: _Failure | str) -> None:
        self._failure = failure if isinstance(failure, _Failure) else _Failure("", failure)
        super().__init__(self._text())

    def _text(self) -> str:
        faults = self.violations
        if len(faults) < 2:
            return self._failure.message
        omitted = [f"and {self.violations_omitted} more"] if self.violations_omitted else []
        lines = [fault.description for fault in faults] + omitted
        return f"{len(faults) + self.violations_omitted} faults\n  " + "\n  ".join(lines)

    @property
    def code(self) -> str:
        """Status of the call: `INVALID_ARGUMENT`. Empty where the client found the fault itself."""
        return self._failure.code

    @property
    def reason(self) -> str:
        """For programs: `UNKNOWN_PARAMETER`. Empty if the failure did not come from a Margrid server."""
        return self._failure.reason

    @property
    def metadata(self) -> Mapping[str, str]:
        """The values that stand in the message, by name."""
        return self._failure.metadata

    @property
    def violations(self) -> tuple[Violation, ...]:
        """The faults of the request, in field order; empty if it is not at fault."""
        return self._failure.violations

    @property
    def violations_omitted(self) -> int:
        """How many more faults the request has."""
        return int(self.metadata.get("violations_omitted", "0"))

    @property
    def retry_after(self) -> float | None:
        """Seconds after which the server invites another attempt. None: it does not."""
        return self._failure.retry_after


class InvalidRequest(MargridError):
    """The question is at fault: see violations."""


class UnknownModel(MargridError):
    """The server has no such model; the message names the nearest."""


class ResumeMismatch(MargridError):
    """The grid is not what it was when the stream began: start over."""


class ResourceExhausted(MargridError):
    """Too large, or too much at once. With retry_after it may be asked again."""


class Unavailable(MargridError):
    """No server, or one that is stopping, after all attempts."""


class ReaderStalled(MargridError):
    """The server gave up a stream that was not read."""


class DeadlineExceeded(MargridError):
    """The call's time-out ran off."""


class CallCancelled(MargridError):
    """The call was cancelled."""


class AccessDenied(MargridError):
    """Not let in."""


class ServerFault(MargridError):
    """A fault of the server's; its log has more under metadata["request"]."""


class StreamCorrupted(MargridError):
    """What arrived breaks the contract: a checksum, an order or a count is wrong. No such cell was handed on."""


_TYPES: dict[str, type[MargridError]] = {
    "INVALID_ARGUMENT": InvalidRequest,
    "OUT_OF_RANGE": InvalidRequest,
    "NOT_FOUND": UnknownModel,
    "FAILED_PRECONDITION": ResumeMismatch,
    "RESOURCE_EXHAUSTED": ResourceExhausted,
    "UNAVAILABLE": Unavailable,
    "ABORTED": ReaderStalled,
    "DEADLINE_EXCEEDED": DeadlineExceeded,
    "CANCELLED": CallCancelled,
    "UNAUTHENTICATED": AccessDenied,
    "PERMISSION_DENIED": AccessDenied,
}


def error_of(failed: grpc.RpcError) -> MargridError:
    """The exception for a call that failed."""
    call: Any = failed
    code: str = call.code().name
    status = _status(call.trailing_metadata() or ())
    info = _detail(status, error_details_pb2.ErrorInfo)
    bad = _detail(status, error_details_pb2.BadRequest)
    retry = _detail(status, error_details_pb2.RetryInfo)
    failure = _Failure(
        code,
        call.details() or code,
        info.reason if info else "",
        dict(info.metadata) if info else {},
        tuple(Violation.of(v.field, v.description, v.reason) for v in bad.field_violations) if bad else (),
        retry.retry_delay.ToTimedelta().total_seconds() if retry else None,
    )
    return _TYPES.get(code, ServerFault)(failure)


def broken(message: str) -> Unavailable:
    """A stream that ended too early, though with a good status."""
    return Unavailable(_Failure("UNAVAILABLE", message))


def may_retry(error: MargridError) -> bool:
    """Whether the same question may be asked again: a lost connection, a reset stream, or an invitation."""
    if isinstance(error, (Unavailable, ReaderStalled)) or error.retry_after is not None:
        return True
    return not error.reason and error.code in ("INTERNAL", "CANCELLED", "UNKNOWN") and "RST_STREAM" in str(error)


def _status(metadata: Any) -> Any:
    for key, value in metadata:
        if key == DETAILS:
            return status_pb2.Status.FromString(value)
    return status_pb2.Status()


def _detail(status: Any, kind: Any) -> Any:
    for detail in status.details:
        if detail.Is(kind.DESCRIPTOR):
            found = kind()
            detail.Unpack(found)
            return found
    return None
