"""One person beside the list: groups, where they get in, what they open doors with, and what they did last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from akiles_console.access.explain import Explainer
from akiles_console.api.events import Event
from akiles_console.api.models import Member
from akiles_console.browse.difference import KINDS, children_of, dates_of, what
from akiles_console.events import sentences
from akiles_console.sync.ownership import SOURCE_ID
from akiles_console.ui import access_words, words
from akiles_console.ui.pages.people.change_words import Around, Line, child
from akiles_console.ui.pages.people.parts import Lines, button
from akiles_console.ui.pages.people.rows import Person
from akiles_console.ui.widgets.copy_button import CopyButton
from akiles_console.ui.widgets.label import label
from akiles_console.wording import _


@dataclass(frozen=True)
class Written:
    """What became of the last edit of this person: lines, and whether it can be taken back."""

    lines: Sequence[Line] = ()
    undoable: bool = False


NOTHING = Written()


class Drawer(QFrame):
    """Shows one person at a time, in sections below one another; the buttons stay in sight.

    Signals:
        edit, remove, undo: what is wanted of the person who is shown.
    """

    edit = Signal()
    remove = Signal()
    undo = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(_("Details"))
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setAccessibleName(_("Details"))
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._cards: Lines | None = None
        self._last: Lines | None = None
        self.edit_button = button(_("Edit"), "normal", self, _("Edit this person"))
        self.undo_button = button(_("Take it back"), "normal", self, _("Take the last change back"))
        self.delete_button = button(_("Delete…"), "quiet", self, _("Delete this person"))
        self.edit_button.clicked.connect(self.edit)
        self.undo_button.clicked.connect(self.undo)
        self.delete_button.clicked.connect(self.remove)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 4, 12, 8)
        foot.addWidget(self.edit_button)
        foot.addWidget(self.undo_button)
        foot.addStretch(1)
        foot.addWidget(self.delete_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self._scroll, 1)
        layout.addLayout(foot)

    def show_person(self, shown: Person, around: Around, written: Written = NOTHING) -> None:
        """Fills the drawer anew, as it is at that moment."""
        member, content = shown.member, QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(4)
        column.addWidget(label(member.name, "heading", content))
        column.addWidget(label(shown.access, "muted", content))
        if written.lines:
            self._section(column, content, _("Read back from Akiles"), written.lines)
        self._section(column, content, _("Groups"), group_lines(member, around))
        found = Explainer(around.building, around.now).person(member)
        lines = access_words.lines(found, around.building, around.now)
        self._section(column, content, _("Where {name} gets in").format(name=member.name), lines)
        self._cards = self._section(column, content, _("Opens with"), credential_lines(member, around))
        self._section(column, content, _("Looked after by"), owner_lines(shown))
        self._last = self._section(column, content, _("Last events"), [(_("Reading…"), "muted")])
        column.addSpacing(12)
        column.addWidget(CopyButton(_("Copy the id"), member.id, content), 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._scroll.setWidget(content)
        self.undo_button.setVisible(written.undoable)

    def show_more(self, shown: Person, around: Around, events: Sequence[Event]) -> None:
        """What was read of this person only now: the names of cards, and the last events, newest first."""
        if self._cards is not None and self._last is not None:
            self._cards.show_lines(credential_lines(shown.member, around))
            self._last.show_lines(event_lines(events, around))

    def say_events(self, text: str) -> None:
        """Says why there are no events."""
        if self._last is not None:
            self._last.show_lines([(text, "muted")])

    def _section(self, column: QVBoxLayout, parent: QWidget, title: str, lines: Sequence[Line]) -> Lines:
        column.addSpacing(12)
        column.addWidget(label(title, "small", parent))
        made = Lines(parent)
        made.show_lines(lines)
        column.addWidget(made)
        return made


def group_lines(member: Member, around: Around) -> list[Line]:
    """The groups of a member, each with its dates."""
    lines: list[Line] = []
    for place in sorted(member.group_associations, key=lambda one: around.group(one.member_group_id).casefold()):
        lines.append((around.group(place.member_group_id), "body"))
        if dates_of(place) != (None, None):
            lines.append((around.span(dates_of(place)), "muted"))
    return lines or [(_("No group, so no door opens."), "warn")]


def credential_lines(member: Member, around: Around) -> list[Line]:
    """What a member opens doors with; never more of a PIN than how many digits it has."""
    lines = []
    for kind in KINDS:
        for held in children_of(member, kind) if kind != "group" else ():
            text = child(kind, what(kind, held), around)
            lines.append((text if kind == "email" else text[:1].upper() + text[1:], "body"))
    return lines or [(_("Nothing yet, so no door opens."), "warn")]


def owner_lines(shown: Person) -> list[Line]:
    """Whose a member is, and under which id."""
    employee = shown.member.metadata.get(SOURCE_ID, "")
    lines: list[Line] = [(shown.whose, "body")]
    return [*lines, (_("known there as {id}").format(id=employee), "muted")] if employee else lines


def event_lines(events: Sequence[Event], around: Around) -> list[Line]:
    """Events as sentences with their moments."""
    lines: list[Line] = []
    for event in events:
        lines.append((sentences.told(event, {}).sentence, "body"))
        lines.append((words.moment(event.created_at, around.now, around.zone), "muted"))
    return lines or [(_("None yet."), "muted")]
