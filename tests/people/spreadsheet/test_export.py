"""Lists as files: what looks like a formula is none, and what no file can hold does not spoil it."""

import csv
import io

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from akiles_console.people.spreadsheet import export
from akiles_console.people.spreadsheet.export import Sheet

DANGEROUS = ["=1+1", "+1", "-2", "@x", "\ty", "\rz", '=HYPERLINK("http://example.com")']


def made(*rows):
    return Sheet(name="People [a/b]: all of them, as they are today", titles=("Name", "What"), rows=rows)


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_is_taken_for_a_formula(text):
    read = list(csv.reader(io.StringIO(export.csv_text(made((text, "ok"))), newline="")))
    assert read[1] == [f"'{text}", "ok"]
    cell = load_workbook(io.BytesIO(export.workbook(made((text, "ok"))))).active["A2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_another_program_reads_the_same_texts():
    rows = [("Zoë Ünal", "line one\nline two"), ("=1", ""), ("00042", "<b>&")]
    book = CalamineWorkbook.from_filelike(io.BytesIO(export.workbook(made(*rows))))
    assert book.get_sheet_by_index(0).to_python() == [["Name", "What"], *map(list, rows)]


def test_what_no_workbook_can_hold_is_left_out():
    content = export.workbook(made(("a\x00b\x1fc", "x" * 40_000)))
    row = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()[1]
    assert row == ["abc", "x" * 32_767]


def test_a_list_without_rows_is_a_file_with_its_titles(tmp_path):
    for kind in export.FORMATS:
        target = tmp_path / f"people.{kind}"
        export.save(made(), target, kind)
        assert target.stat().st_size
    assert (tmp_path / "people.csv").read_text(encoding="utf-8-sig") == "Name,What\n"
