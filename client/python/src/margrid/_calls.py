"""Calls of the contract over one channel, and when they are tried again."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import grpc
from google.protobuf.message import Message

from margrid._errors import MargridError, error_of, may_retry

Q = TypeVar("Q", bound=Message)
A = TypeVar("A", bound=Message)

# A server lets a client probe every ten seconds. A lost connection is tried again soon: the waits are Retry's. The least
# "reconnect backoff" is, of all things, the time that an attempt to connect gets: enough for a slow handshake far away.
_OPTIONS: tuple[tuple[str, int], ...] = (
    ("grpc.max_receive_message_length", 16 << 20),
    ("grpc.keepalive_time_ms", 20_000),
    ("grpc.keepalive_timeout_ms", 10_000),
    ("grpc.http2.max_pings_without_data", 0),
    ("grpc.initial_reconnect_backoff_ms", 100),
    ("grpc.min_reconnect_backoff_ms", 5_000),
    ("grpc.max_reconnect_backoff_ms", 5_000),
    ("grpc.enable_retries", 0),
)


@dataclass(frozen=True)
class Retry:
    """When a question is asked again: after a lost connection, a reset, or at the server's invitation."""

    attempts: int = 6
    """Attempts without progress before the failure is raised. 1: never again."""
    first_wait: float = 0.1
    """Seconds before the second attempt, with jitter; doubles with each."""
    longest_wait: float = 5.0
    """Limit of the doubling. A longer wait that the server asks for is kept all the same."""

    def wait(self, failures: int, error: MargridError) -> float:
        """Seconds to wait after so many failures in a row."""
        doubled: float = min(self.longest_wait, self.first_wait * 2 ** (failures - 1))
        return max(doubled * random.uniform(0.5, 1.0), error.retry_after or 0.0)

    def pause(self, failures: int, error: MargridError, deadline: Deadline, resumed: bool = False) -> None:
        """Waits for the next attempt, or raises the error if there is none. What is resumed does not begin anew."""
        wait = self.wait(failures, error)
        # The server's limit for a call, not the caller's time-out: begun anew, the question would take as long again.
        again = may_retry(error) or (resumed and error.reason == "CALL_TOO_LONG")
        if failures >= self.attempts or not again or not deadline.leaves(wait):
            raise error from None  # What gRPC says of it is in the error already.
        time.sleep(wait)


class Deadline:
    """The end of a question, over all its attempts."""

    def __init__(self, timeout: float | None) -> None:
        self._end = None if timeout is None else time.monotonic() + timeout

    def left(self) -> float | None:
        return None if self._end is None else max(0.0, self._end - time.monotonic())

    def leaves(self, seconds: float) -> bool:
        left = self.left()
        return left is None or left > seconds


class Calls:
    """A channel with the metadata that every call carries."""

    def __init__(
        self,
        target: str,
        credentials: grpc.ChannelCredentials | None,
        metadata: Sequence[tuple[str, str]],
        retry: Retry,
    ) -> None:
        self._channel = (
            grpc.insecure_channel(target, options=_OPTIONS)
            if credentials is None
            else grpc.secure_channel(target, credentials, options=_OPTIONS)
        )
        self._metadata = tuple(metadata)
        self.retry = retry

    def unary(self, method: str, question: Q, answer: type[A], timeout: float | None) -> A:
        """One answer, asked for again where that may help."""
        call: Callable[..., A] = self._channel.unary_unary(
            f"/margrid.v1.{method}",
            request_serializer=type(question).SerializeToString,
            response_deserializer=answer.FromString,
        )
        deadline = Deadline(timeout)
        failures = 0
        while True:
            try:
                return call(question, timeout=deadline.left(), metadata=self._metadata)
            except grpc.RpcError as failed:
                failures += 1
                self.retry.pause(failures, error_of(failed), deadline)

    def all(self, method: str, question: Message, answer: type[A], timeout: float | None) -> list[A]:
        """Every answer of a stream. A stream that breaks is asked for anew: it is not one that can be resumed."""
        deadline = Deadline(timeout)
        failures = 0
        while True:
            try:
                return list(self.stream(method, question, answer, deadline))
            except grpc.RpcError as failed:
                failures += 1
                self.retry.pause(failures, error_of(failed), deadline)

    def stream(self, method: str, question: Message, answer: type[A], deadline: Deadline) -> Any:
        """An iterator of answers that can be cancelled. Fails with grpc.RpcError."""
        call = self._channel.unary_stream(
            f"/margrid.v1.{method}",
            request_serializer=type(question).SerializeToString,
            response_deserializer=answer.FromString,
        )
        return call(question, timeout=deadline.left(), metadata=self._metadata)

    def close(self) -> None:
        self._channel.close()
