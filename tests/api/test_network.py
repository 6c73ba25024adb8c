"""The HTTP client of a connection: no environment, no untrusted certificate, the system's proxy."""

from __future__ import annotations

import asyncio
import os
import shutil
import ssl
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from akiles_console.api.client import Client
from akiles_console.api.errors import Unreachable
from akiles_console.api.network import open_http
from akiles_console.auth.tokens import BearerAuth
from akiles_console.failure import Failure

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test depends on the proxy of the machine."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@asynccontextmanager
async def answering(answer: bytes, seen: list[bytes], tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """A server that says `answer` to whatever comes; gives its port."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(answer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def asked(url: str, time: Any) -> Unreachable:
    """What asking for the organization runs into."""
    async with await open_http(url) as http:
        client = Client(http, url, BearerAuth("t"), clock=time.clock())
        with pytest.raises(Unreachable) as caught:
            await client.organization()
    return caught.value


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to make a certificate")
async def test_an_untrusted_certificate_is_told_and_nothing_is_sent(
    tmp_path: Path, time: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, certificate = tmp_path / "key", tmp_path / "certificate"
    command = (
        "openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1"
    )
    await asyncio.to_thread(
        subprocess.run, [*command.split(), "-keyout", key, "-out", certificate], check=True, capture_output=True
    )
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, key)
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys"))
    seen: list[bytes] = []
    async with answering(b"HTTP/1.1 200 OK\r\n\r\n", seen, tls) as port:
        error = await asked(f"https://127.0.0.1:{port}/v2", time)
    assert error.code == "certificate_untrusted"
    assert seen == []
    assert "keys" not in os.listdir(tmp_path)


async def test_a_proxy_that_wants_a_login_is_told(time: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bytes] = []
    async with answering(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n", seen) as port:
        monkeypatch.setenv("https_proxy", f"127.0.0.1:{port}")
        error = await asked("https://api.akiles.test/v2", time)
    assert error.code == "proxy_login"
    assert seen[0].startswith(b"CONNECT api.akiles.test:443")
    assert b"Bearer" not in seen[0]


async def test_this_computer_is_spoken_to_directly(time: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    seen: list[bytes] = []
    body = b'{"id": "org_1", "name": "Sky"}'
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    async with answering(head + body, seen) as port:
        url = f"http://127.0.0.1:{port}/v2"
        async with await open_http(url) as http:
            organization = await Client(http, url, BearerAuth("t"), clock=time.clock()).organization()
    assert organization.name == "Sky"
    assert b"user-agent: akiles-console/" in seen[0].lower()


async def test_a_proxy_that_we_cannot_use_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "gopher://user:secret@127.0.0.1:9")
    with pytest.raises(Failure) as caught:
        await open_http("https://api.akiles.test/v2")
    assert (caught.value.code, caught.value.details) == ("proxy_unsupported", {"kind": "gopher"})


async def test_nobody_there_is_told(time: Any) -> None:
    assert (await asked("http://127.0.0.1:9/v2", time)).code == "unreachable"


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (b"", "lost_answer"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{}", "lost_answer"),
        (b"no http at all\r\n\r\n", "lost_answer"),
        (
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n"
            b"Content-Length: 2\r\n\r\n{}",
            "answer_broken",
        ),
    ],
)
async def test_broken_answers_on_the_wire_have_their_code(answer: bytes, error: str, time: Any) -> None:
    async with answering(answer, []) as port:
        url = f"http://127.0.0.1:{port}/v2"
        async with await open_http(url) as http:
            client = Client(http, url, BearerAuth("t"), clock=time.clock())
            with pytest.raises(Failure) as caught:
                await client.members.create(name="Ana", metadata={})
    assert caught.value.code == error
