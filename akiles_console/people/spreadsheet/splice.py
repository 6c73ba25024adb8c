"""The XML of a worksheet with some cells changed in place; every other byte stays as it was.

ECMA-376 part 1, 18.3.1: `row` and `c` without `r` count on from the one before; what may follow `legacyDrawing`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.parsers import expat
from xml.sax.saxutils import escape

from akiles_console.people.spreadsheet.marks import column_number
from akiles_console.people.spreadsheet.reading import SpreadsheetError

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold."""

Place = tuple[int, int]
"""Row and column, from 0."""

_AFTER = frozenset({
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
    "AlternateContent",
})  # fmt: skip
"""The elements of a worksheet that `legacyDrawing` has to stand before."""


class Worksheet:
    """A worksheet's XML. `formulas` are those of the wanted cells that are one, `covered` those that lie below a merged
    cell, with that cell; `drawing` the id of its `legacyDrawing`, "" for none; `strict` whether it is of the strict
    kind. Raises SpreadsheetError("damaged").
    """

    def __init__(self, xml: bytes, wanted: frozenset[Place]) -> None:
        self._xml = xml
        self._rows = {row for row, _column in wanted}
        self._wanted = wanted
        self._row = self._column = -1
        self._depth, self._past_rows = 0, False
        self._cells: dict[Place, tuple[int, int, str, str]] = {}  # from, to, prefix, style
        self._gaps: dict[int, list[tuple[int, int]]] = {}  # row -> (column, where it begins), at last where it ends
        self._open: tuple[Place, int, str, str] | None = None
        self._prefix = ""
        self.formulas: set[Place] = set()
        self.covered: dict[Place, Place] = {}
        self.drawing = ""
        self.strict = b"purl.oclc.org" in xml[:2000]
        self._drawing_at = -1
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        try:
            self._parser.Parse(xml, True)
        except expat.ExpatError as error:
            raise SpreadsheetError("damaged") from error

    def takes(self, place: Place) -> bool:
        """Whether that cell can say something else: it is no formula, not covered, and in a row that there is."""
        return place not in self.formulas and place not in self.covered and place[0] in self._gaps

    def changed(self, values: Mapping[Place, str], drawing: str) -> bytes:
        """The XML with these texts in its cells (that take one) and `drawing` as the id of its `legacyDrawing`, where
        it has none."""
        cuts: list[tuple[int, int, bytes]] = []
        for place, text in sorted(values.items()):
            if place in self._cells:
                start, end, prefix, style = self._cells[place]
                cuts.append((start, end, _cell(place, text, prefix, style)))
            else:
                at = next((where for column, where in self._gaps[place[0]] if column > place[1]))
                cuts.append((at, at, _cell(place, text, self._prefix, "")))
        if not self.drawing:
            kind = "purl.oclc.org/ooxml" if self.strict else "schemas.openxmlformats.org"
            tail = "" if self.strict else "/2006"
            space = f"http://{kind}/officeDocument{tail}/relationships"
            element = f'<{self._prefix}legacyDrawing xmlns:r="{space}" r:id="{drawing}"/>'
            cuts.append((self._drawing_at, self._drawing_at, element.encode()))
        return _spliced(self._xml, cuts)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        prefix, _colon, local = name.rpartition(":")
        if self._depth == 1:
            self._prefix = f"{prefix}:" if prefix else ""
        elif self._past_rows:
            self._after(local, attributes)
        elif local == "row":
            self._row, self._column = int(attributes.get("r", self._row + 2)) - 1, -1
            if self._row in self._rows:
                self._gaps[self._row] = []
        elif local == "c" and self._row in self._rows:
            letters = attributes.get("r", "").rstrip("0123456789")
            self._column = column_number(letters.encode()) - 1 if letters else self._column + 1
            place, at = (self._row, self._column), self._parser.CurrentByteIndex
            self._gaps[self._row].append((self._column, at))
            if place in self._wanted:
                self._open = (place, at, f"{prefix}:" if prefix else "", attributes.get("s", ""))
        elif local == "f" and self._open is not None:
            self.formulas.add(self._open[0])

    def _after(self, local: str, attributes: dict[str, str]) -> None:
        if local == "mergeCell":
            self._merged(attributes.get("ref", ""))
        elif self._depth != 2:
            return
        elif local == "legacyDrawing":
            self.drawing = next((value for key, value in attributes.items() if key.endswith(":id")), "")
        elif local in _AFTER and self._drawing_at < 0:
            self._drawing_at = self._parser.CurrentByteIndex

    def _merged(self, span: str) -> None:
        if match := re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", span):
            top, bottom = int(match[2]) - 1, int(match[4]) - 1
            left, right = (column_number(match[n].encode()) - 1 for n in (1, 3))
            if not self._rows.isdisjoint(range(top, bottom + 1)):
                inside = (place for place in self._wanted if top <= place[0] <= bottom and left <= place[1] <= right)
                self.covered.update({place: (top, left) for place in inside if place != (top, left)})

    def _end(self, name: str) -> None:
        self._depth -= 1
        local = name.rpartition(":")[2]
        at = self._parser.CurrentByteIndex
        if self._past_rows:
            if self._depth == 0 and self._drawing_at < 0:
                self._drawing_at = at
        elif local == "c" and self._open is not None:
            place, start, prefix, style = self._open
            self._cells[place] = (start, self._xml.index(b">", at) + 1, prefix, style)
            self._open = None
        elif local == "row" and self._row in self._rows:
            if self._xml[at : at + 2] == b"</":
                self._gaps[self._row].append((1 << 20, at))
            else:  # <row r="5"/> has no inside
                del self._gaps[self._row]
        elif local == "sheetData":
            self._past_rows = True


def reference(place: Place) -> str:
    """(0, 27) is AB1."""
    letters, rest = "", place[1] + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return f"{letters}{place[0] + 1}"


def text_element(text: str, prefix: str = "") -> str:
    """A `t` element that keeps its blanks and line ends."""
    return f'<{prefix}t xml:space="preserve">{escape(ILLEGAL.sub("", text))}</{prefix}t>'


def _cell(place: Place, text: str, prefix: str, style: str) -> bytes:
    """A cell with a text, never a formula; without text only its look."""
    head = f'<{prefix}c r="{reference(place)}"' + (f' s="{style}"' if style else "")
    if not text:
        return f"{head}/>".encode()
    return f'{head} t="inlineStr"><{prefix}is>{text_element(text[:32_000], prefix)}</{prefix}is></{prefix}c>'.encode()


def _spliced(xml: bytes, cuts: list[tuple[int, int, bytes]]) -> bytes:
    pieces, done = [], 0
    for start, end, new in sorted(cuts, key=lambda cut: cut[:2]):
        pieces += [xml[done:start], new]
        done = end
    return b"".join([*pieces, xml[done:]])
