"""Webhooks of the practice organization: which events go where, signed, and delivered on this computer only."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from contextlib import suppress
from urllib.parse import urlsplit

from akiles_console.demo.backend import Backend
from akiles_console.demo.credentials import webhook_secret
from akiles_console.demo.lists import Object

_FIRST_PAUSE, _LAST_PAUSE = 2.0, 1800.0  # seconds between two tries, doubling: about an hour in all
_PATIENCE = 10.0  # seconds for one try


def wanting(backend: Backend, event: Object) -> list[Object]:
    """The webhooks that an event goes to, each once."""
    return [
        webhook
        for webhook in backend.tables["webhooks"].by_id.values()
        if webhook["is_enabled"]
        and not webhook["is_deleted"]
        and _is_loopback(webhook["url"])
        and any(_matches(rule, event) for rule in webhook["filter"])
    ]


def _matches(rule: Object, event: Object) -> bool:
    return rule["object_type"] == event["object"]["type"] and rule["verb"] in (None, event["verb"])


def _is_loopback(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "http" and parts.hostname in ("127.0.0.1", "::1", "localhost")


async def deliver(webhook: Object, body: bytes) -> None:
    """Posts an event (as JSON) until the other side answers 2xx or an hour is over."""
    signature = hmac.new(webhook_secret(webhook["id"]).encode(), body, hashlib.sha256).hexdigest()
    pause = _FIRST_PAUSE
    while not await _posted(webhook["url"], body, signature) and pause <= _LAST_PAUSE:
        await asyncio.sleep(pause)
        pause *= 2


async def _posted(url: str, body: bytes, signature: str) -> bool:
    parts = urlsplit(url)
    head = (
        f"POST {parts.path or '/'}{'?' if parts.query else ''}{parts.query} HTTP/1.1\r\nHost: {parts.netloc}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        f"X-Akiles-Sig-SHA256: {signature}\r\nConnection: close\r\n\r\n"
    )
    with suppress(OSError, TimeoutError, ValueError):
        async with asyncio.timeout(_PATIENCE):
            reader, writer = await asyncio.open_connection(parts.hostname, parts.port or 80)
            try:
                writer.write(head.encode("ascii") + body)
                await writer.drain()
                return (await reader.readline())[9:10] == b"2"  # as in HTTP/1.1 204
            finally:
                writer.close()
    return False
