"""The practice organization is the same after a restart, without a secret in its file."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from akiles_console.demo import oauth
from akiles_console.demo.server import DemoServer

pytestmark = pytest.mark.anyio

_EXPAND = "emails,pins,cards,magic_links,tokens,group_associations"
Connect = Callable[..., httpx.AsyncClient]


@pytest.fixture
def state_file(tmp_path: Path) -> Path:
    return tmp_path / "practice" / "office.json"


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


async def _renew(server: DemoServer, refresh_token: str) -> dict[str, str]:
    secret = {"client_id": server.client_id, "client_secret": server.client_secret}
    form = {"grant_type": "refresh_token", "refresh_token": refresh_token}
    async with httpx.AsyncClient(trust_env=False) as http:
        return (await http.post(f"{server.auth_url}/oauth2/token", data={**secret, **form})).json()


def _tokens(server: DemoServer) -> dict[str, str]:
    """Tokens as a sign-in gives them."""
    authorization = oauth.Authorization("http://127.0.0.1:1/akiles/callback", "full_read_write offline", None, None)
    return server.gate.token(
        {
            "client_id": server.client_id,
            "client_secret": server.client_secret,
            "grant_type": "authorization_code",
            "code": server.gate.allow(authorization, server.backend.id),
            "redirect_uri": authorization.redirect_uri,
        }
    )


async def test_everything_is_there_again(state_file: Path, connect: Connect) -> None:
    """Objects, deleted ones, events and both tokens of a connection, whatever the port."""
    async with DemoServer(state_file=state_file) as server, connect(server) as api:
        tokens = _tokens(server)
        made = (await api.post("/members", json={"name": "Ana", "metadata": {"sourceID": "007"}})).json()
        await api.delete(f"/members/{server.backend.members[0]['id']}")
        params = {"is_deleted": "any", "limit": "100", "expand": _EXPAND}
        before = [(await api.get(path, params=p)).json() for path, p in (("/members", params), ("/events", {}))]
    async with DemoServer(state_file=state_file) as server, connect(server, tokens["access_token"]) as api:
        after = [(await api.get(path, params=p)).json() for path, p in (("/members", params), ("/events", {}))]
        assert after == before
        found = (await api.get("/members", params={"metadata.sourceID": "007"})).json()["data"]
        assert [one["id"] for one in found] == [made["id"]]
        assert (await _renew(server, tokens["refresh_token"]))["refresh_token"]
    async with DemoServer(state_file=state_file) as server:
        assert (await _renew(server, tokens["refresh_token"]))["error"] == "invalid_grant"


async def test_no_secret_is_in_the_file(state_file: Path, connect: Connect) -> None:
    """No digits, no link, no token; a PIN of the same length is made anew and is again the same next time."""
    async with DemoServer(state_file=state_file) as server, connect(server) as api:
        tokens = _tokens(server)
        path = f"/members/{server.backend.members[0]['id']}"
        pin = (await api.post(f"{path}/pins", json={"pin": "73519264"})).json()
        link = (await api.post(f"{path}/magic_links", json={})).json()
        gone = (await api.post(f"{path}/pins", json={})).json()
        await api.delete(f"{path}/pins/{gone['id']}")
    text = _text(state_file)
    assert pin["id"] in text
    for secret in ("73519264", link["link"].rpartition("_")[2], tokens["access_token"], tokens["refresh_token"]):
        assert secret not in text
    anew = []
    for _ in range(2):
        async with DemoServer(state_file=state_file) as server, connect(server) as api:
            anew.append((await api.post(f"{path}/pins/{pin['id']}/reveal", json={})).json())
            assert (await api.post(f"{path}/magic_links/{link['id']}/reveal", json={})).json() == link
            again = (await api.post(f"{path}/pins", json={"pin": gone["pin"]})).json()
            await api.delete(f"{path}/pins/{again['id']}")
    assert anew[0] == anew[1]
    assert len(anew[0]["pin"]) == 8


async def test_a_write_is_kept_within_a_second(state_file: Path, connect: Connect) -> None:
    """Also when the program is killed afterwards; a read writes no file."""
    async with DemoServer(state_file=state_file, template="empty") as server, connect(server) as api:
        await api.get("/members")
        await asyncio.sleep(0.7)
        assert not _text(state_file)
        await api.post("/members", json={"name": "Ana Peña"})
        await asyncio.sleep(1)
        assert "Ana Peña" in _text(state_file)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights on files")
async def test_the_file_is_closed_to_others(state_file: Path, connect: Connect) -> None:
    """Names and addresses are nobody else's business."""
    async with DemoServer(state_file=state_file, template="empty") as server, connect(server) as api:
        await api.post("/members", json={"name": "Ana"})
    assert os.stat(state_file).st_mode & 0o077 == 0


async def test_one_program_at_a_time(state_file: Path, connect: Connect) -> None:
    """The second one shows what was kept, says that the file is in use, and writes nothing, not even later."""
    async with DemoServer(state_file=state_file) as first, connect(first) as api:
        assert not first.state_in_use
        await api.post("/members", json={"name": "Ana Peña"})
        await asyncio.sleep(0.7)
        second = DemoServer(state_file=state_file)
        assert second.state_in_use
        assert len(second.backend.members) == 26
        async with second, connect(second) as other:
            await other.post("/members", json={"name": "Eva Ruiz"})
            await asyncio.sleep(0.7)
            assert "Eva Ruiz" not in _text(state_file)
            await first.stop()
            second.open_door()
            await asyncio.sleep(0.7)
    assert "Eva Ruiz" not in _text(state_file)
    assert "Ana Peña" in _text(state_file)
    async with DemoServer(state_file=state_file) as third:
        assert not third.state_in_use
        assert len(third.backend.members) == 26


def test_a_second_program_leaves_a_damaged_file_alone(state_file: Path) -> None:
    """It is not its file."""
    first = DemoServer(state_file=state_file)
    state_file.write_bytes(b"{")
    assert len(DemoServer(state_file=state_file).backend.members) == 25
    assert state_file.read_bytes() == b"{"
    assert not first.state_in_use


async def test_the_lock_ends_with_a_killed_program(state_file: Path) -> None:
    """What is left behind does not lock anybody out."""
    code = (
        "import sys, time, pathlib; from akiles_console.demo.server import DemoServer; "
        "DemoServer(state_file=pathlib.Path(sys.argv[1])); print('ready', flush=True); time.sleep(60)"
    )
    other = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", code, str(state_file)), stdout=asyncio.subprocess.PIPE
    )
    assert other.stdout is not None
    assert (await asyncio.wait_for(other.stdout.readline(), 20)).strip() == b"ready"
    assert DemoServer(state_file=state_file).state_in_use
    other.kill()
    await other.communicate()
    async with DemoServer(state_file=state_file) as server:
        assert not server.state_in_use


async def test_what_a_device_keeps_survives_a_restart(state_file: Path) -> None:
    """So do webhooks, and what practice controls did."""
    async with DemoServer(state_file=state_file) as server:
        tool_room = next(one for one in server.backend.tables["gadgets"].by_id.values() if one["name"] == "Tool room")
        server.set_clock(datetime(2026, 3, 9, 9, 0, tzinfo=UTC))
        told = server.open_door(gadget_id=tool_room["id"])
        server.backend.make("webhooks", {"url": "http://127.0.0.1:1/", "filter": []})
    async with DemoServer(state_file=state_file) as server:
        assert [one["event_id"] for one in server.late_report()["events"]] == [told["event_id"]]
        assert len(server.backend.tables["webhooks"].by_id) == 1


def test_a_file_of_an_earlier_version_is_read(state_file: Path) -> None:
    """What it does not know is empty."""
    server = DemoServer(state_file=state_file)
    server.start_in_thread()
    server.open_door()
    server.stop_thread()
    document = json.loads(state_file.read_bytes())
    for one in document["organizations"]:
        del one["buffered"], one["tables"]["webhooks"]
    state_file.write_text(json.dumps(document), encoding="utf-8")
    assert len(DemoServer(state_file=state_file).backend.members) == 25
    assert not state_file.with_name("office.json.damaged").exists()


_DAMAGED = (
    *(b"", b"{", b"\xff", b"[]", b"null", b'{"version":2}', b'{"version":1}'),
    b'{"version":1,"organizations":[],"connections":{"grants":{},"access":{},"refresh":{}}}',
    *(b'{"version":1,"organizations":[{}]}', b'{"version":1,"organizations":[],"connections":{}}'),
)


@pytest.mark.parametrize("damage", _DAMAGED)
def test_a_damaged_file_is_set_aside(state_file: Path, damage: bytes) -> None:
    """A fresh office opens, and the damaged file stays for who wants to look."""
    state_file.parent.mkdir()
    state_file.write_bytes(damage)
    server = DemoServer(state_file=state_file)
    assert len(server.backend.members) == 25
    assert state_file.with_name("office.json.damaged").read_bytes() == damage
    assert not state_file.exists()
