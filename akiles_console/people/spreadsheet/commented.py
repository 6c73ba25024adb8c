"""An xlsx package with comments put into it: every part that does not hold them stays byte for byte as it was.

A comment needs its text in a comments part and its yellow note in a VML drawing (ECMA-376 part 1, 18.7 and part 4, 19).
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Sequence
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from akiles_console.people.spreadsheet.formats import BROKEN
from akiles_console.people.spreadsheet.orders import Note
from akiles_console.people.spreadsheet.reading import SpreadsheetError
from akiles_console.people.spreadsheet.splice import Worksheet, reference, text_element

AUTHOR = "Akiles Console"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_STRICT = {
    _MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main",
    _RELATIONS: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
_PLAIN_TEXT = re.compile(rb"(<(?:\w+:)?text\b[^>]*>)(<(\w+:)?t\b.*?</(?:\w+:)?t>)", re.S)
"""A comment that is one text; once it is followed by more, it has to be a run."""

_SHAPE_TYPE = (
    '<v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)


def commented(data: bytes, path: str, notes: Sequence[Note]) -> bytes:
    """The package with the notes on the sheet that is its entry `path`. Raises SpreadsheetError("damaged")."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = _parts(package, path, notes)
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
                for entry in package.infolist():
                    new = parts.pop(entry.filename) if entry.filename in parts else package.read(entry)
                    copy.writestr(entry, new, entry.compress_type)
                for name, body in parts.items():
                    copy.writestr(name, body)
    except (*BROKEN, ElementTree.ParseError) as error:
        raise SpreadsheetError("damaged") from error
    return out.getvalue()


def _parts(package: zipfile.ZipFile, path: str, notes: Sequence[Note]) -> dict[str, bytes]:
    """The entries of the package that are new or changed."""
    links = _Links(package, path)
    sheet = Worksheet(package.read(path), frozenset((note.row, note.column) for note in notes))
    comments, drawing = links.target("comments"), links.target("vmlDrawing", sheet.drawing)
    names = set(package.namelist())
    comments_name = comments or _free(names, "xl/comments", ".xml")
    drawing_name = drawing or _free(names, "xl/drawings/vmlDrawing", ".vml")
    if comments is None:
        links.add("comments", comments_name, strict=sheet.strict)
    drawing_id = sheet.drawing or links.add("vmlDrawing", drawing_name, strict=sheet.strict)
    notes = _placed(notes, sheet)
    values = {(note.row, note.column): note.value for note in notes if note.value is not None}
    old, drawn = package.read(comments) if comments else b"", package.read(drawing) if drawing else b""
    types = next(name for name in names if name.lower() == "[content_types].xml")
    return {
        path: sheet.changed(values, drawing_id),
        comments_name: _with_texts(old or _no_comments(sheet.strict), notes),
        drawing_name: _with_shapes(drawn or _no_shapes(), [note for note in notes if not _ref(note).search(old)]),
        links.name: links.xml,
        types: _with_types(package.read(types), "" if comments else comments_name),
    }


def _placed(notes: Sequence[Note], sheet: Worksheet) -> list[Note]:
    """One note a cell, those below a merged cell on that; a cell that takes no text is not given one."""
    found: dict[tuple[int, int], Note] = {}
    for note in notes:
        place = (note.row, note.column)
        if not sheet.takes(place):
            note = Note(*sheet.covered.get(place, place), note.instead or note.text)
        before = found.get((note.row, note.column))
        text = f"{before.text}\n{note.text}" if before and note.text not in before.text else (before or note).text
        value = before.value if before else note.value
        found[note.row, note.column] = Note(note.row, note.column, text[:30_000], value)
    return list(found.values())


class _Links:
    """The relations of a sheet: what it points at, by type and id."""

    def __init__(self, package: zipfile.ZipFile, path: str) -> None:
        self._folder = posixpath.dirname(path)
        wanted = f"{self._folder}/_rels/{posixpath.basename(path)}.rels"
        names = {name.lower(): name for name in package.namelist()}
        self.name = names.get(wanted.lower(), wanted)
        there = self.name in package.namelist()
        self.xml = package.read(self.name) if there else f'<Relationships xmlns="{_PACKAGE}"></Relationships>'.encode()
        self._names = names
        self._found = list(ElementTree.fromstring(self.xml))

    def target(self, kind: str, known: str = "") -> str | None:
        """The entry that the relation of that kind leads to; `known`: the one with this id, where it is given."""
        for one in self._found:
            if not one.get("Type", "").endswith(f"/{kind}") or (known and one.get("Id") != known):
                continue
            if kind == "vmlDrawing" and not known:
                continue  # that is the one of a header
            target = one.get("Target", "")
            entry = target.lstrip("/") if target.startswith("/") else posixpath.join(self._folder, target)
            return self._names.get(posixpath.normpath(entry).lower())
        return None

    def add(self, kind: str, entry: str, *, strict: bool) -> str:
        """Points at one more entry; the id of the new relation."""
        taken = {one.get("Id") for one in ElementTree.fromstring(self.xml)}
        name = next(f"rIdNote{number}" for number in range(1, 1000) if f"rIdNote{number}" not in taken)
        base = _STRICT[_RELATIONS] if strict else _RELATIONS
        new = f'<Relationship xmlns="{_PACKAGE}" Id="{name}" Type="{base}/{kind}" Target="/{entry}"/>'
        self.xml = _inside(self.xml, "Relationships", new)
        return name


def _free(names: set[str], stem: str, ending: str) -> str:
    there = {name.lower() for name in names}
    return next(f"{stem}{n}{ending}" for n in range(1, 10_000) if f"{stem}{n}{ending}".lower() not in there)


def _inside(xml: bytes, element: str, new: str) -> bytes:
    """The XML with something more at the end of the last such element, also where that is empty."""
    ends = list(re.finditer(rb"</(?:\w+:)?%s\s*>" % element.encode(), xml))
    if ends:
        at = ends[-1].start()
        return xml[:at] + new.encode() + xml[at:]
    empty = re.search(rb"<((?:\w+:)?%s)\b([^>]*)/>" % element.encode(), xml)
    if empty is None:
        raise SpreadsheetError("damaged")
    whole = b"<" + empty[1] + empty[2] + b">" + new.encode() + b"</" + empty[1] + b">"
    return xml[: empty.start()] + whole + xml[empty.end() :]


# Texts


def _no_comments(strict: bool) -> bytes:
    space = _STRICT[_MAIN] if strict else _MAIN
    return f'<comments xmlns="{space}"><authors></authors><commentList></commentList></comments>'.encode()


def _ref(note: Note) -> re.Pattern[bytes]:
    return re.compile(rb"""<(?:\w+:)?comment\b[^>]*\bref\s*=\s*["']%s["'][^>]*>""" % reference_of(note).encode())


def reference_of(note: Note) -> str:
    """The cell as A1."""
    return reference((note.row, note.column))


def _with_texts(xml: bytes, notes: Sequence[Note]) -> bytes:
    """One more author and the comments; where a cell has one already, ours follows it."""
    prefix = match[1].decode() if (match := re.search(rb"<(\w+:)?comments\b", xml)) and match[1] else ""
    author = len(re.findall(rb"<(?:\w+:)?author\b", xml))
    xml = _inside(xml, "authors", f"<{prefix}author>{AUTHOR}</{prefix}author>")
    made = []
    for note in notes:
        there = _ref(note).search(xml)
        if there is None:
            made.append(
                f'<{prefix}comment ref="{reference_of(note)}" authorId="{author}"><{prefix}text><{prefix}r>'
                f"{text_element(note.text, prefix)}</{prefix}r></{prefix}text></{prefix}comment>"
            )
            continue
        end = xml.index(b"comment>", there.end())
        one = _PLAIN_TEXT.sub(rb"\1<\3r>\2</\3r>", xml[there.end() : end], count=1)
        more = f"<{prefix}r>{text_element(f'{chr(10)}{chr(10)}{note.text}', prefix)}</{prefix}r>"
        xml = xml[: there.end()] + _inside(one, "text", more) + xml[end:]
    return _inside(xml, "commentList", "".join(made))


# Yellow notes


def _no_shapes() -> bytes:
    return (
        b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
        b' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
        b'<o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
    )


def _with_shapes(xml: bytes, notes: Sequence[Note]) -> bytes:
    taken = [int(number) for number in re.findall(rb"_x0000_s(\d{1,9})", xml)]
    first = max([1024, *taken]) + 1
    shapes = "".join(_shape(note, first + number) for number, note in enumerate(notes))
    kind = "" if b'id="_x0000_t202"' in xml else _SHAPE_TYPE
    return _inside(xml, "xml", kind + shapes)


def _shape(note: Note, number: int) -> str:
    lines = 3 + sum(1 + len(line) // 45 for line in note.text.splitlines())
    anchor = f"{note.column + 1}, 15, {max(0, note.row - 1)}, 10, {note.column + 5}, 15, {note.row + lines}, 4"
    style = quoteattr("position:absolute;margin-left:60pt;margin-top:1pt;width:240pt;visibility:hidden;z-index:1")
    return (
        '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
        f' xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{number}" type="#_x0000_t202" style={style}'
        ' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{note.row}</x:Row>"
        f"<x:Column>{note.column}</x:Column></x:ClientData></v:shape>"
    )


def _with_types(xml: bytes, comments: str) -> bytes:
    """The content types with VML, and with a comments part that is new."""
    prefix = match[1].decode() if (match := re.search(rb"<(\w+:)?Types\b", xml)) and match[1] else ""
    if comments:
        new = f'<{prefix}Override PartName="/{comments}" ContentType="{_COMMENTS_TYPE}"/>'
        xml = _inside(xml, "Types", new)
    if re.search(rb"""Extension\s*=\s*["']vml["']""", xml, re.I):
        return xml
    root = re.search(rb"<(?:\w+:)?Types\b[^>]*>", xml)
    if root is None:
        raise SpreadsheetError("damaged")
    new = f'<{prefix}Default Extension="vml" ContentType="{_VML_TYPE}"/>'
    return xml[: root.end()] + new.encode() + xml[root.end() :]
