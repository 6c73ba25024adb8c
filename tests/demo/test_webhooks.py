"""Webhooks and actions: what is sent where, signed with a secret shown once; doors opened from afar."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from akiles_console.demo import webhooks
from akiles_console.demo.server import DemoServer

pytestmark = pytest.mark.anyio

_MEMBERS = [{"object_type": "member"}]


class Receiver:
    """Somebody's server: keeps what it is sent, answers what it is told."""

    def __init__(self) -> None:
        self.got: asyncio.Queue[tuple[str, dict[str, str], bytes]] = asyncio.Queue()
        self.answers = [b"HTTP/1.1 204 No Content\r\n\r\n"]

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/hook?a=1"

    async def stop(self) -> None:
        self._server.close()
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        line, *fields = head.strip().split("\r\n")
        headers = dict(field.lower().split(": ", 1) for field in fields)
        body = await reader.readexactly(int(headers["content-length"]))
        writer.write(self.answers.pop(0) if len(self.answers) > 1 else self.answers[0])
        writer.close()
        self.got.put_nowait((line, headers, body))

    async def next(self) -> tuple[str, dict[str, str], bytes]:
        return await asyncio.wait_for(self.got.get(), 5)

    async def nothing(self) -> bool:
        await asyncio.sleep(0.1)
        return self.got.empty()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    running = Receiver()
    await running.start()
    yield running
    await running.stop()


async def _made(api: httpx.AsyncClient, url: str, rules: Any = _MEMBERS, **more: Any) -> dict[str, Any]:
    answer = await api.post("/webhooks", json={"url": url, "filter": rules, **more})
    return dict(answer.raise_for_status().json())


async def test_an_event_is_sent_and_signed(api: httpx.AsyncClient, receiver: Receiver) -> None:
    """The event as it can be read, and a signature of the very bytes with the secret of the creation."""
    hook = await _made(api, receiver.url)
    member = (await api.post("/members", json={"name": "Ana Peña"})).json()
    line, headers, body = await receiver.next()
    assert line == "POST /hook?a=1 HTTP/1.1"
    expected = hmac.new(hook["secret"].encode(), body, hashlib.sha256).hexdigest()
    assert headers["x-akiles-sig-sha256"] == expected
    event = json.loads(body)
    assert (event["verb"], event["object"]["member_id"]) == ("create", member["id"])
    assert (await api.get(f"/events/{event['id']}")).json() == event


async def test_the_secret_is_shown_once(api: httpx.AsyncClient) -> None:
    """When it is made, and never again; others have others."""
    hook = await _made(api, "https://example.com/hook")
    assert len(hook["secret"]) == 32
    path = f"/webhooks/{hook['id']}"
    answers = [await api.get(path), await api.get("/webhooks"), await api.patch(path, json={"is_enabled": False})]
    answers.append(await api.delete(path))
    assert not any("secret" in answer.text for answer in answers)
    assert (await _made(api, "https://example.com/hook"))["secret"] != hook["secret"]


async def test_a_webhook_is_made_changed_and_deleted(api: httpx.AsyncClient) -> None:
    """Enabled unless said otherwise; deleting is soft; every step is an event."""
    hook = await _made(api, "https://example.com/hook", [{"object_type": "gadget_action", "verb": "use"}])
    assert hook["is_enabled"]
    path = f"/webhooks/{hook['id']}"
    changed = (await api.patch(path, json={"filter": [], "url": "http://127.0.0.1:1/x"})).json()
    assert (changed["filter"], changed["url"], changed["is_enabled"]) == ([], "http://127.0.0.1:1/x", True)
    assert not (await _made(api, "https://example.com/", is_enabled=False))["is_enabled"]
    assert (await api.delete(path)).json()["is_deleted"]
    assert (await api.get(path)).json()["is_deleted"]
    assert hook["id"] not in (await api.get("/webhooks")).text
    found = (await api.get("/events", params={"object.type": "webhook", "sort": "created_at:asc"})).json()["data"]
    assert [one["verb"] for one in found if one["object"]["webhook_id"] == hook["id"]] == ["create", "edit", "delete"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"url": "https://example.com"},
        {"filter": []},
        *({"filter": [], "url": url} for url in ("", "example.com", "ftp://example.com", "https://", 7, None)),
        *({"filter": [], "url": f"https://example.com/{path}"} for path in ("a b", "\r\nX: y", "ñ", "%zz", "x" * 2000)),
        *({"filter": [], "url": f"https://example.com:{port}/"} for port in ("0", "65536", "x")),
        *({"filter": rules, "url": "https://example.com"} for rules in (None, {}, [7], [{}], [{"verb": "use"}])),
        {"filter": [{"object_type": "member", "verb": "reveal"}], "url": "https://example.com"},
        {"filter": [{"object_type": "webhook"}], "url": "https://example.com"},
        {"filter": [{"object_type": "member", "colour": "red"}], "url": "https://example.com"},
        {"filter": [], "url": "https://example.com", "is_enabled": None},
        {"filter": [], "url": "https://example.com", "metadata": {}},
        {"filter": [], "url": "https://example.com", "secret": "mine"},
    ],
)
async def test_wrong_webhooks_are_refused(api: httpx.AsyncClient, body: dict[str, Any]) -> None:
    """Nothing is made of them."""
    answer = await api.post("/webhooks", json=body)
    assert (answer.status_code, answer.json()["type"]) == (400, "invalid_request")
    assert (await api.get("/webhooks")).json()["data"] == []


async def test_only_what_the_filter_wants(api: httpx.AsyncClient, receiver: Receiver, server: DemoServer) -> None:
    """By type and verb, once although two rules match; nothing without rules, disabled, deleted."""
    hook = await _made(api, receiver.url, [{"object_type": "member", "verb": "edit"}, {"object_type": "member"}])
    path = f"/members/{server.backend.members[0]['id']}"
    await api.patch(path, json={"metadata": {"a": "1"}})
    assert json.loads((await receiver.next())[2])["verb"] == "edit"
    await api.patch("/organization", json={"metadata": {"a": "1"}})
    assert await receiver.nothing()
    for change in ({"filter": [{"object_type": "member", "verb": "delete"}]}, {"filter": []}):
        await api.patch(f"/webhooks/{hook['id']}", json=change)
        await api.patch(path, json={"metadata": {}})
        assert await receiver.nothing()
    await api.patch(f"/webhooks/{hook['id']}", json={"filter": _MEMBERS, "is_enabled": False})
    await api.patch(path, json={"metadata": {}})
    assert await receiver.nothing()
    await api.patch(f"/webhooks/{hook['id']}", json={"is_enabled": True})
    await api.delete(f"/webhooks/{hook['id']}")
    await api.patch(path, json={"metadata": {}})
    assert await receiver.nothing()


async def test_a_door_that_opens_is_sent_too(api: httpx.AsyncClient, receiver: Receiver, server: DemoServer) -> None:
    """Also when it is opened by practising."""
    await _made(api, receiver.url, [{"object_type": "gadget_action", "verb": "use"}])
    told = server.open_door(gadget_id=_gadget(server, "Workshop door")["id"])
    assert json.loads((await receiver.next())[2])["id"] == told["event_id"]


async def test_it_is_tried_again(api: httpx.AsyncClient, receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an error or nonsense, with the same bytes, until it is taken."""
    monkeypatch.setattr(webhooks, "_FIRST_PAUSE", 0.01)
    receiver.answers = [b"HTTP/1.1 500 No\r\n\r\n", b"", b"hello", b"HTTP/1.1 200 OK\r\n\r\n"]
    await _made(api, receiver.url)
    await api.post("/members", json={"name": "Ana"})
    bodies = [(await receiver.next())[2] for _ in range(4)]
    assert len(set(bodies)) == 1
    assert await receiver.nothing()


async def test_nothing_leaves_the_computer(server: DemoServer) -> None:
    """An address elsewhere is kept and never called."""
    office = server.backend
    for url in ("http://example.com/", "https://127.0.0.1/", "http://127.0.0.1.example.com/", "http://10.0.0.1/"):
        office.make("webhooks", {"url": url, "filter": [{"object_type": "member", "verb": None}]})
    event = office.record("edit", "member", member_id=office.members[0]["id"])
    assert webhooks.wanting(office, event) == []


async def test_stopping_ends_the_tries(receiver: Receiver, server: DemoServer) -> None:
    """Nobody waits for a receiver that is away."""
    await receiver.stop()
    server.backend.make("webhooks", {"url": receiver.url, "filter": [{"object_type": "gadget_action", "verb": None}]})
    server.open_door(gadget_id=_gadget(server, "Workshop door")["id"])
    await asyncio.sleep(0.05)
    await asyncio.wait_for(server.stop(), 2)
    await receiver.start()


def _gadget(server: DemoServer, name: str) -> dict[str, Any]:
    return next(one for one in server.backend.tables["gadgets"].by_id.values() if one["name"] == name)


@pytest.mark.parametrize("door", ["Street door", "Workshop door"])
async def test_a_door_is_opened_from_afar(api: httpx.AsyncClient, server: DemoServer, door: str) -> None:
    """At a device that is there, and at a virtual one; it is in the log without a member."""
    gadget = _gadget(server, door)
    answer = await api.post(f"/gadgets/{gadget['id']}/actions/open", json={})
    assert (answer.status_code, answer.json()) == (200, {})
    event = (await api.get("/events", params={"limit": 1})).json()["data"][0]
    assert (event["verb"], event["object"]["type"], event["object"]["gadget_action_id"]) == (
        *("use", "gadget_action"),
        "open",
    )
    assert (event["object"]["gadget_id"], event["subject"]["member_id"]) == (gadget["id"], None)


async def test_actions_that_do_not_work(api: httpx.AsyncClient, server: DemoServer) -> None:
    """An offline device says so, a virtual one never is; unknown doors and actions, a body with something in it."""
    tool_room, street = (_gadget(server, name)["id"] for name in ("Tool room", "Street door"))
    events = len(server.backend.tables["events"].by_id)
    offline = await api.post(f"/gadgets/{tool_room}/actions/open", json={})
    assert (offline.status_code, offline.json()["type"]) == (400, "hardware_offline")
    for path in (f"{street}/actions/fly", "gad_0/actions/open"):
        assert (await api.post(f"/gadgets/{path}", json={})).status_code == 404
    assert (await api.post(f"/gadgets/{street}/actions/open", json={"force": True})).status_code == 400
    assert (await api.get(f"/gadgets/{street}/actions/open")).headers["allow"] == "POST"
    assert len(server.backend.tables["events"].by_id) == events
    for device in server.backend.tables["devices"].by_id.values():
        device["status"]["online"] = False
    loading_bay = _gadget(server, "Loading bay")["id"]
    assert (await api.post(f"/gadgets/{loading_bay}/actions/close", json={})).status_code == 200
