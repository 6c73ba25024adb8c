"""What a file is, by its bytes, and what is refused before anything opens it."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from akiles_console.people.spreadsheet import formats
from akiles_console.people.spreadsheet.file import read_here
from akiles_console.people.spreadsheet.reading import Options, Reading, SpreadsheetError


def refusal(data: bytes) -> SpreadsheetError:
    with pytest.raises(SpreadsheetError) as refused:
        formats.identify(data)
    return refused.value


def zipped(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in entries.items():
            package.writestr(name, body)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty_file"), (b"\xef\xbb\xbf \r\n", "empty_file"), (b"%PDF-1.7 ...", "unsupported_format"),
     (b"SQLite format 3\x00", "not_a_spreadsheet"), (b"RIFF\x00\x00\x00\x00WAVE", "not_a_spreadsheet"),
     (random.Random(1).randbytes(3000), "not_a_spreadsheet"),
     (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "not_a_spreadsheet"),
     (b"\x09\x04\x06\x00\x00\x00\x10\x00", "too_old"),
     (b"PK\x03\x04 cut off", "damaged"), (zipped({"word/document.xml": b"<w/>"}), "unsupported_format"),
     (zipped({"Index/Document.iwa": b"x"}), "unsupported_format")],
)  # fmt: skip
def test_what_is_no_spreadsheet(data: bytes, code: str) -> None:
    assert refusal(data).code == code


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"\x89PNG\r\n\x1a\n\x00\x00", "a picture"), (b"\xff\xd8\xff\xe0", "a picture"),
     (b"BM\x36\x00\x0c\x00\x00\x00\x00\x00\x36", "a picture"),
     (b"\x00\x00\x00\x18ftypheic\x00\x00", "a picture"), (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a picture"),
     (b"\x1f\x8b\x08\x00", "an archive"), (zipped({"list.csv": b"a,b"}), "a zip archive"),
     (zipped({"word/document.xml": b"<w/>"}), "Word"), (OLE + "WordDocument".encode("utf-16-le"), "Word"),
     (OLE + "__substg1.0_".encode("utf-16-le"), "an Outlook message"),
     (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "an OpenDocument that is no spreadsheet"),
     (b"\x08Ana Lee " + b" " * 156, "a mark that somebody has the workbook open"),
     (b"\x00\x01\x00\x00Standard Jet DB\x00", "an Access database"), (b'{"url": "https://docs.example"}', "JSON")],
)  # fmt: skip
def test_what_is_something_else_is_named_for_what_it_is(data: bytes, kind: str) -> None:
    refused = refusal(data)
    assert (refused.code, refused.details) == ("unsupported_format", {"format": kind})


@pytest.mark.parametrize(
    "data",
    [b".pfile\x02\x00\x00\x00", OLE + "EncryptedPackage DRMEncryptedDataSpace".encode("utf-16-le"),
     OLE + "Workbook \x09DRMContent".encode("utf-16-le")],
)  # fmt: skip
def test_a_label_of_the_organization_is_no_password(data: bytes) -> None:
    assert refusal(data).code == "labelled"


def test_an_xls_cut_off_is_damaged() -> None:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 22 + b"\x09\x00" + b"\x00" * 16 + b"\x11\x00\x00\x00"
    assert refusal(head + b"\x00" * 1500).code == "damaged"


def test_a_name_without_an_ending_promises_nothing(tmp_path: Path) -> None:
    (tmp_path / "list").write_text("Employee ID,Name\n1,Ana Lee\n")
    assert read_here(tmp_path / "list").problems == ()


@pytest.mark.parametrize(
    "text", ["<html><table><tr><td>Name</td></tr></table></html>", "<!DOCTYPE html><p>", "<table border=1>"]
)
def test_a_web_page_with_a_workbooks_name_is_named_as_what_it_is(text: str) -> None:
    assert formats.identify(text.encode()) == "html"


def test_too_many_entries_and_too_much_inside() -> None:
    assert refusal(zipped({f"xl/{n}.bin": b"" for n in range(301)})).code == "too_large"
    assert refusal(zipped({f"xl/{n}.bin": b"\x00" * 40_000_000 for n in range(8)})).code == "too_large"


def test_entities_are_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><workbook/>'
    assert refusal(zipped({"[Content_Types].xml": b"spreadsheetml", "xl/workbook.xml": bomb})).code == "damaged"
    assert refusal(zipped({"xl/workbook.xml": bomb.decode().encode("utf-16")})).code == "damaged"


def test_a_file_is_read_for_what_it_is_and_the_wrong_ending_is_said(
    tmp_path: Path, read_text: Callable[..., Reading]
) -> None:
    reading = read_text("Employee ID,Name\n1,Ana Lee\n", name="list.xlsx")
    assert reading.format == "csv" and [e.name for e in reading.employees] == ["Ana Lee"]
    (problem,) = reading.problems
    assert (problem.severity, problem.code) == ("info", "format_mismatch")
    book = Workbook()
    for row in (["Employee ID", "Name"], ["1", "Ana Lee"]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "list.csv")
    assert read_here(tmp_path / "list.csv").format == "xlsx"


def test_a_file_over_the_limit_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    with path.open("wb") as file:
        file.truncate(formats.MAX_BYTES + 1)
    with pytest.raises(SpreadsheetError, match="too_large"):
        read_here(path)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(SpreadsheetError) as refused:
        read_here(tmp_path / "gone.xlsx")
    assert refused.value.code == "file_unreadable" and "No such file" in str(refused.value.details["reason"])
    with pytest.raises(SpreadsheetError, match="file_unreadable"):
        read_here(tmp_path, Options())
