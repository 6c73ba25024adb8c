"""One person beside the list: what opens which doors, until when, and who looks after it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from akiles_console.access.building import Building
from akiles_console.access.explain import Explainer
from akiles_console.api.models import Member
from akiles_console.ui import access_words
from akiles_console.ui.access_words import Lines
from akiles_console.ui.pages.people.rows import Person
from akiles_console.ui.widgets.copy_button import CopyButton
from akiles_console.ui.widgets.label import label
from akiles_console.wording import _


class Drawer(QFrame):
    """Shows one person at a time, in sections below one another."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(_("Details"))
        self.setFixedWidth(320)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setAccessibleName(_("Details"))
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self._scroll)

    def show_person(self, shown: Person, building: Building, now: datetime) -> None:
        """Fills the drawer anew, as it is at that moment."""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(4)
        column.addWidget(label(shown.member.name, "heading", content))
        column.addWidget(label(shown.access, "muted", content))
        self._lines(
            column, content, _("Where {name} gets in").format(name=shown.member.name), _door_lines(shown, building, now)
        )
        self._section(column, content, _("Opens with"), _credential_lines(shown))
        self._section(column, content, _("Looked after by"), [(shown.whose, _mark(shown.member))])
        column.addSpacing(12)
        copy = CopyButton(_("Copy the id"), shown.member.id, content)
        column.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._scroll.setWidget(content)

    def _lines(self, column: QVBoxLayout, parent: QWidget, title: str, lines: Lines) -> None:
        column.addSpacing(12)
        column.addWidget(label(title, "small", parent))
        for text, role in lines:
            column.addSpacing(6 if role == "strong" else 0)
            column.addWidget(label(text, role, parent))

    def _section(self, column: QVBoxLayout, parent: QWidget, title: str, lines: list[tuple[str, str]]) -> None:
        column.addSpacing(12)
        column.addWidget(label(title, "small", parent))
        for first, second in lines:
            column.addWidget(label(first, "body", parent))
            if second:
                column.addWidget(label(second, "muted", parent))


def _door_lines(shown: Person, building: Building, now: datetime) -> Lines:
    return access_words.lines(Explainer(building, now).person(shown.member), building, now)


def _credential_lines(shown: Person) -> list[tuple[str, str]]:
    member = shown.member
    lines = [(found.email, "") for found in member.emails]
    lines += [(_("PIN of {count} digits").format(count=found.length), "") for found in member.pins]
    lines += [(_("Magic link"), "")] * len(member.magic_links)
    lines += [(_("Card"), "")] * len(member.cards)
    return lines or [(_("Nothing yet, so no door opens."), "")]


def _mark(member: Member) -> str:
    employee = member.metadata.get("sourceID", "")
    return _("known there as {id}").format(id=employee) if employee else ""
