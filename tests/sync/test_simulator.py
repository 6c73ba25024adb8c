"""No schedule of faults breaks a promise; and the simulator would notice: bugs put in on purpose are all found."""

from __future__ import annotations

import asyncio
import importlib.util
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from akiles_console.api.errors import LostAnswer
from akiles_console.sync import apply, cases, changes, credentials, planner
from akiles_console.sync import ownership as owned
from akiles_console.sync.apply import Apply
from akiles_console.sync.journal import Journal
from akiles_console.sync.plan import REMOVALS
from akiles_console.sync.sender import Sender

SCHEDULES = int(os.environ.get("AKILES_CONSOLE_SCHEDULES", "80"))
pytestmark = pytest.mark.timeout(600)


def load() -> ModuleType:
    """The simulator beside this file; test modules do not import one another by name."""
    path = Path(__file__).with_name("simulator.py")
    spec = importlib.util.spec_from_file_location("sync_simulator", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


simulator = load()


def test_no_schedule_breaks_a_promise(tmp_path):
    broken = [simulator.simulate(seed, tmp_path / str(seed)) for seed in range(1, SCHEDULES + 1)]
    assert not [found for found in broken if found]


def repeats_without_a_look(monkeypatch: pytest.MonkeyPatch) -> None:
    async def look(self: Sender, *_: Any) -> None:
        return None

    monkeypatch.setattr(Sender, "_look", look)


def looks_too_early(monkeypatch: pytest.MonkeyPatch) -> None:
    async def wait(self: Sender, _seconds: float) -> None:
        await asyncio.sleep(0)

    monkeypatch.setattr(Sender, "_wait", wait)


def resumes_too_early(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Journal, "open_since", lambda self: None)


def client_repeats_a_post(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LostAnswer, "writes", property(lambda self: False))


def takes_before_it_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    right = planner.ordered
    monkeypatch.setattr(planner, "ordered", lambda operations: tuple(reversed(right(operations))))

    async def run(self: Apply, ended: Callable[[str], None]) -> None:
        await self._all({key: list(operations) for key, operations in self._operations.items()}, ended)

    monkeypatch.setattr(Apply, "run", run)


def takes_although_a_gain_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    def wanted(self: Apply, operation: Any, result: Any) -> bool:
        return result.member_id is not None or operation.kind == "create_member"

    monkeypatch.setattr(Apply, "_wanted", wanted)
    monkeypatch.setattr(apply, "_seen", lambda *_: True)
    monkeypatch.setattr(apply, "loses_access", lambda *_: False)


def takes_everybody_for_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(owned, "marked", lambda metadata, name: True)
    for room in (changes, credentials, cases):
        monkeypatch.setattr(room, "marked", lambda metadata, name: True)
    monkeypatch.setattr(simulator, "OPTIONS", _full())


def _full() -> Any:
    import msgspec

    return msgspec.structs.replace(simulator.OPTIONS, roster="full", leavers="delete")


def forgets_leavers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "leave", lambda *_: [])


def writes_what_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "_field_changes", lambda wish, *_: (("name", wish.employee.name),))


def gives_a_pin_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    right = credentials._pins
    monkeypatch.setattr(credentials, "_pins", lambda wish, _member, around: right(wish, None, around))


def forgets_the_second_group(monkeypatch: pytest.MonkeyPatch) -> None:
    right = changes.create

    def create(wish: Any, around: Any) -> Any:
        operations, notes = right(wish, around)
        groups = [op for op in operations if op.kind == "add_group"]
        return [op for op in operations if op not in groups[1:]], notes

    monkeypatch.setattr(changes, "create", create)
    update = changes._groups
    monkeypatch.setattr(changes, "_groups", lambda *a: [op for op in update(*a) if op.kind in REMOVALS])


BUGS = [
    repeats_without_a_look,
    looks_too_early,
    resumes_too_early,
    client_repeats_a_post,
    takes_before_it_gives,
    takes_everybody_for_its_own,
    forgets_leavers,
    writes_what_is_there,
    gives_a_pin_each_time,
    forgets_the_second_group,
]


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.__name__)
def test_a_bug_put_in_on_purpose_is_found(bug, monkeypatch, tmp_path):
    bug(monkeypatch)
    found = (simulator.simulate(seed, tmp_path / str(seed)) for seed in range(1, 121))
    assert next(filter(None, found), None)
