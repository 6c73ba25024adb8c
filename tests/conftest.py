"""What every test stands on: no display, a data folder of its own, the Qt loop where Qt is used."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt: without a display it would abort Python

import PySide6.QtWidgets  # noqa: F401 - qasync takes the binding that is already imported
import pytest
import qasync


@pytest.fixture
def anyio_backend(request: pytest.FixtureRequest) -> Any:
    """Async tests run on a plain loop; those that touch Qt, on the Qt loop."""
    if {"qtbot", "qapp"} & set(request.fixturenames):
        qapp = request.getfixturevalue("qapp")
        return "asyncio", {"loop_factory": lambda: qasync.QEventLoop(qapp)}
    return "asyncio"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, journal and logs of a test stay in the test."""
    folder = tmp_path / "home"
    monkeypatch.setenv("AKILES_CONSOLE_HOME", str(folder))
    return folder


@pytest.fixture
def until() -> Callable[..., Awaitable[None]]:
    """Awaits a predicate without a nested event loop; AssertionError after the seconds."""

    async def wait(predicate: Callable[[], object], seconds: float = 5) -> None:
        end = asyncio.get_running_loop().time() + seconds
        while not predicate():
            assert asyncio.get_running_loop().time() < end, f"not within {seconds} s"
            await asyncio.sleep(0.01)

    return wait
