"""The file back with comments."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from akiles_console import messages
from akiles_console.people.spreadsheet.comments import notes, write_back
from akiles_console.people.spreadsheet.reader import read
from akiles_console.people.spreadsheet.reading import SpreadsheetError

pytestmark = pytest.mark.anyio


def words(code: str, details: object) -> str:
    return messages.sentence(code, details).what  # type: ignore[arg-type]


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Staff"
    for row in (["Staff list"], ["Employee ID", "Name", "Email", "Hours"], ["E1", "Ana Lee", "ana at x", 5],
                ["E2", "Bo Kim", "bo@example.com", "=D3*2"]):  # fmt: skip
        sheet.append(row)
    sheet["A1"].font = Font(bold=True)
    sheet["C3"].comment = Comment("from HR", "HR")
    sheet["B5"].value = "=cmd|' /C calc'!A0"
    sheet["B5"].data_type = "s"
    sheet["A5"] = "E3"
    sheet["C5"] = "cy@example.com"
    sheet.column_dimensions["B"].width = 33
    book.create_sheet("Notes")["A1"] = "kept"
    book.save(tmp_path / "list.xlsx")
    return tmp_path / "list.xlsx"


async def test_a_workbook_comes_back_as_it_was_with_comments(workbook: Path, tmp_path: Path) -> None:
    reading = await read(workbook)
    lost = await write_back(workbook, reading, words, tmp_path / "back.xlsx")
    book = load_workbook(tmp_path / "back.xlsx")
    sheet = book["Staff"]
    assert book.sheetnames == ["Staff", "Notes"] and book["Notes"]["A1"].value == "kept"
    assert sheet["A1"].font.bold and sheet.column_dimensions["B"].width == 33 and sheet["D4"].value == "=D3*2"
    assert sheet["C3"].comment is not None and "from HR" in sheet["C3"].comment.text
    assert "is not an e-mail address" in sheet["C3"].comment.text and sheet["C4"].comment is None
    assert sheet["B5"].data_type == "s" and sheet["B5"].value == "=cmd|' /C calc'!A0"
    assert [p.code for p in lost] == []
    assert (await read(tmp_path / "back.xlsx")).employees == reading.employees


async def test_what_cannot_be_kept_is_said(workbook: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(workbook, "a") as package:
        package.writestr("xl/charts/chart1.xml", "<c/>")
    reading = await read(workbook)
    (lost,) = await write_back(workbook, reading, words, tmp_path / "back.xlsx")
    assert (lost.code, lost.details) == ("copy_without", {"parts": "charts"})


async def test_a_text_file_comes_back_as_a_workbook_without_formulas(tmp_path: Path) -> None:
    source = tmp_path / "list.csv"
    source.write_text('Employee ID,Name,Email\n007,Ana Lee,bad\n008,"=HYPERLINK(""http://x"")",b@example.com\n')
    reading = await read(source)
    lost = await write_back(source, reading, words, tmp_path / "back.xlsx")
    sheet = load_workbook(tmp_path / "back.xlsx").worksheets[0]
    assert [p.code for p in lost] == ["copy_is_xlsx"]
    assert sheet["A2"].value == "007" and sheet["C2"].comment is not None
    assert sheet["B3"].data_type == "s" and str(sheet["B3"].value).startswith("=HYPERLINK")


async def test_a_file_that_changed_meanwhile_is_not_commented(workbook: Path, tmp_path: Path) -> None:
    reading = await read(workbook)
    with zipfile.ZipFile(workbook, "a") as package:
        package.writestr("extra.txt", "one more")
    with pytest.raises(SpreadsheetError, match="file_changed"):
        await write_back(workbook, reading, words, tmp_path / "back.xlsx")
    assert [file.name for file in tmp_path.iterdir()] == ["list.xlsx"]  # noqa: ASYNC240


async def test_notes_of_one_cell_are_one_comment(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("Employee ID,Name,Email\nE1,Ana,bad; worse\nE2,,b@example.com\n")
    made = notes(await read(tmp_path / "list.csv"), words)
    assert [(note.row, note.column) for note in made] == [(1, 2), (2, 0)] and made[0].text.count("\n") == 1
