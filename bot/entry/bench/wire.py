"""Just enough HTTP/1.1 to stand in for LINE without costing more than what is measured."""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import Callable

_LENGTH = re.compile(rb"\r\ncontent-length: {0,4}(\d{1,9})", re.IGNORECASE)
_END = b"\r\n\r\n"


class Messages:
    """Cuts a stream of bytes into (head, body); bodies are those with a Content-Length."""

    def __init__(self) -> None:
        self._buffer = b""

    def feed(self, data: bytes) -> list[tuple[bytes, bytes]]:
        """The messages that are complete with this data."""
        self._buffer += data
        found = []
        while (end := self._buffer.find(_END)) >= 0:
            head = self._buffer[: end + 2]
            length = _LENGTH.search(head)
            whole = end + len(_END) + (int(length[1]) if length else 0)
            if len(self._buffer) < whole:
                break
            found.append((head, self._buffer[end + len(_END) : whole]))
            self._buffer = self._buffer[whole:]
        return found


class Answering(asyncio.Protocol):
    """The server's side of one connection: every request gets the JSON that `answer` makes of it."""

    def __init__(self, answer: Callable[[bytes, bytes], bytes]) -> None:
        self._answer = answer
        self._messages = Messages()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer what is complete."""
        for head, body in self._messages.feed(data):
            content = self._answer(head, body)
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
            if self._transport is not None:
                self._transport.write(answer % (len(content), content))


class Asking(asyncio.Protocol):
    """The client's side of one connection, one request at a time; tells the status, 0 when the connection broke."""

    def __init__(self, idle: Callable[[Asking], None]) -> None:
        self._idle = idle
        self._messages = Messages()
        self._transport: asyncio.Transport | None = None
        self._told: Callable[[int], None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way out."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    @property
    def is_open(self) -> bool:
        """Whether something can still be asked."""
        return self._transport is not None and not self._transport.is_closing()

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.close()

    def ask(self, request: bytes, told: Callable[[int], None]) -> None:
        """Send a request; `told` is called with the status of the answer."""
        assert self._transport is not None
        self._told = told
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        """Tell the status of the answer."""
        for head, _ in self._messages.feed(data):
            self._tell(int(head[9:12]))
            if b"onnection: close" in head and self._transport is not None:
                self._transport.close()
            self._idle(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell whoever waits."""
        self._tell(0)

    def _tell(self, status: int) -> None:
        told, self._told = self._told, None
        if told is not None:
            told(status)


class Pool:
    """Connections to one address, opened as they are needed up to a limit; what is beyond waits in order."""

    def __init__(self, host: str, port: int, limit: int) -> None:
        self._host, self._port, self._limit = host, port, limit
        self._free: deque[Asking] = deque()
        self._waiting: deque[tuple[bytes, Callable[[int], None]]] = deque()
        self._opened = 0
        self._opening: set[asyncio.Task[None]] = set()

    def ask(self, request: bytes, told: Callable[[int], None]) -> None:
        """Send as soon as a connection is free."""
        while self._free:
            connection = self._free.popleft()
            if connection.is_open:
                connection.ask(request, told)
                return
            self._opened -= 1
        self._waiting.append((request, told))
        if self._opened < self._limit:
            self._opened += 1
            task = asyncio.get_running_loop().create_task(self._open())
            self._opening.add(task)
            task.add_done_callback(self._opening.discard)

    def close(self) -> None:
        """Close the connections that are free."""
        while self._free:
            self._free.popleft().close()

    async def _open(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            _, made = await loop.create_connection(lambda: Asking(self._is_free), self._host, self._port)
        except OSError:
            self._opened -= 1
            if self._waiting:
                self._waiting.popleft()[1](0)
            return
        self._is_free(made)

    def _is_free(self, connection: Asking) -> None:
        if not connection.is_open:
            self._opened -= 1
        elif self._waiting:
            connection.ask(*self._waiting.popleft())
        else:
            self._free.append(connection)
