"""What every test stands on: no display, a data folder of its own, the Qt loop where Qt is used."""

from __future__ import annotations

import asyncio
import gc
import html
import os
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt: without a display it would abort Python

import httpx
import PySide6.QtWidgets  # noqa: F401 - qasync takes the binding that is already imported
import pytest
import qasync
from keyring.backend import KeyringBackend

from akiles_console.app import Application, dress
from akiles_console.demo.server import DemoServer
from akiles_console.session import Endpoints, Session


@pytest.fixture
def anyio_backend(request: pytest.FixtureRequest) -> Iterator[Any]:
    """Async tests run on a plain loop; those that touch Qt, on the Qt loop.

    The Qt objects of that loop are collected here, in the main thread: done by chance in a thread of a later test,
    that would end the process ("Timers cannot be stopped from another thread").
    """
    if not {"qtbot", "qapp"} & set(request.fixturenames):
        yield "asyncio"
        return
    qapp = request.getfixturevalue("qapp")
    yield "asyncio", {"loop_factory": lambda: qasync.QEventLoop(qapp)}
    gc.collect()


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, journal and logs of a test stay in the test."""
    folder = tmp_path / "home"
    monkeypatch.setenv("AKILES_CONSOLE_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def no_collection_beside_qt(request: pytest.FixtureRequest) -> Iterator[None]:
    """No thread may collect garbage while Qt objects are about, see `ui/garbage.py`; between tests Python does."""
    about = bool({"qtbot", "qapp"} & set(request.fixturenames))
    if about:
        gc.disable()
    yield
    if about:
        gc.enable()


@pytest.fixture
def until() -> Callable[..., Awaitable[None]]:
    """Awaits a predicate without a nested event loop; AssertionError after the seconds."""

    async def wait(predicate: Callable[[], object], seconds: float = 5) -> None:
        end = asyncio.get_running_loop().time() + seconds
        while not predicate():
            assert asyncio.get_running_loop().time() < end, f"not within {seconds} s"
            await asyncio.sleep(0.01)

    return wait


@pytest.fixture(scope="session")
def qapp_cls() -> type[Application]:
    """Widgets are tested in the real application object, dressed and with its way to quit."""
    return Application


@pytest.fixture(scope="session")
def qapp(qapp: Application) -> Application:
    dress(qapp)
    return qapp


@pytest.fixture
def demo() -> Iterator[DemoServer]:
    """The practice Akiles over real HTTP, as the office template has it.

    In a thread of its own: pytest-qt turns Qt's loop between the phases of a test, when asyncio's is not running,
    and whatever asyncio has to do on it then fails. For the same reason a test ends what it starts before it ends.
    """
    server = DemoServer()
    server.start_in_thread()
    yield server
    server.stop_thread()


@pytest.fixture
async def session(demo: DemoServer) -> AsyncIterator[Session]:
    """A session for the practice Akiles by its access token; `restore` connects it."""
    made = Session(Endpoints(demo.api_url, demo.auth_url, "demo"), access_token=demo.access_token)
    yield made
    await made.aclose()


class Ring(KeyringBackend):
    """A keyring of this test alone."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def ring() -> Ring:
    """A keyring that forgets everything after the test."""
    return Ring()


@pytest.fixture
def consent() -> Callable[..., Awaitable[int]]:
    """Does what a person does in the browser: opens the consent page and presses Allow, or Deny."""

    async def press(address: str, decision: str = "allow") -> int:
        async with httpx.AsyncClient(trust_env=False) as browser:
            page = await browser.get(address)
            fields = dict(re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', page.text))
            fields |= dict(re.findall(r'type="radio" name="([^"]*)" value="([^"]*)" checked', page.text))
            form = {html.unescape(name): html.unescape(value) for name, value in fields.items()}
            done = await browser.post(page.url.copy_with(query=None), data={**form, "decision": decision})
            back = await browser.get(done.headers["location"])
            return back.status_code

    return press
