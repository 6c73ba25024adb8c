"""No schedule loses an event, shows one twice or calls one late that was not; and the simulator would notice."""

import os
from datetime import timedelta

import pytest
from beside import load

from akiles_console.events import looks, store, tail

SCHEDULES = int(os.environ.get("AKILES_CONSOLE_SCHEDULES", "150"))
pytestmark = pytest.mark.timeout(600)


simulator = load(__file__, "simulator.py", "events_simulator")


def test_no_schedule_breaks_a_promise(tmp_path):
    broken = [simulator.simulate(seed, tmp_path / str(seed)) for seed in range(1, SCHEDULES + 1)]
    assert not [found for found in broken if found]


def no_overlap(monkeypatch):
    monkeypatch.setattr(looks, "OVERLAP", timedelta())
    monkeypatch.setattr(looks, "DEEP", timedelta(minutes=1))


def never_deep(monkeypatch):
    monkeypatch.setattr(tail.Tail, "_look", lambda self, _deep, look=tail.Tail._look: look(self, False))


def from_the_clock(monkeypatch):
    """Reads back from now, as one does at first, and misses what happened in a sleep."""
    monkeypatch.setattr(looks, "begin", lambda _looks, now, **_more: now - looks.OVERLAP)


def forgets_what_it_knows(monkeypatch):
    monkeypatch.setattr(store.Store, "ids", lambda _self: [])


def marks_what_slept(monkeypatch):
    monkeypatch.setattr(
        looks, "late_by", lambda happened, found, known: int((found - happened).total_seconds()) if known else 0
    )


def marks_nothing(monkeypatch):
    monkeypatch.setattr(looks, "late_by", lambda *_: 0)


@pytest.mark.parametrize(
    "bug", [no_overlap, never_deep, from_the_clock, forgets_what_it_knows, marks_what_slept, marks_nothing]
)
def test_a_bug_put_in_on_purpose_is_found(bug, monkeypatch, tmp_path):
    bug(monkeypatch)
    assert any(simulator.simulate(seed, tmp_path / str(seed)) for seed in range(1, 40))
