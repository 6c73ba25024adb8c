"""The ear on loopback that hears the browser come back from the consent page."""

from __future__ import annotations

import asyncio
import hmac
import socket
import sys
from html import escape
from types import TracebackType
from typing import NamedTuple, Self
from urllib.parse import parse_qsl

from akiles_console.auth.grants import plain
from akiles_console.failure import Failure
from akiles_console.wording import _

HOST = "127.0.0.1"
PATH = "/akiles/callback"
_LONGEST_REQUEST = 16_384  # bytes
_SLOWEST_REQUEST = 10.0  # seconds


class Verdict(NamedTuple):
    """What a request is: the status to answer, and with the right one a code, or the failure it reports."""

    status: int
    code: str = ""
    failure: Failure | None = None


def judge(head: str, *, authority: str, state: str) -> Verdict:
    """Judges a request's head, in the order of the fields: path, Host, duplicates, state, error, code."""
    lines = head.split("\r\n")
    method, _sep, rest = lines[0].partition(" ")
    target, _sep, version = rest.rpartition(" ")
    if method != "GET" or not version.startswith("HTTP/1."):
        return Verdict(405)
    path, _sep, query = target.partition("?")
    if path != PATH:
        return Verdict(404)
    headers = [line.partition(":") for line in lines[1:]]
    if [value.strip() for name, _sep, value in headers if name.lower() == "host"] != [authority]:
        return Verdict(421)
    try:
        pairs = parse_qsl(query, keep_blank_values=True, errors="strict", max_num_fields=20)
    except ValueError:
        return Verdict(400)
    said = dict(pairs)
    if len(said) != len(pairs):
        return Verdict(400)
    if not hmac.compare_digest(said.get("state", "").encode(), state.encode()):
        return Verdict(400)
    if "error" in said:
        return Verdict(200, failure=_refusal(said["error"], said.get("error_description", "")))
    return Verdict(200, code=said["code"]) if said.get("code") else Verdict(400)


class Callback:
    """Listens while it is entered. Wrong and stray requests never end the wait.

    `state` is new for each attempt. `answer` becomes the code that the consent page gave, or the Failure that it gave
    instead. With `listen=False` nobody listens and the address has to be pasted. Entering raises Failure
    `port_in_use` else.
    """

    def __init__(self, port: int, state: str, *, listen: bool = True) -> None:
        self._port = port
        self.state = state
        self._listen = listen
        self.answer: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._visits: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    @property
    def redirect_uri(self) -> str:
        """Where the browser comes back to; has to be registered with the application, to the letter."""
        return f"http://{HOST}:{self._port}{PATH}"

    def paste(self, address: str) -> bool:
        """Takes the address at which the browser ended; False where it is not that of this attempt."""
        start = f"http://{HOST}:{self._port}"
        target = address.strip().removeprefix(start)
        if target == address.strip() or not (target.isascii() and target.isprintable()) or " " in target:
            return False
        head = f"GET {target} HTTP/1.1\r\nHost: {HOST}:{self._port}\r\n\r\n"
        verdict = judge(head, authority=f"{HOST}:{self._port}", state=self.state)
        self._settle(verdict)
        return verdict.status == 200

    async def __aenter__(self) -> Self:
        if not self._listen:
            return self
        listening = _listening(self._port)
        self._port = listening.getsockname()[1]
        self._server = await asyncio.start_server(self._visited, sock=listening, limit=_LONGEST_REQUEST)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None:
            self._server.close()
        if not self.answer.cancel() and not self.answer.cancelled():
            self.answer.exception()  # nobody may be left to look at it: that is no accident to warn of
        for visit in self._visits:
            visit.cancel()
        await asyncio.gather(*self._visits, return_exceptions=True)
        if self._server is not None:
            await self._server.wait_closed()

    def _visited(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        visit = asyncio.get_running_loop().create_task(self._receive(reader, writer), name="login callback")
        self._visits.add(visit)
        visit.add_done_callback(self._visits.discard)
        visit.add_done_callback(lambda _visit: writer.close())  # also of one that was cancelled before it began

    async def _receive(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        verdict = Verdict(400)
        try:
            async with asyncio.timeout(_SLOWEST_REQUEST):
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                verdict = judge(head, authority=f"{HOST}:{self._port}", state=self.state)
                writer.write(_page(verdict.status))
                await writer.drain()
        except (TimeoutError, OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # somebody who did not want anything of us, or who left before the answer
        finally:
            self._settle(verdict)

    def _settle(self, verdict: Verdict) -> None:
        if self.answer.done():
            return
        if verdict.failure is not None:
            self.answer.set_exception(verdict.failure)
        elif verdict.code:
            self.answer.set_result(verdict.code)


def require_free(port: int) -> None:
    """Raises Failure `port_in_use` where the browser could not come back to the port now."""
    _listening(port).close()


def _refusal(error: str, description: str) -> Failure:
    if error == "access_denied":
        return Failure("consent_denied")
    return Failure("login_refused", type=plain(error, 60), message=plain(description, 300))


def _listening(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":  # there, SO_REUSEADDR would let anybody listen beside us
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
        listening.listen(100)
        listening.setblocking(False)
    except (OSError, OverflowError):
        listening.close()
        raise Failure("port_in_use", port=port) from None
    return listening


def _page(status: int) -> bytes:
    """A static page: nothing of the request is in it, and no browser keeps it."""
    if status == 200:
        text = _("Akiles Console has got the answer. You can close this page and go back to the program.")
    else:
        text = _("This is not the answer that Akiles Console is waiting for. Go back to the program.")
    body = f"<!doctype html><meta charset=utf-8><title>Akiles Console</title><p>{escape(text)}</p>".encode()
    head = (
        f"HTTP/1.1 {status} {'OK' if status == 200 else 'Refused'}\r\n"
        "Content-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\n"
        "Cache-Control: no-store\r\n"
        "Content-Security-Policy: default-src 'none'\r\n"
        "Referrer-Policy: no-referrer\r\n"
        "X-Content-Type-Options: nosniff\r\n"
        "Connection: close\r\n\r\n"
    )
    return head.encode("ascii") + body
