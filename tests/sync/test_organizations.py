"""Over organizations and files that nobody would think of: one run does it all, and nobody else's member is touched."""

from __future__ import annotations

import pytest
from beside import load

from akiles_console.sync import cases, changes, decisions

organizations = load(__file__, "organizations.py", "organizations")


def test_a_second_run_writes_nothing_and_members_of_others_are_never_written():
    assert organizations.main(1000, 1) == 0, "the seeds are printed"


def takes_what_is_not_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "_ours", lambda *_: True)


def writes_what_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "_field_changes", lambda *_: (("starts_at", "2026-01-01T00:00:00Z"),))


def knows_no_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    for room in (cases, decisions):
        monkeypatch.setattr(room, "owner", lambda _metadata: None)


@pytest.mark.parametrize("bug", [takes_what_is_not_marked, writes_what_is_there, knows_no_owner])
def test_a_bug_put_in_on_purpose_is_found(bug, monkeypatch):
    bug(monkeypatch)
    assert organizations.main(600, 1) == 1
