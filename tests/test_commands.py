"""`login`, `logout` and `status` as the command line does them, with a keyring of the test."""

from __future__ import annotations

import asyncio
import io
import json
import re
import sys
from typing import Any

import httpx
import pytest

from akiles_console import arguments, cli, commands
from akiles_console.auth import storage
from akiles_console.demo.server import DemoServer
from akiles_console.failure import Failure

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
def around(monkeypatch: pytest.MonkeyPatch, demo: DemoServer, ring: Any) -> None:
    monkeypatch.setattr(storage, "_system_keyring", lambda: ring)
    monkeypatch.setenv("AKILES_API_URL", demo.api_url)
    monkeypatch.setenv("AKILES_AUTH_URL", demo.auth_url)
    monkeypatch.setenv("AKILES_CLIENT_SECRET", demo.client_secret)


async def run(*words: str) -> tuple[int, Any]:
    chosen = arguments.parser().parse_args([*words, "--json"])
    code, document, _lines = await commands.RUN[chosen.command](chosen)
    return code, document


async def allow(address: str, organization: str) -> str:
    """The last page of the browser for a person who allowed this organization."""
    async with httpx.AsyncClient(trust_env=False) as browser:
        form = {**dict(httpx.URL(address).params), "decision": "allow", "organization": organization}
        done = await browser.post(address.partition("?")[0], data=form)
        return str(done.headers["location"])


@pytest.fixture
def login(demo: DemoServer, capsys: pytest.CaptureFixture[str], until: Any) -> Any:
    """Logs in to the organization at that place of the consent page, with `--print-url`."""

    async def through(choice: int) -> tuple[int, Any]:
        words = ("login", "--client-id", demo.client_id, "--port", str(free), "--print-url")
        running = asyncio.create_task(run(*words))
        printed: list[str] = []

        def address() -> str:
            printed.append(capsys.readouterr().err)
            found = re.search(r"http\S+", "".join(printed))
            return found.group() if found else ""

        await until(address)
        last = await allow(address(), list(demo._organizations)[choice])
        async with httpx.AsyncClient(trust_env=False) as browser:
            await browser.get(last)
        return await running

    import socket

    with socket.create_server(("127.0.0.1", 0)) as probe:
        free = probe.getsockname()[1]
    return through


async def test_login_adds_and_status_lists_without_a_secret(login: Any, demo: DemoServer, ring: Any) -> None:
    assert (await login(0))[0] == 0
    code, document = await login(1)
    assert (code, document["organization"]["name"]) == (0, "Practice annex")
    assert (await login(0))[0] == 0
    code, status = await run("status")
    assert (code, status["connected"], status["organization"]["name"]) == (0, True, "Practice office")
    assert status["keyring"] == "Ring" and status["since"]
    assert [(one["name"], one["active"]) for one in status["organizations"]] == [
        ("Practice office", True),
        ("Practice annex", False),
    ]
    assert [value for value in ring.kept.values() if value in json.dumps(status)] == []


async def test_a_command_may_name_its_organization(login: Any, demo: DemoServer) -> None:
    await login(1)
    await login(0)
    annex = list(demo._organizations)[1]
    assert (await run("status", "--organization", annex))[1]["organization"]["name"] == "Practice annex"
    assert (await run("status"))[1]["organization"]["name"] == "Practice office"
    with pytest.raises(Failure) as caught:
        await run("status", "--organization", "org_unknown")
    assert caught.value.code == "organization_unknown"
    assert cli.exit_code(caught.value) == 2


async def test_logout_forgets_one_and_takes_no_other_in_its_place(login: Any, demo: DemoServer, ring: Any) -> None:
    await login(0)
    await login(1)
    office = next(iter(demo._organizations))
    assert (await run("logout", "--organization", office))[0] == 0
    assert (await run("status"))[1]["organization"]["name"] == "Practice annex"
    await login(0)
    assert (await run("logout"))[0] == 0
    code, status = await run("status")
    assert (code, status["connected"]) == (3, False)
    assert [one["name"] for one in status["organizations"]] == ["Practice annex"]
    assert len(ring.kept) == 2


async def test_the_last_page_is_pasted_where_the_browser_is_elsewhere(
    demo: DemoServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first line is wrong, the second is the address; nothing listens on the port meanwhile."""
    lines = asyncio.Queue[str]()
    loop = asyncio.get_running_loop()

    class Typed(io.StringIO):
        def readline(self, _size: int | None = -1) -> str:  # type: ignore[override]
            return asyncio.run_coroutine_threadsafe(lines.get(), loop).result(10)

    monkeypatch.setattr(sys, "stdin", Typed())
    words = ("login", "--client-id", demo.client_id, "--port", str(demo.port), "--print-url", "--paste")
    running = asyncio.create_task(run(*words))
    found = None
    async with asyncio.timeout(5):
        while found is None:
            await asyncio.sleep(0.01)
            found = re.search(r"http\S+", capsys.readouterr().err)
    await lines.put("https://akiles.app\n")
    await lines.put(await allow(found.group(), demo.backend.id) + "\n")
    code, document = await running
    assert (code, document["organization"]["name"]) == (0, "Practice office")


def test_what_was_meant_for_another_organization_is_a_plan_that_no_longer_holds() -> None:
    assert cli.exit_code(Failure("other_organization", found="x")) == 5
