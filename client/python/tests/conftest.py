"""A server for the tests: the one at MARGRID_TARGET, or one of their own."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import margrid

LAUNCHER = Path(__file__).resolve().parents[3] / "bin" / "margrid"


@pytest.fixture(scope="session")
def target() -> Iterator[str]:
    given = os.environ.get("MARGRID_TARGET")
    if given:
        yield given
        return
    command = [str(LAUNCHER), "serve", "--port", "0", "--until-stdin-closes"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin is not None and server.stdout is not None
        for line in server.stdout:
            if "listening on " in line:
                yield line.split()[-1]
                break
        else:
            raise AssertionError(f"{LAUNCHER}: ended (expected: to listen)")
        server.stdin.close()


@pytest.fixture(scope="session")
def client(target: str) -> Iterator[margrid.Client]:
    with margrid.connect(target, timeout=60) as client:
        yield client
