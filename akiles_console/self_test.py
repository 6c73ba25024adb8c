"""`--self-test`: whether this installation works, without a display: from its files to verified members."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence

from akiles_console import messages, paths
from akiles_console.auth.storage import REFRESH_TOKEN, KeyringFailed, KeyringLocked, Storage
from akiles_console.demo.server import DemoServer
from akiles_console.failure import Failure
from akiles_console.people import mapping
from akiles_console.people.spreadsheet.reader import read
from akiles_console.session import Endpoints, Session
from akiles_console.sync import directory, run
from akiles_console.sync.plan import Options

RESOURCES = ("sample_employees.xlsx", "style.qss", "icons")


class SelfTestFailed(Failure):
    """A part of this installation is missing or does not work."""


def run_checks() -> None:
    """Every check, said on stdout as it passes. Raises SelfTestFailed or the Failure of the part."""
    for name in RESOURCES:
        if not paths.resource(name).exists():
            raise SelfTestFailed("resource_missing", name=name)
    _passed(f"resources: {len(RESOURCES)} found")
    with _own_home():
        _passed(f"keyring: {asyncio.run(_keyring())}")
        asyncio.run(_journey())


def run_all() -> int:
    """Runs the checks and gives the exit code: 0 when all passed, 1 else."""
    try:
        run_checks()
    except Failure as failure:
        print(f"FAILED: {messages.of(failure)}", file=sys.stderr)
        return 1
    _passed("everything works")
    return 0


async def _keyring() -> str:
    """Which keyring this computer offers, found by asking it for something that is not there."""
    storage = Storage("self-test")
    try:
        await storage.load(REFRESH_TOKEN)
    except (KeyringLocked, KeyringFailed) as failure:
        return f"{storage.name}, which does not open now ({failure.code})"
    finally:
        storage.close()
    return storage.name or "none on this computer, so keys stay in memory"


async def _journey() -> None:
    """The sample becomes verified members of the demo organization, and a second run writes nothing."""
    reading = await read(paths.resource("sample_employees.xlsx"))
    _passed(f"child process: read {len(reading.employees)} people, {len(reading.parked)} rows set aside")
    async with DemoServer() as server:
        endpoints = Endpoints(api_url=server.api_url, auth_url=server.auth_url, name="demo")
        async with contextlib.aclosing(Session(endpoints, access_token=server.access_token)) as session:
            await session.restore()
            people = mapping.hr_groups(reading.employees)
            groups = (await directory.read(session.client)).group_pairs()
            chosen: dict[str, Sequence[str]] = {
                name: [mapping.propose(name, groups) or groups[0][0]] for name, _ in people
            }
            options = Options(credentials=("email", "pin"))
            first = await run.execute(session.client, reading, mapping.Mapping.of(chosen), options)
            verified = sum(outcome.verified for outcome in first.people)
            wrong = [outcome for outcome in first.people if outcome.status in ("failed", "unknown")]
            if first.state != "finished" or wrong or not verified:
                raise SelfTestFailed("journey_failed", step="sync", people=len(wrong))
            _passed(f"demo journey: {verified} people verified in {first.calls} calls")
            before = len(server.writes)
            await run.execute(session.client, reading, mapping.Mapping.of(chosen), options)
            if len(server.writes) != before:
                raise SelfTestFailed("journey_failed", step="second sync", people=len(server.writes) - before)
            _passed("the same file again: 0 writes")


@contextlib.contextmanager
def _own_home() -> Iterator[None]:
    """A throw-away data folder, so that a self-test leaves nothing behind."""
    before = os.environ.get("AKILES_CONSOLE_HOME")
    with tempfile.TemporaryDirectory(prefix="akiles-console-") as folder:
        os.environ["AKILES_CONSOLE_HOME"] = folder
        try:
            yield
        finally:
            if before is None:
                del os.environ["AKILES_CONSOLE_HOME"]
            else:
                os.environ["AKILES_CONSOLE_HOME"] = before


def _passed(what: str) -> None:
    print(f"ok: {what}", flush=True)
