"""The real program in a real window on a virtual screen, seen and pressed as a screen reader does."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest

SYSTEM_PYTHON = "/usr/bin/python3"
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
READER = Path(__file__).with_name("screen_reader.py")


def missing() -> str:
    """Which tool of these journeys is not installed; "" when all are."""
    for program in ("Xvfb", "xdotool", "dbus-daemon"):
        if shutil.which(program) is None:
            return program
    if not any(Path(place).exists() for place in LAUNCHERS):
        return "at-spi2-core"
    if subprocess.run([SYSTEM_PYTHON, "-c", "import pyatspi"], capture_output=True, check=False).returncode:
        return "python3-pyatspi"
    return ""


def started(stack: ExitStack, *command: str, env: dict[str, str], **more: Any) -> subprocess.Popen[Any]:
    """A program that ends with the test."""
    process = subprocess.Popen(command, env=env, **more)

    def end() -> None:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe is not None:
                pipe.close()

    stack.callback(end)
    return process


def eventually(look: Callable[[], Any], what: str, seconds: float = 30) -> Any:
    """What `look` gives once it gives something; AssertionError after the seconds."""
    end = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        assert time.monotonic() < end, f"not within {seconds} s: {what}"
        time.sleep(0.15)


Name = str | re.Pattern[str]


def called(found: str, wanted: Name) -> bool:
    """Whether a name is the wanted one, or what a pattern wants."""
    return found == wanted if isinstance(wanted, str) else bool(wanted.fullmatch(found))


class Screen:
    """The program on its own screen, and the hands and eyes of somebody before it."""

    def __init__(self, stack: ExitStack, env: dict[str, str], visited: Path, home: Path) -> None:
        self._env, self._visited = env, visited
        self.log = home / "output.txt"
        with self.log.open("wb") as output:
            self.program = started(
                stack, sys.executable, "-m", "akiles_console", "--demo", env=env, stdout=output, stderr=output
            )
        self._reader = started(
            stack, SYSTEM_PYTHON, str(READER), env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def _ask(self, **request: str) -> Any:
        assert self.program.poll() is None, f"the program ended: {self.log.read_text()}"
        assert self._reader.stdin is not None and self._reader.stdout is not None
        self._reader.stdin.write(json.dumps(request) + "\n")
        self._reader.stdin.flush()
        answer = json.loads(self._reader.stdout.readline())
        return None if isinstance(answer, dict) else answer

    def look(self) -> list[tuple[str, str, list[str]]]:
        """Every named thing on the screen: role, name, states."""
        return [tuple(seen) for seen in self._ask(do="look") or ()]

    def sees(self, name: Name, *states: str) -> str:
        """The name of a thing that is on the screen now with these states; "" where there is none."""
        for _role, found, held in self.look():
            if called(found, name) and set(states) <= set(held):
                return found
        return ""

    def see(self, name: Name, *states: str, seconds: float = 30) -> str:
        """Waits for a thing of that name with these states; its name."""
        try:
            return str(eventually(lambda: self.sees(name, *states), f"{name} {states}", seconds))
        except AssertionError as error:
            raise AssertionError(f"{error}; there is {[seen[1] for seen in self.look()]}") from None

    def press(self, wanted: Name) -> str:
        """Presses what is called so, once it is there and on; its name."""
        name = self.see(wanted, "enabled")
        eventually(lambda: self._ask(do="press", name=name), f"pressing {name}", 10)
        return name

    def key(self, *keys: str) -> None:
        """Presses keys, as xdotool calls them."""
        subprocess.run(["xdotool", "key", "--delay", "30", *keys], env=self._env, check=True, capture_output=True)

    def tab_to(self, name: Name) -> str:
        """Presses Tab until the keyboard is on what is called so; its name."""
        been = []
        for _press in range(60):
            focused = self._ask(do="focus") or ""
            if called(focused, name):
                return str(focused)
            been.append(focused)
            self.key("Tab")
            time.sleep(0.1)
        raise AssertionError(f"Tab never came to {name}, only to {been}")

    def take_the_keyboard(self) -> None:
        """Gives the window the keyboard, as a window manager would."""
        found = subprocess.run(
            ["xdotool", "search", "--sync", "--onlyvisible", "--name", "Akiles Console"],
            env=self._env, check=True, capture_output=True, text=True, timeout=30,
        )  # fmt: skip
        subprocess.run(["xdotool", "windowfocus", "--sync", found.stdout.split()[0]], env=self._env, check=True)

    def allow(self) -> None:
        """Does what the person does in the browser: Allow, and back to the program."""
        address = eventually(lambda: self._visited.exists() and self._visited.read_text().strip(), "a browser opened")
        with httpx.Client(trust_env=False) as browser:
            page = browser.get(address)
            fields = dict(re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', page.text))
            fields |= dict(re.findall(r'type="radio" name="([^"]*)" value="([^"]*)" checked', page.text))
            form = {html.unescape(name): html.unescape(value) for name, value in fields.items()}
            done = browser.post(page.url.copy_with(query=None), data={**form, "decision": "allow"})
            assert browser.get(done.headers["location"]).status_code == 200


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """The program with its practice organization, on a screen and a session bus of its own."""
    tool = missing()
    if tool:
        pytest.skip(f"{tool} is not installed; the test command installs it")
    with ExitStack() as stack:
        yield _screen(stack, tmp_path)


def _screen(stack: ExitStack, folder: Path) -> Screen:
    visited, programs, runtime = folder / "visited.txt", folder / "bin", folder / "run"
    programs.mkdir()
    runtime.mkdir(mode=0o700)
    browser = programs / "xdg-open"
    browser.write_text(f'#!/bin/sh\nprintf "%s" "$1" > "{visited}.new" && mv "{visited}.new" "{visited}"\n')
    browser.chmod(0o755)
    env = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "DBUS_", "AKILES_"))}
    env |= {
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(runtime),
        "AKILES_CONSOLE_HOME": str(folder / "home"),
        "PATH": f"{programs}{os.pathsep}{env['PATH']}",
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "NO_AT_BRIDGE": "0",
    }
    env["DISPLAY"] = _display(stack, env)
    env["DBUS_SESSION_BUS_ADDRESS"] = _bus(stack, env)
    launcher = next(place for place in LAUNCHERS if Path(place).exists())
    started(stack, launcher, "--launch-immediately", env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return Screen(stack, env, visited, folder)


def _display(stack: ExitStack, env: dict[str, str]) -> str:
    reading, writing = os.pipe()
    started(
        stack, "Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp",
        env=env, pass_fds=(writing,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    with os.fdopen(reading) as pipe:
        return f":{pipe.readline().strip()}"


_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy>
</busconfig>"""
"""A session bus that starts nothing by itself: a keyring would come up locked and ask for a password."""


def _bus(stack: ExitStack, env: dict[str, str]) -> str:
    config = Path(env["XDG_RUNTIME_DIR"]) / "bus.conf"
    config.write_text(_BUS)
    bus = started(
        stack, "dbus-daemon", "--config-file", str(config), "--nofork", "--print-address",
        env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert bus.stdout is not None
    return str(bus.stdout.readline().strip())
