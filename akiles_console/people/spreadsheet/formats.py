"""What a file is, by its bytes; and the checks a workbook's container must pass before anything opens it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import PurePath

from akiles_console.people.spreadsheet.reading import SpreadsheetError

MAX_BYTES = 50_000_000
MAX_ENTRIES = 300
MAX_INFLATED = 300_000_000

BROKEN = (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, EOFError, OSError, LookupError)
"""What Python's zipfile raises over a damaged container."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_CONTENT = re.compile(rb"[^\x00\t\r\n \xef\xbb\xbf\xfe\xff]")
_OTHERS = (b"MZ\x90\x00", b"\x7fELF", b"SQLite format 3", b"PAR1")
_PACKAGES = (("word/", "Word"), ("ppt/", "PowerPoint"), ("visio/", "Visio"))
_DOCUMENTS = (
    (b"%PDF", "PDF"), (b"{\\rtf", "RTF"), (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"), (b"II*\x00", "a picture"), (b"MM\x00*", "a picture"),
    (b"\x1f\x8b", "an archive"), (b"Rar!", "an archive"), (b"7z\xbc\xaf", "an archive"),
    (b"\x00\x01\x00\x00Standard", "an Access database"),
)  # fmt: skip
_STREAMS = (("WordDocument", "Word"), ("PowerPoint Document", "PowerPoint"), ("__substg1.0_", "an Outlook message"))
_LABELS = (b".pfile", *(f"{name}".encode("utf-16-le") for name in ("DRMContent", "DRMEncrypted")))
_NAMES = {
    "xlsx": "xlsx", "xlsm": "xlsm", "xls": "xls", "xlsb": "xlsb", "ods": "ods", "xltx": "xlsx", "xltm": "xlsm",
    "xlt": "xls", "ots": "ods",
    "csv": "text", "tsv": "text", "txt": "text", "tab": "text", "html": "html", "htm": "html", "fods": "fods",
    "xml": "xml",
}  # fmt: skip


def identify(data: bytes) -> str:
    """The format of a file: xlsx, xlsm, xlsb, ods, xls, encrypted (an Office file behind a password),
    html, xml (SpreadsheetML 2003), fods or text.

    Raises SpreadsheetError: empty_file, not_a_spreadsheet, too_old, unsupported_format, labelled, damaged, too_large.
    """
    if not _CONTENT.search(data):
        raise SpreadsheetError("empty_file")
    if data.startswith(b"PK"):
        return _in_zip(data)
    if data.startswith(_OLE):
        return _in_ole(data)
    if data.startswith(_OLD):
        raise SpreadsheetError("too_old")
    for sign, kind in _DOCUMENTS:
        if data.startswith(sign):
            raise SpreadsheetError("unsupported_format", format=kind)
    bitmap = data.startswith(b"BM") and data[6:10] == b"\x00" * 4
    if bitmap or data[4:8] == b"ftyp" or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        raise SpreadsheetError("unsupported_format", format="a picture")
    if data.startswith(_LABELS[0]):
        raise SpreadsheetError("labelled")
    if len(data) == 165 and 0 < data[0] < 55:
        raise SpreadsheetError("unsupported_format", format="a mark that somebody has the workbook open")
    if data.startswith((*_OTHERS, b"RIFF")):
        raise SpreadsheetError("not_a_spreadsheet")
    return _in_text(data)


def expected(name: str) -> str | None:
    """The format that a file's ending promises; None where it promises nothing we know."""
    return _NAMES.get(PurePath(name).suffix.lower().lstrip("."))


def _in_text(data: bytes) -> str:
    head = data[:8192].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head and b"<?xml" in head[:100]:
        return "xml"
    if b"opendocument:xmlns:office" in head and b"office:document" in head:
        return "fods"
    if re.match(
        rb"(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype html|html|table|head|meta|div|style|body)\b", head, re.S
    ):
        return "html"
    if head.startswith((b"mime-version:", b"content-type: multipart")):
        raise SpreadsheetError("unsupported_format", format="a web archive (mht)")
    if head.startswith(b"<?xml"):
        raise SpreadsheetError("unsupported_format", format="XML")
    if head.startswith((b"{", b"[")) and re.match(rb"[\[{]\s*[\[{\"]", head):
        raise SpreadsheetError("unsupported_format", format="JSON")
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff")) or _every_second_zero(data)
    if not wide and len(re.findall(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", data[:65536])) > max(4, len(data[:65536]) // 200):
        raise SpreadsheetError("not_a_spreadsheet")
    return "text"


def _every_second_zero(data: bytes) -> bool:
    head = data[:2000]
    return len(head) >= 4 and max(head[0::2].count(0), head[1::2].count(0)) > len(head) * 0.1


def _in_ole(data: bytes) -> str:
    """The streams' names stand in the container as UTF-16."""
    if any(sign in data for sign in _LABELS[1:]):
        raise SpreadsheetError("labelled")
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "encrypted"
    if "Workbook".encode("utf-16-le") in data or b"B\x00o\x00o\x00k\x00\x00" in data:
        return "xls"
    kind = next((kind for name, kind in _STREAMS if name.encode("utf-16-le") in data), None)
    if kind:
        raise SpreadsheetError("unsupported_format", format=kind)
    # The folder of streams is gone: a cut file has a good head and no table of contents
    cut = data[30:32] == b"\x09\x00" and int.from_bytes(data[48:52], "little") * 512 + 512 >= len(data) > 512
    raise SpreadsheetError("damaged" if cut else "not_a_spreadsheet")


def _in_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            _check(container)
            names = {entry.filename.lower().lstrip("/"): entry for entry in container.infolist()}
            if "xl/workbook.bin" in names:
                return "xlsb"
            if "mimetype" in names and b"opendocument.spreadsheet" in container.read(names["mimetype"])[:200]:
                _refuse_locked_ods(container)
                return "ods"
            if "mimetype" in names and b"opendocument" in container.read(names["mimetype"])[:200]:
                raise SpreadsheetError("unsupported_format", format="an OpenDocument that is no spreadsheet")
            types = container.read(names["[content_types].xml"]) if "[content_types].xml" in names else b""
    except BROKEN as error:
        raise SpreadsheetError("damaged") from error
    if b"spreadsheetml" in types or any(name.startswith("xl/") for name in names):
        return "xlsm" if b"macroEnabled" in types else "xlsx"
    if any(name.endswith((".iwa", "index.zip")) for name in names):
        raise SpreadsheetError("unsupported_format", format="Numbers")
    kind = next((kind for sign, kind in _PACKAGES if any(name.startswith(sign) for name in names)), None)
    if kind:
        raise SpreadsheetError("unsupported_format", format=kind)
    if any(expected(name) for name in names if "/" not in name and not name.startswith(("[", "mimetype"))):
        raise SpreadsheetError("unsupported_format", format="a zip archive")
    raise SpreadsheetError("not_a_spreadsheet")


def _refuse_locked_ods(container: zipfile.ZipFile) -> None:
    manifest = "META-INF/manifest.xml"
    if manifest in container.namelist() and b"encryption-data" in container.read(manifest):
        raise SpreadsheetError("unsupported_format", format="OpenDocument with a password")


def _check(container: zipfile.ZipFile) -> None:
    """Refuses a container that would unpack to more than a workbook ever needs, or that declares entities."""
    entries = container.infolist()
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_INFLATED:
        raise SpreadsheetError("too_large", limit=f"{MAX_INFLATED // 1_000_000} MB unpacked")
    for entry in entries:
        if entry.filename.lower().endswith((".xml", ".rels")):
            with container.open(entry) as part:
                head = part.read(4096)
            if b"<!DOCTYPE" in head.replace(b"\x00", b"") or b"<!ENTITY" in head.replace(b"\x00", b""):
                raise SpreadsheetError("damaged")
