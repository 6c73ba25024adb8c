"""The engine and somebody who looks at every minute agree about organizations that nobody would think of."""

from __future__ import annotations

import pytest
from beside import load

from akiles_console.access import doors, hours, ways

organizations = load(__file__, "organizations.py", "minutes")


def test_every_minute_of_a_week_is_as_it_was_explained():
    assert organizations.main(200, 1) == 0, "the seeds are printed"


def clocks_never_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hours, "_steady", lambda zone, start, end: [(start, end)])


def narrow_ways_win(monkeypatch: pytest.MonkeyPatch) -> None:
    right = ways._includes
    monkeypatch.setattr(ways, "_includes", lambda wide, narrow: right(narrow, wide))


def keypads_do_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    right = doors.possible
    monkeypatch.setattr(doors, "possible", lambda gadget_id, _action, known: right(gadget_id, "", known))


@pytest.mark.parametrize("bug", [clocks_never_change, narrow_ways_win, keypads_do_everything])
def test_a_bug_put_in_on_purpose_is_found(bug, monkeypatch):
    bug(monkeypatch)
    assert organizations.main(40, 1) == 1
