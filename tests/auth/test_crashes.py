"""A process that dies around a renewal, and two at once: real processes, a real server, a token that rotates."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from akiles_console.auth.oauth import redirect_uri
from akiles_console.demo.server import DemoServer

pytestmark = pytest.mark.anyio

PROCESS = '''
import asyncio, json, os, signal, sys
from datetime import UTC, datetime
from pathlib import Path

import httpx
from keyring.backend import KeyringBackend

from akiles_console.auth.grants import TokenSet
from akiles_console.auth.storage import Storage
from akiles_console.auth.tokens import SignedOut, Tokens
from akiles_console.clock import Clock
from akiles_console.failure import Failure

folder, auth_url, client_id, secret, point, times = sys.argv[1:]
folder = Path(folder)


def die(here):
    if here == point:
        os.kill(os.getpid(), signal.SIGKILL)


class FileRing(KeyringBackend):
    """A keyring that outlives the process, written whole or not at all, as the real ones are."""

    priority = 1

    def get_password(self, service, username):
        if (folder / "written").exists():
            die("before-read-back")
        file = folder / "token"
        return file.read_text() if file.exists() else None

    def set_password(self, service, username, password):
        die("before-keyring-write")
        new = folder / f"token-{os.getpid()}"
        new.write_text(password)
        os.replace(new, folder / "token")
        (folder / "written").touch()
        die("after-keyring-write")

    def delete_password(self, service, username):
        (folder / "token").unlink()


class Wire(httpx.AsyncHTTPTransport):
    """The real way, with a place to die before and behind it."""

    async def handle_async_request(self, request):
        die("before-request")
        if point == "after-request":
            asyncio.get_running_loop().call_later(0.5, die, point)
        answer = await super().handle_async_request(request)
        if point == "after-request":
            await asyncio.sleep(60)
        await answer.aread()
        die("after-answer")
        return answer


async def main():
    storage = Storage("x", FileRing())
    async with httpx.AsyncClient(transport=Wire(), trust_env=False) as http:
        tokens = Tokens(http, auth_url, client_id, secret, storage, lock_file=folder / "lock", clock=Clock())
        try:
            got = ""
            for _ in range(int(times)):
                got = await tokens.renewed(got)
            print(got)
        except Failure as failure:
            print(failure.code)
        die("after-all")
        sys.stdout.flush()
    storage.close()


asyncio.run(main())
'''


@pytest.fixture
async def demo() -> AsyncIterator[DemoServer]:
    async with DemoServer() as server:
        yield server


@pytest.fixture
async def folder(tmp_path: Path, demo: DemoServer) -> Path:
    """What a login left behind: a refresh token in the keyring."""
    asked = {"redirect_uri": redirect_uri(8765), "scope": "full_read_write offline", "state": None, "challenge": None}
    from akiles_console.demo.oauth import Authorization

    code = demo.gate.allow(Authorization(**asked), demo.backend.id)
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect_uri(8765)}
    application = {"client_id": demo.client_id, "client_secret": demo.client_secret}
    async with httpx.AsyncClient(trust_env=False) as http:
        given = await http.post(f"{demo.auth_url}/oauth2/token", data=form | application)
    (tmp_path / "token").write_text(given.json()["refresh_token"])
    return tmp_path


async def run(folder: Path, demo: DemoServer, point: str = "", times: int = 1) -> tuple[int | None, str]:
    """One process that renews; its exit code and what it printed: an access token or a failure's code."""
    words = [str(folder), demo.auth_url, demo.client_id, demo.client_secret, point, str(times)]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROCESS, *words, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await asyncio.wait_for(process.communicate(), 30)
    return process.returncode, out.decode().strip()


async def works(demo: DemoServer, token: str) -> bool:
    return demo.gate.organization_of(token) == demo.backend.id


# Where the answer was on its way and nobody was left to take it, the rotated token is gone, and no client can help it.
POINTS = {
    "before-request": True,
    "after-request": False,
    "after-answer": False,
    "before-keyring-write": False,
    "after-keyring-write": True,
    "before-read-back": True,
    "after-all": True,
}


@pytest.mark.parametrize(("point", "still_in"), POINTS.items())
async def test_a_kill_around_a_renewal_ends_connected_or_with_a_plain_word(
    folder: Path, demo: DemoServer, point: str, still_in: bool
) -> None:
    assert (await run(folder, demo, point))[0] == -signal.SIGKILL
    (folder / "written").unlink(missing_ok=True)
    code, said = await run(folder, demo)
    assert code == 0
    assert await works(demo, said) if still_in else said == "signed_out"
    assert (folder / "token").exists() == still_in


async def test_two_processes_at_once_never_show_a_token_twice(folder: Path, demo: DemoServer) -> None:
    """The practice server ends a connection whose refresh token comes twice; the last of each would not work then."""
    ended = await asyncio.gather(*(run(folder, demo, times=15) for _ in range(2)))
    assert [code for code, _ in ended] == [0, 0]
    assert all([await works(demo, token) for _, token in ended])
