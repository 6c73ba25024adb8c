"""Real files of other projects: the shared corpus, where it lies beside the checkout."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from akiles_console.people.spreadsheet.file import read_here
from akiles_console.people.spreadsheet.reading import Options, SpreadsheetError

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"
pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(),
    reason="the shared corpus is not beside this checkout; its four main lists are in tests/people/data",
)

PEOPLE = {
    "de-qualitracker/personen.csv": 2, "de-qualitracker/personen_bom_leerzeile.csv": 1,
    "exceldatareader/MOCK_DATA.csv": 1000,
    "jumpcloud/ImportExample_Pester_Tests_1.1.0.csv": 26, "jumpcloud/ImportExample_userInformationAttributes.csv": 2,
    "mssds/sds_100_Student.csv": 86, "mssds/sds_100_Teacher.csv": 12, "mssds/sds_v2.1_users.csv": 8,
    "perfmgmt/example-users-advanced.csv": 28, "perfmgmt/example-users.csv": 14, "perfmgmt/user-import-template.csv": 5,
    "poi/51626_contact.xlsx": 1, "readxl/deaths.xls": 10, "readxl/deaths.xlsx": 10,
    "sharpjr/employee_records_dataset.xlsx": 2000,
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


@pytest.mark.parametrize(("name", "people"), sorted(PEOPLE.items()))
def test_a_list_of_people_reaches_the_preview_without_a_question(name: str, people: int) -> None:
    reading = read_here(CORPUS / "rosters" / name, today=date(2026, 11, 22))
    assert len(reading.employees) == people and reading.questions == ()


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
