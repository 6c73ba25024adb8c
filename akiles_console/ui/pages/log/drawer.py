"""One event beside the list: when, who and what, and every field as Akiles sent it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from akiles_console.events.filters import people
from akiles_console.events.records import sent
from akiles_console.ui.pages.log.rows import Row, late_words
from akiles_console.ui.widgets.copy_button import CopyButton
from akiles_console.ui.widgets.label import label
from akiles_console.wording import _


class Drawer(QFrame):
    """Shows one event at a time.

    Signals:
        who: the name of somebody in it that the person wants to see.
        only: the id of somebody in it whose events alone the person wants to see.
    """

    who = Signal(str)
    only = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(_("Details"))
        self.setFixedWidth(320)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAccessibleName(_("Details"))
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self._scroll)

    def show_event(self, row: Row, names: dict[str, str]) -> None:
        """Fills the drawer anew; `names` by id."""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(6)
        column.addWidget(label(row.told.sentence, "heading", content))
        column.addWidget(label(row.at, "muted", content))
        if row.seen.late_by:
            late = _("Reported {late}: the device was offline, or had no way to tell.")
            column.addWidget(label(late.format(late=late_words(row.seen.late_by)), "warn", content))
        event, left = row.seen.event, Qt.AlignmentFlag.AlignLeft
        for id in people(event):
            name = names.get(id, id)
            column.addSpacing(6)
            who = self._button(_("Who is {name}?").format(name=name), name, content)
            who.clicked.connect(self._on_who)
            only = self._button(_("Only {name}").format(name=name), id, content)
            only.clicked.connect(self._on_only)
            column.addWidget(who, 0, left)
            column.addWidget(only, 0, left)
        column.addSpacing(12)
        column.addWidget(label(_("As Akiles sent it"), "small", content))
        whole = sent(event)
        for name, value in _fields(whole):
            column.addWidget(label(name, "muted", content))
            shown = label(value, "body", content)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(shown)
        column.addSpacing(12)
        text = msgspec.json.format(msgspec.json.encode(whole), indent=2).decode()
        column.addWidget(CopyButton(_("Copy the id"), event.id, content), 0, left)
        column.addWidget(CopyButton(_("Copy all of it"), text, content), 0, left)
        column.addStretch(1)
        self._scroll.setWidget(content)

    def _button(self, text: str, what: str, parent: QWidget) -> QPushButton:
        button = QPushButton(text, parent)
        button.setAccessibleName(text)
        button.setProperty("what", what)
        return button

    def _on_who(self) -> None:
        self.who.emit(str(self.sender().property("what")))

    def _on_only(self) -> None:
        self.only.emit(str(self.sender().property("what")))


def _fields(value: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """The fields that say something, with their whole names."""
    for name, inner in value.items():
        if isinstance(inner, dict):
            yield from _fields(inner, f"{above}{name}.")
        elif inner is not None and inner != "":
            yield f"{above}{name}", inner if isinstance(inner, str) else msgspec.json.encode(inner).decode()
