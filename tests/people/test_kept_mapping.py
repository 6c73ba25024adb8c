"""This computer's copy of the mapping: read, kept, remembered, and what the last file asked for."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from akiles_console.people import kept_mapping, mapping
from akiles_console.people.employee import Employee
from akiles_console.people.kept_mapping import STATES, Kept
from akiles_console.people.mapping import Mapping

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
SALES = Mapping.of({"Sales": ["mg_1"]}, ["mg_2"])


def revised(folder: Path, wanted: Mapping, at: datetime = NOW) -> Kept:
    return kept_mapping.update(folder, lambda kept: kept_mapping.revise(kept, wanted, at, "somebody"))


def person(*groups: str, active: bool | None = None) -> Employee:
    return Employee(row=0, employee_id="1", groups=groups, active=active)


def test_the_plain_file_is_the_one_that_commands_read(tmp_path: Path) -> None:
    revised(tmp_path, SALES)
    assert mapping.read(tmp_path / "mapping.json") == SALES
    assert kept_mapping.load(tmp_path)[0].mapping == SALES


def test_a_mapping_from_before_there_was_a_history_is_taken_up(tmp_path: Path) -> None:
    mapping.write(tmp_path / "mapping.json", Mapping.of({"Sales": ["mg_1"], "IT": []}))
    kept, problem = kept_mapping.load(tmp_path)
    assert kept.mapping == Mapping.of({"Sales": ["mg_1"]})
    assert problem is None


def test_what_somebody_edits_in_the_plain_file_counts_as_their_change(tmp_path: Path) -> None:
    revised(tmp_path, SALES)
    mapping.write(tmp_path / "mapping.json", Mapping.of({"Sales": ["mg_3"]}))
    kept, _ = kept_mapping.load(tmp_path)
    assert kept.mapping == Mapping.of({"Sales": ["mg_3"]})
    assert [(one.target, one.changes) for one in kept.pairings] == [("mg_2", 2), ("mg_1", 2), ("mg_3", 1)]


@pytest.mark.parametrize("name", ["mapping.json", "mapping_history.json"])
def test_a_damaged_file_is_set_aside_and_nothing_is_taken_out_for_it(tmp_path: Path, name: str) -> None:
    revised(tmp_path, SALES)
    (tmp_path / name).write_text("{")
    kept, problem = kept_mapping.load(tmp_path)
    assert kept.mapping == SALES
    assert problem is not None
    assert problem.code == "mapping_unreadable"
    assert (tmp_path / name).with_suffix(".damaged.json").read_text() == "{"
    assert kept_mapping.update(tmp_path, lambda now: now).mapping == SALES


def test_a_plain_file_that_is_gone_takes_nothing_out(tmp_path: Path) -> None:
    revised(tmp_path, SALES)
    (tmp_path / "mapping.json").unlink()
    assert kept_mapping.load(tmp_path)[0].mapping == SALES


def test_the_history_has_the_last_states_and_who_left_them(tmp_path: Path) -> None:
    for n in range(STATES + 5):
        revised(tmp_path, Mapping.of({"Sales": [f"mg_{n}"]}), NOW + timedelta(minutes=n))
    kept = revised(tmp_path, Mapping.of({"Sales": [f"mg_{STATES + 4}"]}))
    assert len(kept.history) == STATES
    assert kept.history[0].mapping == kept.mapping
    assert (kept.history[0].by, kept.history[0].at) == ("somebody", "2026-03-12T10:24:00Z")


def test_two_windows_of_one_computer_lose_nothing_of_each_other(tmp_path: Path) -> None:
    """Each in a process of its own, as fast as they can."""
    program = (
        "import sys; from datetime import UTC, datetime; from pathlib import Path\n"
        "from akiles_console.people import kept_mapping as k, mapping_change as c\n"
        "for n in range(15):\n"
        "    change = c.Change(added=((f'{sys.argv[2]} {n}', 'mg_1'),))\n"
        "    k.update(Path(sys.argv[1]), lambda kept: k.revise(\n"
        "        kept, c.applied(kept.mapping, change), datetime.now(UTC), ''))\n"
    )
    both = [subprocess.Popen([sys.executable, "-c", program, str(tmp_path), name]) for name in ("one", "two")]
    assert [one.wait(60) for one in both] == [0, 0]
    assert len(kept_mapping.load(tmp_path)[0].mapping.groups) == 30


def test_groups_of_the_last_file_that_open_nothing_are_counted() -> None:
    people = [person("Sales"), person("sales", "IT"), person("IT"), person(), person("Gone", active=False)]
    file = kept_mapping.last_file("staff.xlsx", NOW, people)
    assert file.at == "2026-03-12T09:30:00Z"
    kept = kept_mapping.revise(Kept(last_file=file), Mapping.of({"SALES": ["mg_1"]}), NOW, "")
    assert kept_mapping.people_by_group(file) == (("IT", 2), ("Sales", 2), ("", 1))
    assert kept_mapping.unmapped(kept) == (("IT", 2), ("", 1))
    assert kept_mapping.uncovered(kept) == 2
    assert kept_mapping.unmapped(kept, living=["mg_2"]) == (("IT", 2), ("Sales", 2), ("", 1))
    assert kept_mapping.uncovered(kept, living=["mg_2"]) == 4
    assert kept_mapping.unmapped(Kept()) == ()
