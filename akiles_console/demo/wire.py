"""HTTP/1.1 with keep-alive on one connection: h11 between asyncio's streams and a function that answers."""

from __future__ import annotations

import asyncio
import socket
import struct
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

import h11

_MAX_BODY = 1_000_000
_CHUNK = 65536


@dataclass(frozen=True)
class Request:
    """One request; `path` is as sent (still quoted), `headers` have small names."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Response:
    """One answer."""

    status: int
    content_type: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Cut:
    """The connection ends, after half of the body of `half` where that is given; `reset`: with an RST, not a FIN."""

    half: Response | None = None
    reset: bool = False


Answer = Callable[[Request], Awaitable[Response | Cut]]
_LINGER = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)  # on, for no time: close sends an RST


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, answer: Answer) -> None:
    """Answers the requests of one connection until it ends."""
    connection = h11.Connection(h11.SERVER)
    try:
        while (request := await _receive(connection, reader, writer)) is not None:
            response = await answer(request)
            if isinstance(response, Cut):
                await _cut(connection, writer, response)
                return
            await _send(connection, writer, response)
            if connection.our_state is not h11.DONE or connection.their_state is not h11.DONE:
                return
            connection.start_next_cycle()
    except h11.RemoteProtocolError as error:
        if connection.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            with suppress(ConnectionError):  # who broke off in the middle of a request is gone
                await _send(connection, writer, Response(error.error_status_hint, "text/plain", b"Bad request."))
    except ConnectionError:
        return  # the other side is gone; there is nobody to tell
    finally:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


async def _receive(
    connection: h11.Connection, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> Request | None:
    head: h11.Request | None = None
    body = bytearray()
    while True:
        event = connection.next_event()
        if event is h11.NEED_DATA:
            if connection.they_are_waiting_for_100_continue:
                go_on = h11.InformationalResponse(status_code=100, headers=[])
                writer.write(connection.send(go_on) or b"")
            connection.receive_data(await reader.read(_CHUNK))
        elif isinstance(event, h11.Request):
            head = event
        elif isinstance(event, h11.Data):
            body += event.data
            if len(body) > _MAX_BODY:
                raise h11.RemoteProtocolError("The body is too long.", error_status_hint=413)
        elif isinstance(event, h11.EndOfMessage) and head is not None:
            return _request(head, bytes(body))
        else:
            return None


def _request(head: h11.Request, body: bytes) -> Request:
    target = urlsplit(head.target.decode("latin-1"))
    return Request(
        method=head.method.decode("ascii"),
        path=target.path,
        query=tuple(parse_qsl(target.query, keep_blank_values=True)),
        headers={name.decode("ascii"): value.decode("latin-1") for name, value in head.headers},
        body=body,
    )


async def _cut(connection: h11.Connection, writer: asyncio.StreamWriter, cut: Cut) -> None:
    if cut.half is not None:
        writer.write(connection.send(_head(cut.half)) or b"")
        writer.write(cut.half.body[: len(cut.half.body) // 2])
        await writer.drain()
    if cut.reset:
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER)
        writer.transport.abort()


async def _send(connection: h11.Connection, writer: asyncio.StreamWriter, response: Response) -> None:
    for event in (_head(response), h11.Data(data=response.body), h11.EndOfMessage()):
        writer.write(connection.send(event) or b"")
    await writer.drain()


def _head(response: Response) -> h11.Response:
    headers = {
        "content-type": response.content_type,
        "content-length": str(len(response.body)),
        "cache-control": "no-store",
        **response.headers,
    }
    return h11.Response(status_code=response.status, headers=list(headers.items()))
