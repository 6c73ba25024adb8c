"""What was mended stays with the file, and with the next one of its kind; PINs are never written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from akiles_console import paths
from akiles_console.people.spreadsheet import drafts
from akiles_console.people.spreadsheet.file import read_data
from akiles_console.people.spreadsheet.reading import Options, Reading

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
HEADER = "Employee ID,Name,E-mail,PIN\n"
MARCH = HEADER + "1,Ana Ruiz,ana at x,8472\n2,Bo Lind,bo@example.com,12\n3,Cy Moon,cy at x,5553\n4,Di,d@example.com,\n"
APRIL = HEADER + "9,Ed Shaw,ana at x,\n3,Cy Moon,cy@example.com,5553\n1,Ana Ruiz,ana at x,8472\n"
FIXES = ((1, 2, "ana@example.com"), (2, 3, "48091"))


def read(text: str, options: Options = Options()) -> Reading:
    return read_data("march.csv", text.encode(), options)


@pytest.fixture
def march() -> drafts.Draft:
    options = Options(fixes=FIXES, password="Secret 1", header_row=0)
    return drafts.draft(read(MARCH, options), "k", options, {(1, 2): "ana at x", (2, 3): "12"}, NOW)


def test_a_pin_and_a_password_are_never_on_disk(march: drafts.Draft) -> None:
    drafts.keep("org", march)
    (path,) = (paths.organization("org") / "mended").iterdir()
    text = path.read_text()
    assert "ana@example.com" in text
    assert not any(secret in text for secret in ("48091", "Secret 1", "8472", "5553", '"12"'))
    assert drafts.load("org", march.digest) == march
    assert march.fixes == (FIXES[0],)


def test_the_next_file_of_the_kind_is_mended_for_the_same_person_and_the_same_text_only(march: drafts.Draft) -> None:
    found = drafts.matching(march, read(APRIL))
    assert [(cell.row, cell.column, cell.now) for cell in found] == [(3, 2, "ana@example.com")]
    assert drafts.matching(march, read(APRIL.replace("ana at x", "ana at y"))) == ()


def test_who_was_set_aside_is_fine_now_or_gone(march: drafts.Draft) -> None:
    assert march.aside == ("3",)
    assert drafts.solved(march, read(APRIL)) == (1, 0)
    assert drafts.solved(march, read(MARCH)) == (0, 0)
    assert drafts.solved(march, read(HEADER + "5,Fay Dee,f@example.com,\n")) == (0, 1)


def test_the_latest_of_a_kind_is_found_forgotten_and_purged(march: drafts.Draft, tmp_path: Path) -> None:
    old = drafts.draft(read(APRIL), "k", Options(), {}, NOW - timedelta(days=91))
    drafts.keep("org", march)
    drafts.keep("org", old)
    assert drafts.latest("org", "k") == march
    assert drafts.latest("org", "other") is None
    (paths.organization("org") / "mended" / "broken.json").write_text("{")
    drafts.purge("org", NOW)
    assert [path.stem for path in (paths.organization("org") / "mended").iterdir()] == [march.digest]
    drafts.forget("org", "k")
    assert drafts.load("org", march.digest) is None


def test_nothing_to_keep_leaves_no_file(march: drafts.Draft) -> None:
    drafts.keep("org", march)
    fine = read(HEADER + "5,Fay Dee,f@example.com,\n")
    drafts.keep("org", drafts.Draft(digest=march.digest, kind="k", file=fine.file, kept_at=march.kept_at))
    assert drafts.latest("org", "k") is None


def test_what_a_cell_says_is_not_in_a_repr(march: drafts.Draft) -> None:
    assert "ana@" not in repr(march)
