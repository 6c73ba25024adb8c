"""Files made to do harm end in a sentence, within the limits of memory and time; the figures: hostile.py."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from akiles_console.people.spreadsheet import child, reader

sys.path.insert(0, str(Path(__file__).parent))
import hostile  # the file beside this one

READ = {
    "two cells at the corners of a sheet": "read",
    "a million merged ranges": "read",
    "a cell over a billion columns, HTML": "read",
}
"""Harmless once what is far away or far too much is left out."""
CRASH = {"the same, and the sheet lies about its size", "shared strings of 280 MB"}
"""calamine ends the process over these: only the limit of memory stands between them and the computer."""
REFUSED = {"damaged", "too_large", "no_people", "empty_file", "wrong_password"}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory reliably")
@pytest.mark.parametrize("what", hostile.bombs.BOMBS)
def test_a_hostile_file_ends_in_a_sentence(what: str) -> None:
    end = hostile.blown_up(what)
    expected = {READ[what]} if what in READ else REFUSED | ({"reader_crashed"} if what in CRASH else set())
    assert end.code in expected
    assert end.seconds < reader.SECONDS and end.memory * 1000 < child.MEMORY
