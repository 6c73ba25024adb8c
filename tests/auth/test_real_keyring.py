"""The real Secret Service of Linux, in a session bus of its own; left out where the system has none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    not (shutil.which("gnome-keyring-daemon") and shutil.which("dbus-run-session")),
    reason="needs gnome-keyring and dbus",
)

USE = """
import asyncio
from akiles_console.auth.storage import KeyringLocked, Storage

async def use():
    storage = Storage("real", patience=10)
    try:
        await storage.save("refresh-token", "ñ" * 1280)
        print(storage.name, await storage.load("refresh-token") == "ñ" * 1280)
        await storage.delete("refresh-token")
        print(await storage.load("refresh-token"))
    except KeyringLocked:
        print("locked")
    finally:
        storage.close()

asyncio.run(use())
"""


def run(tmp_path: Path, unlocked: bool) -> list[str]:
    """What `USE` prints beside a keyring daemon in the foreground, which ends with it."""
    daemon = "gnome-keyring-daemon --foreground --components=secrets"
    start = f"printf pw | {daemon} --unlock" if unlocked else daemon
    script = f'{start} >/dev/null 2>&1 & sleep 0.5; "$0" -W error -c "$1"; kill -- $(jobs -p) 2>/dev/null; true'
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
    ran = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", script, sys.executable, USE],
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return ran.stdout.splitlines()


def test_it_keeps_and_forgets(tmp_path: Path) -> None:
    assert run(tmp_path, unlocked=True) == ["Secret Service True", "None"]


def test_locked_is_told_from_empty(tmp_path: Path) -> None:
    assert run(tmp_path, unlocked=False) == ["locked"]
