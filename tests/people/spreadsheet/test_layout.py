"""Layouts: known by name, and remembered for an organization."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from akiles_console.people.spreadsheet import layout
from akiles_console.people.spreadsheet.reading import Options, Reading
from akiles_console.people.spreadsheet.vendors import SIGNATURES, vendor

ROWS = [
    ["Staff ID", "Payroll Number", "Name", "Section"],
    ["E1", "P1", "Ana Lee", "Sales"],
    ["E2", "P2", "Bo Kim", "X"],
]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AKILES_CONSOLE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_the_same_file_next_month_needs_no_question(home: Path, read_rows: Callable[..., Reading]) -> None:
    first = read_rows(*ROWS)
    assert [q.code for q in first.questions] == ["which_employee_id"]
    key, decided = layout.layout_key(first), Options(columns=((1, "employee_id"), (0, None)), password="s3cret")
    layout.remember("org_1", key, layout.layout_of(first, decided))
    turned = [["September"], [], *([row[3], row[2], row[1], row[0]] for row in [*ROWS, ["E3", "P3", "Cy Roy", "Y"]])]
    again = read_rows(*turned)
    assert layout.layout_key(again) == key
    kept = layout.remembered("org_1", key)
    assert kept is not None and "s3cret" not in "".join(p.read_text() for p in home.rglob("*.json"))
    options = layout.with_layout(kept, again, Options())
    final = read_rows(*turned, columns=options.columns, answers=options.answers)
    assert [e.employee_id for e in final.employees] == ["P1", "P2", "P3"] and final.questions == ()
    assert layout.remembered("org_2", key) is None
    layout.forget("org_1", key)
    assert layout.remembered("org_1", key) is None


def test_what_is_remembered_and_broken_is_as_good_as_forgotten(home: Path, read_rows: Callable[..., Reading]) -> None:
    reading = read_rows(*ROWS)
    key = layout.layout_key(reading)
    layout.remember("org_1", key, layout.layout_of(reading, Options()))
    (home / "organizations" / "org_1" / "layouts" / f"{key}.json").write_text("{")
    assert layout.remembered("org_1", key) is None


def test_other_headers_are_another_kind_of_file(read_rows: Callable[..., Reading]) -> None:
    one, other = read_rows(["Employee ID", "Name"], ["1", "Ana Lee"]), read_rows(["Staff ID", "Name"], ["1", "Ana Lee"])
    assert layout.layout_key(one) != layout.layout_key(other)


def test_every_signature_is_found_and_plain_lists_have_none() -> None:
    for name, groups in SIGNATURES:
        for group in groups:
            written = ["Employee #" if h == "employee#" else f"x {h}" if h.startswith("[") else h for h in group]
            assert vendor(written) is not None, (name, group)
    assert vendor(["Employee ID", "Name", "Email", "Department"]) is None


def test_a_layout_is_known_by_name(read_text: Callable[..., Reading]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([
        ["Employee #", "Last Name", "First Name", "Work Email", "Birth Date"],
        ["007", "Lee", "Ana", "a@example.com", ""],
    ])  # fmt: skip
    assert read_text(out.getvalue()).layout == "BambooHR"
    assert read_text("Employee ID,Name\n1,Ana Lee\n").layout is None
