"""A loopback forwarder that cuts connections: after so many bytes from the server, the connection is reset."""

from __future__ import annotations

import socket
import struct
import threading


class Cutter:
    """Cuts the first connections after the bytes given for each, then leaves the others alone."""

    def __init__(self, target: str, cuts: list[int]) -> None:
        host, port = target.rsplit(":", 1)
        self._server = (host, int(port))
        self._cuts = list(cuts)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._sockets: list[socket.socket] = []
        self.connections = 0
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def target(self) -> str:
        return f"127.0.0.1:{self._listener.getsockname()[1]}"

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            cut = self._cuts[self.connections] if self.connections < len(self._cuts) else None
            self.connections += 1
            far = socket.create_connection(self._server)
            self._sockets += [near, far]
            threading.Thread(target=_copy, args=(near, far, None), daemon=True).start()
            threading.Thread(target=_copy, args=(far, near, cut), daemon=True).start()

    def __enter__(self) -> Cutter:
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()
        for one in self._sockets:
            _reset(one)


def _copy(source: socket.socket, sink: socket.socket, left: int | None) -> None:
    try:
        while left is None or left > 0:
            data = source.recv(65536 if left is None else min(left, 65536))
            if not data:
                break
            sink.sendall(data)
            left = None if left is None else left - len(data)
    except OSError:
        pass
    _reset(source)
    _reset(sink)


def _reset(one: socket.socket) -> None:
    try:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        one.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    one.close()
