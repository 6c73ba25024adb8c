"""Real files of other projects: the shared corpus, where it lies beside the checkout."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from akiles_console.people.spreadsheet.file import opened, read_here
from akiles_console.people.spreadsheet.reading import Options, SpreadsheetError

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"
pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(),
    reason="the shared corpus is not beside this checkout; its four main lists are in tests/people/data",
)

PERSON = "first_name=FirstName last_name=LastName email=Email"
USERS = "name=name email=email group=department employee_id=employeeId"
ROSTERS = {  # the header row, the people, the rows left out of a plan, and every column in use
    "de-qualitracker/personen.csv":
        (0, 2, 0, "employee_id=personalnummer last_name=nachname first_name=vorname group=abteilung"),
    "de-qualitracker/personen_bom_leerzeile.csv": (0, 1, 0, "employee_id=personalnummer last_name=nachname"),
    "exceldatareader/MOCK_DATA.csv":
        (0, 1000, 0, "employee_id=id first_name=first_name last_name=last_name email=email"),
    "jumpcloud/ImportExample_Pester_Tests_1.1.0.csv":
        (0, 26, 0, f"{PERSON} group=Group1 group=Group2 group=Group3 group=Group4 group=Group5"),
    "jumpcloud/ImportExample_userInformationAttributes.csv":
        (0, 2, 0, f"{PERSON} employee_id=employeeIdentifier group=department"),
    "mssds/sds_100_Student.csv":
        (0, 86, 0, "employee_id=SIS_ID first_name=First_Name last_name=Last_Name status=Status"),
    "mssds/sds_100_Teacher.csv":
        (0, 12, 0, "employee_id=SIS_ID first_name=First_Name last_name=Last_Name status=Status"),
    "mssds/sds_v2.1_users.csv":
        (0, 8, 0, "employee_id=sourcedId email=username first_name=givenName last_name=familyName email=email"),
    "perfmgmt/example-users-advanced.csv": (0, 28, 0, USERS),
    "perfmgmt/example-users.csv": (0, 14, 0, USERS),
    "perfmgmt/user-import-template.csv": (0, 5, 0, USERS),
    "poi/51626_contact.xlsx": (0, 1, 0, "first_name=First_Name last_name=Last_Name email=E-Mail_Address"),
    "readxl/deaths.xls": (4, 10, 10, "name=Name"),
    "readxl/deaths.xlsx": (4, 10, 10, "name=Name"),
    "sharpjr/employee_records_dataset.xlsx":
        (0, 2000, 107, "employee_id=Employee_ID name=Full_Name first_name=First_Name last_name=Last_Name "
         "group=Department starts_at=Hire_Date ends_at=Termination_Date email=Email status=Employment_Status"),
    "../formats/frictionless/blank-rows-multiple.csv": (0, 2, 0, "employee_id=id name=name"),
    "../formats/frictionless/skip-rows-before-headers.csv": (1, 2, 0, "employee_id=id name=name"),
    "../formats/csv-spectrum/comma_in_quotes.csv": (0, 1, 1, "first_name=first last_name=last"),
}  # fmt: skip
REFUSED = {
    "rosters/mssds/sds_min_Teacher.csv": "no_people",
    "rosters/uhppoted/acl_with_pin.tsv": "no_people",
    "formats/exceldatareader/EmptyZipFile.xlsx": "unsupported_format",
    "formats/exceldatareader/Test_git_issue_68_NullSheetPath.xlsm": "damaged",
    "formats/exceldatareader/agile_AES256_SHA512_CBC_pwd_password.xlsx": "needs_password",
    "formats/exceldatareader/Test_git_issue_242_std_rc4_pwd_password.xls": "needs_password",
    "formats/exceldatareader/as3xls_BIFF4.xls": "too_old",
    "formats/calamine/issue_594_dos.ods": "damaged",
    "formats/calamine/pass_protected.ods": "unsupported_format",
    "formats/poi/57893-many-merges.xlsx": "empty_file",
    "formats/poi/poc-shared-strings.xlsx": "damaged",
    "formats/poi/protected_passtika.xlsx": "needs_password",
    "formats/poi/SampleSS.xml": "no_people",
    "formats/poi/xlsx-corrupted.xlsx": "damaged",
    "formats/sheetjs/Attendance.numbers": "unsupported_format",
}


@pytest.mark.parametrize(("name", "expected"), sorted(ROSTERS.items()))
def test_a_list_of_people_reaches_the_preview_without_a_question(
    name: str, expected: tuple[int, int, int, str]
) -> None:
    reading = read_here(CORPUS / "rosters" / name, today=date(2026, 11, 22))
    used = " ".join(f"{c.field}={c.header.replace(' ', '_')}" for c in reading.columns if c.field)
    assert (reading.header_row, len(reading.employees), len(reading.parked), used) == expected
    assert reading.questions == () and not [p for p in reading.problems if p.code == "headings_left_out"]
    assert len({e.employee_id or e.emails or e.name for e in reading.employees}) == len(reading.employees)


JUNE, APRIL = date(2009, 6, 15), date(2013, 4, 19)
MERGED = [["Merge Cell 1", "", "Merge Cell 2"]] * 2 + [["Merge Cell 3", f"B{n}", "Merge Cell 2"] for n in (4, 5, 6)]
CELLS: dict[str, tuple[int, list[list[Any]]]] = {  # from which row on the first sheet has these cells
    "calamine/date_iso.xlsx": (0, [[date(2021, 1, 1)], [datetime(2021, 1, 1, 10, 10, 10)]]),
    "calamine/has_x000D_.xlsx": (0, [["ABC\r\nDEF"]]),
    "calamine/merged_cells.ods": (0, [["A", "B", "C"], ["A", "B", "C"], ["A", "", "C"]]),
    "calamine/number_rows_repeated.ods": (0, [["A", "B"], ["C", "D"], ["C", "D"], ["", ""], ["", ""], ["C", "D"]]),
    "calamine/special_cells.ods": (0, [["Split\nLine"], ["Value  With spaces"]]),
    "calamine/temperature-in-middle.xlsx": (3, [["label", "value"], ["celsius", 22.2222], ["fahrenheit", 72.0]]),
    "csv-spectrum/escaped_quotes.csv": (0, [["a", "b"], ["1", 'ha "ha" ha'], ["3", "4"]]),
    "csv-spectrum/newlines.csv": (1, [["1", "2", "3"], ["Once upon \na time", "5", "6"], ["7", "8", "9"]]),
    "csv-spectrum/quotes_and_newlines.csv": (1, [["1", 'ha \n"ha" \nha'], ["3", "4"]]),
    "csvkit/mac_newlines.csv": (0, [["a", "b", "c"], ["1", "2", "3"], ["Once upon\ra time", "5", "6"]]),
    "exceldatareader/Test_MergedCell.xlsb": (1, MERGED),
    "exceldatareader/Test_MergedCell.xlsx": (1, MERGED),
    "exceldatareader/roo_1904_base.xls": (0, [[JUNE], [date(2009, 6, 28)]]),
    "exceldatareader/roo_1904_base.xlsb": (0, [[JUNE], [APRIL]]),
    "exceldatareader/roo_1904_base.xlsx": (0, [[JUNE], [APRIL]]),
    "exceldatareader/strict_roo_1904_base.xlsx": (0, [[JUNE], [APRIL]]),
    "frictionless/leading-zeros.csv": (0, [["value"], ["01"], ["002"], ["00003"]]),
    "frictionless/skip-rows.xlsx": (1, [["A", "B"], [8.0, 9.0], ["", "TOTAL"]]),
    "poi/DateFormats.xls": (0, [["US date", date(2007, 8, 10)]] * 2 + [["UK date", date(2007, 8, 10)]] * 3),
    "poi/TablesWithDifferentHeaders.xlsx": (0, [["12", "34"], ["AB", "CD"]]),
    "poi/chinese-provinces.xls": (1, [["Anhui", "安徽省"], ["Beijing", "北京市"], ["Chongqing", "重庆市"]]),
    "readxl/missing-first-column.xlsx": (0, [[1.0], [2.0], [3.0]]),
    "readxl/names-need-repair-xlsx.xlsx": (0, [["a b", "a b", "", "c%&$"], [1.0, "a", "one", 1.1]]),
    "readxl/texty-dates-xlsx.xlsx": (1, [[datetime(1985, 3, 11, 13)], [datetime(1985, 3, 11, 13, 23, 32)]]),
    "sheetjs/text_and_numbers.txt": (1, [["Hebrew", "שלום", "עולם", "", ""]]),
}


@pytest.mark.parametrize(("name", "expected"), sorted(CELLS.items()))
def test_the_cells_of_a_sheet_are_as_the_file_has_them(name: str, expected: tuple[int, list[list[Any]]]) -> None:
    book = opened(name, (CORPUS / "formats" / name).read_bytes(), Options())
    rows = [list(row) for row in book.sheet(book.readable[0]).rows()]
    first, cells = expected
    assert rows[first : first + len(cells)] == cells


@pytest.mark.parametrize(
    ("name", "visible", "hidden"),
    [("exceldatareader/Test_git_issue_642.xlsx", ("List1", "List3", "List4", "List6", "List7"), ("List2", "List5")),
     ("sheetjs/sheet_visibility_strict.xlsx", ("Visible",), ("Hidden", "VeryHidden")),
     ("readxl/embedded-chartsheet.xlsx", ("iris", "mtcars", "chickwts", "quakes"), ()),
     ("poi/right-to-left.xlsx", ("English", "عربى"), ())],
)  # fmt: skip
def test_hidden_sheets_come_last_and_charts_are_none(
    name: str, visible: tuple[str, ...], hidden: tuple[str, ...]
) -> None:
    book = opened(name, (CORPUS / "formats" / name).read_bytes(), Options())
    assert (book.readable, book.hidden) == ((*visible, *hidden), hidden)


@pytest.mark.parametrize(("name", "code"), sorted(REFUSED.items()))
def test_what_cannot_be_read_is_named_as_what_it_is(name: str, code: str) -> None:
    with pytest.raises(SpreadsheetError) as refused:
        read_here(CORPUS / name)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("name", "password"),
    [("exceldatareader/agile_AES256_SHA512_CBC_pwd_password.xlsx", "password"),
     ("exceldatareader/Test_git_issue_242_std_rc4_pwd_password.xls", "password"),
     ("poi/protected_passtika.xlsx", "tika")],
)  # fmt: skip
def test_locked_workbooks_open_with_their_password(name: str, password: str) -> None:
    with pytest.raises(SpreadsheetError, match="no_people"):  # it opens, and is no list of people
        read_here(CORPUS / "formats" / name, Options(password=password))


def test_a_table_whose_header_is_blank_is_asked_about() -> None:
    reading = read_here(CORPUS / "formats" / "exceldatareader" / "Test_BlankHeader.xlsx")
    assert [q.code for q in reading.questions] == ["which_name", "which_employee_id"] and reading.employees == ()


def test_no_file_of_the_corpus_ends_in_anything_but_a_reading_or_a_refusal() -> None:
    read = 0
    for path in sorted(CORPUS.glob("*/*/*")):
        try:
            read += bool(read_here(path).columns)
        except SpreadsheetError:
            continue
    assert read > 15
