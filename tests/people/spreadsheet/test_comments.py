"""The file back with comments."""

from __future__ import annotations

import io
import random
import re
import zipfile
from pathlib import Path

import msoffcrypto
import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from akiles_console import messages
from akiles_console.people.spreadsheet.comments import Mended, notes, write_back
from akiles_console.people.spreadsheet.reader import read
from akiles_console.people.spreadsheet.reading import Options, SpreadsheetError

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


@pytest.fixture
def rich(workbook: Path) -> Path:
    """What a demanding office has in its list: rules, a table, a chart, a picture, macros' neighbours, merged cells."""
    book = load_workbook(workbook)
    sheet = book["Staff"]
    valid = DataValidation(type="list", formula1='"5,6"')
    valid.add("D3:D9")
    sheet.add_data_validation(valid)
    rule = CellIsRule(operator="equal", formula=["5"], fill=PatternFill("solid", bgColor="FFFF00"))
    sheet.conditional_formatting.add("D3:D9", rule)
    sheet.add_table(Table(displayName="People", ref="A2:D5"))
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=4, min_row=3, max_row=5))
    sheet.add_chart(chart, "H2")
    sheet.merge_cells("E3:E4")
    sheet.protection.sheet = True
    sheet.freeze_panes = "A3"
    book.save(workbook)
    with zipfile.ZipFile(workbook, "a") as package:
        package.writestr("xl/media/image1.png", b"\x89PNG not touched")
        package.writestr("customXml/item1.xml", "<labels/>")
    return workbook


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


async def test_every_other_part_and_every_other_cell_stay_byte_for_byte(rich: Path, tmp_path: Path) -> None:
    reading = await read(rich)
    mended = (Mended(2, 2, "ana at x", "=ana@example.com"), Mended(3, 3, "=D3*2", "10"), Mended(3, 4, "", "late"))
    assert await write_back(rich, reading, words, tmp_path / "back.xlsx", mended=mended) == ()
    before, after = parts_of(rich), parts_of(tmp_path / "back.xlsx")
    changed = {name for name in after if before.get(name) != after[name]}
    sheet_part = "xl/worksheets/sheet1.xml"
    notes_parts = {"xl/comments/comment1.xml", "xl/drawings/commentsDrawing1.vml"}  # HR's own comment was there before
    assert changed == {sheet_part, *notes_parts}
    assert set(before) <= set(after)
    cell = re.compile(rb'<c r="C3"[^>]*>.*?</c>|<c r="C3"[^>]*/>', re.S)
    assert cell.sub(b"", before[sheet_part]) == cell.sub(b"", after[sheet_part])
    sheet = load_workbook(tmp_path / "back.xlsx")["Staff"]
    assert (sheet["C3"].value, sheet["C3"].data_type) == ("=ana@example.com", "s")
    assert sheet["D4"].value == "=D3*2"  # a formula stays
    told = {name: sheet[name].comment.text for name in ("C3", "D4", "E3")}  # type: ignore[union-attr]
    assert "from HR" in told["C3"] and "this cell said “ana at x”" in told["C3"]
    assert "was told to read “10” here" in told["D4"] and "was told to read “late” here" in told["E3"]


async def test_a_pin_that_was_mended_is_not_written(tmp_path: Path) -> None:
    source = tmp_path / "list.csv"
    source.write_text("Employee ID,Name,PIN\nE1,Ana Lee,12\nE2,Bo Kim,8472\n")
    reading = await read(source)
    await write_back(source, reading, words, tmp_path / "back.xlsx", mended=[Mended(1, 2, "12", "480913", secret=True)])
    assert not any(b"480913" in body for body in parts_of(tmp_path / "back.xlsx").values())
    sheet = load_workbook(tmp_path / "back.xlsx").worksheets[0]
    assert sheet["C2"].value == "12" and "not written here" in sheet["C2"].comment.text  # type: ignore[union-attr]


async def test_the_copy_of_a_locked_workbook_has_the_same_password(workbook: Path, tmp_path: Path) -> None:
    locked, out = tmp_path / "locked.xlsx", io.BytesIO()
    OOXMLFile(io.BytesIO(workbook.read_bytes())).encrypt("Secret 1", out)  # noqa: ASYNC240
    locked.write_bytes(out.getvalue())
    options = Options(password="Secret 1")
    reading = await read(locked, options)
    said = await write_back(locked, reading, words, tmp_path / "back.xlsx", options)
    assert [problem.code for problem in said] == ["copy_locked"]
    assert msoffcrypto.OfficeFile(io.BytesIO((tmp_path / "back.xlsx").read_bytes())).is_encrypted()
    assert (await read(tmp_path / "back.xlsx", options)).employees == reading.employees


async def test_any_cells_are_changed_and_the_others_are_not(tmp_path: Path) -> None:
    """Property: whatever cells of whatever sparse sheet are mended, exactly those differ when the copy is read."""
    for seed in range(5):
        dice = random.Random(seed)
        book = Workbook()
        sheet = book.worksheets[0]
        sheet.append(["Employee ID", "Name", "Email", "Group"])
        for row in range(2, 30):
            sheet.cell(row, 1, f"E{row}")
            sheet.cell(row, 2, f"Person {row}")
            for column in (3, 4):
                if dice.random() < 0.5:
                    sheet.cell(row, column, f"v{row}{column}@example.com")
        book.save(tmp_path / "list.xlsx")
        reading = await read(tmp_path / "list.xlsx")
        places = {(dice.randrange(1, 29), dice.randrange(2, 5)) for _ in range(9)}
        mended = [Mended(row, column, "x", f"new <{row}&{column}>") for row, column in places]
        await write_back(tmp_path / "list.xlsx", reading, words, tmp_path / "back.xlsx", mended=mended)
        back = load_workbook(tmp_path / "back.xlsx").worksheets[0]
        for row in range(1, 30):
            for column in range(1, 6):
                here = (row - 1, column - 1)
                told = f"new <{here[0]}&{here[1]}>" if here in places else sheet.cell(row, column).value
                assert back.cell(row, column).value == told, (seed, here)


async def test_a_second_round_of_comments_joins_the_first(workbook: Path, tmp_path: Path) -> None:
    await write_back(workbook, await read(workbook), words, tmp_path / "one.xlsx")
    again = await read(tmp_path / "one.xlsx")
    await write_back(tmp_path / "one.xlsx", again, words, tmp_path / "two.xlsx", mended=[Mended(4, 1, "a", "Cy Moon")])
    sheet = load_workbook(tmp_path / "two.xlsx")["Staff"]
    assert sheet["C3"].comment is not None and sheet["C3"].comment.text.count("is not an e-mail address") == 2
    assert sheet["B5"].comment is not None and sheet["B5"].value == "Cy Moon"


def test_what_was_mended_is_not_in_a_repr() -> None:
    assert "480913" not in repr(Mended(1, 2, "12", "480913"))
