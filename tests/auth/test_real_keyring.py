"""The real Secret Service of Linux, in a session bus of its own; left out where the system has none."""

from __future__ import annotations

import inspect
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from akiles_console.auth import storage

needs_keyring = pytest.mark.skipif(
    not (shutil.which("gnome-keyring-daemon") and shutil.which("dbus-run-session")),
    reason="needs gnome-keyring and dbus",
)

BEGIN = """
import asyncio, os
from akiles_console.auth.storage import Storage
from akiles_console.failure import Failure

async def use():
    storage = Storage("real", patience=10)
    try:
        await steps(storage)
    except Failure as failure:
        print(failure.code)
    finally:
        storage.close()

async def steps(storage):
"""

KEEPS_AND_FORGETS = """
    await storage.save("refresh-token", "ñ" * 1280)
    print(storage.name, await storage.load("refresh-token") == "ñ" * 1280)
    await storage.delete("refresh-token")
    print(await storage.load("refresh-token"))
"""

TOO_LONG = """
    await storage.save("refresh-token", "short")
    await storage.save("refresh-token", "x" * 1281)
    print(storage.name, await storage.load("refresh-token") == "x" * 1281)
    print(await Storage("real", patience=10).load("refresh-token"))
"""

GOES_AWAY = """
    await storage.save("refresh-token", "one")
    print(storage.name)
    os.kill(int(os.environ["DAEMON"]), 9)
    await asyncio.sleep(0.2)
    await storage.save("refresh-token", "two")
    print("kept")
"""


def run(tmp_path: Path, steps: str, daemon: str | None = "printf pw |", **more: str) -> list[str]:
    """What the steps print beside a keyring daemon in the foreground, which ends with them; None: there is no bus.

    `daemon` is what the daemon's command line begins with; it reads the password that unlocks it.
    """
    code = BEGIN + steps + "\nasyncio.run(use())\n"
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), **more}
    command = [sys.executable, "-W", "error", "-c", code]
    if daemon is not None:
        start = f"{daemon} gnome-keyring-daemon --foreground --components=secrets" + (" --unlock" if daemon else "")
        script = f'{start} >/dev/null 2>&1 & export DAEMON=$!; sleep 0.5; "$@"; kill -- $(jobs -p) 2>/dev/null; true'
        command = ["dbus-run-session", "--", "bash", "-c", script, "bash", *command]
    ran = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=60, check=True)
    return ran.stdout.splitlines()


@needs_keyring
def test_it_keeps_and_forgets(tmp_path: Path) -> None:
    assert run(tmp_path, KEEPS_AND_FORGETS) == ["Secret Service True", "None"]


@needs_keyring
def test_locked_is_told_from_empty(tmp_path: Path) -> None:
    assert run(tmp_path, KEEPS_AND_FORGETS, daemon="") == ["keyring_locked"]


@needs_keyring
def test_what_windows_could_not_hold_stays_in_memory_here_too_and_no_older_token_is_left(tmp_path: Path) -> None:
    assert run(tmp_path, TOO_LONG) == ["None True", "None"]


@needs_keyring
def test_a_keyring_that_goes_away_is_told_and_nothing_is_taken_for_kept(tmp_path: Path) -> None:
    first, then = run(tmp_path, GOES_AWAY)
    assert first == "Secret Service"
    assert then in ("keyring_locked", "keyring_failed")


@needs_keyring
def test_the_environment_cannot_swap_it(tmp_path: Path) -> None:
    swaps = {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring", "KEYRING_PROPERTY_APPID": "x"}
    assert run(tmp_path, KEEPS_AND_FORGETS, **swaps) == ["Secret Service True", "None"]
    folder = tmp_path / ".config" / "python_keyring"
    folder.mkdir(parents=True)
    (folder / "keyringrc.cfg").write_text("[backend]\ndefault-keyring=keyring.backends.null.Keyring\n")
    assert run(tmp_path, KEEPS_AND_FORGETS) == ["Secret Service True", "None"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the keyring needs no bus")
def test_without_a_bus_there_is_none_and_memory_has_to_do(tmp_path: Path) -> None:
    nowhere = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"}
    assert run(tmp_path, KEEPS_AND_FORGETS, daemon=None, **nowhere) == ["None True", "None"]


def test_the_frozen_program_names_the_keyring_of_each_system() -> None:
    chosen = re.findall(r"from (keyring\.backends\.\w+) import", inspect.getsource(storage._system_keyring))
    spec = (Path(__file__).parents[2] / "packaging" / "akiles-console.spec").read_text()
    assert len(chosen) == 3
    assert [name for name in chosen if f'"{name}"' not in spec] == []
