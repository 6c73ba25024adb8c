"""The form of one person: name, dates, groups, credentials and notes as they are to be."""

from __future__ import annotations

from datetime import timedelta

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from akiles_console.api.models import Member
from akiles_console.sync.ownership import owner
from akiles_console.ui.pages.people import change_words
from akiles_console.ui.pages.people.change_words import Around
from akiles_console.ui.pages.people.credentials_section import CredentialsSection
from akiles_console.ui.pages.people.moment_field import MomentField
from akiles_console.ui.pages.people.notes_section import NotesSection
from akiles_console.ui.pages.people.places_section import PlacesSection
from akiles_console.ui.widgets.label import label
from akiles_console.wording import _

_LATER = timedelta(days=30)


class Form(QScrollArea):
    """Shows `wished`, which is the member as Akiles has it or as it was being changed.

    Signals:
        changed: something was typed, chosen, added or taken away.
    """

    changed = Signal()

    def __init__(self, wished: Member, around: Around, parent: QWidget) -> None:
        super().__init__(parent)
        self._wished = wished
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("What is to be changed"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(6)
        whose = change_words.ownership(wished) if owner(wished.metadata) else None
        if whose is not None:
            self._column.addWidget(label(*whose, content))
        self.name = QLineEdit(wished.name, content)
        self.name.setAccessibleName(_("Name"))
        self._shown = self.name.text()  # a field drops line breaks
        now = around.now.replace(minute=0, second=0, microsecond=0)
        self.starts = MomentField(_("Starts"), _("Starts"), wished.starts_at, now, around.zone, content)
        self.ends = MomentField(_("Ends"), _("Ends"), wished.ends_at, now + _LATER, around.zone, content)
        self.places = PlacesSection(wished.group_associations, around, wished.id, content)
        self.credentials = CredentialsSection(wished, around, content)
        self.notes = NotesSection(wished.metadata, content)
        self._section(_("Name"), self.name, content)
        self._section(_("Access, in the time of {zone}").format(zone=around.zone), self.starts, content)
        self._column.addWidget(self.ends)
        self._section(_("Groups"), self.places, content)
        self._section(_("Opens with"), self.credentials, content)
        self._section(_("Notes"), self.notes, content)
        self._column.addStretch(1)
        self.setWidget(content)
        self.name.textChanged.connect(self.changed)
        for part in (self.starts, self.ends, self.places, self.credentials, self.notes):
            part.changed.connect(self.changed)

    def wished(self) -> Member:
        """The member as it is to be."""
        held, typed = self.credentials.held, self.name.text()
        return msgspec.structs.replace(
            self._wished,
            name=self._wished.name if typed == self._shown else typed.strip(),
            starts_at=self.starts.value(),
            ends_at=self.ends.value(),
            metadata=self.notes.metadata(),
            group_associations=self.places.places(),
            emails=held("email"),
            pins=held("pin"),
            magic_links=held("magic_link"),
            cards=held("card"),
        )

    def _section(self, title: str, part: QWidget, parent: QWidget) -> None:
        self._column.addSpacing(10)
        self._column.addWidget(label(title, "small", parent))
        self._column.addWidget(part)
