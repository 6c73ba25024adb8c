"""The part of the form about metadata: notes as key and value; what says whose somebody is can only be read."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from akiles_console.browse.difference import RESERVED
from akiles_console.ui.pages.people.parts import Removable, button
from akiles_console.ui.widgets.label import label
from akiles_console.wording import _


class NotesSection(QWidget):
    """Metadata of one person as it is to be.

    Signals:
        changed: something is other than before.
    """

    changed = Signal()

    def __init__(self, metadata: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self._kept = {key: value for key, value in metadata.items() if key in RESERVED}
        self._fields: dict[str, QLineEdit] = {}
        self._shown: dict[str, tuple[str, str]] = {}  # a note, and what its field made of it: it drops line breaks
        self._rows: dict[str, Removable] = {}
        self._column = QVBoxLayout()
        self.key, self.value = QLineEdit(self), QLineEdit(self)
        for field, text in ((self.key, _("Name of a new note")), (self.value, _("Text of a new note"))):
            field.setPlaceholderText(text)
            field.setAccessibleName(text)
            field.returnPressed.connect(self._on_add)
        add = button(_("Add"), "normal", self, _("Add the note"))
        add.clicked.connect(self._on_add)
        foot = QHBoxLayout()
        foot.addWidget(self.key, 1)
        foot.addWidget(self.value, 1)
        foot.addWidget(add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        if self._kept:
            told = ", ".join(f"{key} = {value}" for key, value in sorted(self._kept.items()))
            text = _("{notes}: says whose this person is, so it can only be read.").format(notes=told)
            column.addWidget(label(text, "muted", self))
        column.addLayout(self._column)
        column.addLayout(foot)
        for key, value in sorted(metadata.items()):
            if key not in RESERVED:
                self._show(key, value)

    def metadata(self) -> dict[str, str]:
        """The notes as they are to be, with those that can only be read."""
        found = dict(self._kept)
        for key, field in self._fields.items():
            value, shown = self._shown[key]
            found[key] = value if field.text() == shown else field.text()
        return found

    def _show(self, key: str, value: str) -> None:
        row = Removable(key, key, _("Remove"), _("Remove the note {key}").format(key=key), self)
        field = QLineEdit(value, row)
        field.setAccessibleName(_("Note {key}").format(key=key))
        field.textChanged.connect(self.changed)
        row.row.insertWidget(1, field, 1)
        row.removed.connect(self._on_removed)
        self._fields[key], self._rows[key], self._shown[key] = field, row, (value, field.text())
        self._column.addWidget(row)

    def _on_add(self) -> None:
        key = self.key.text().strip()
        if not key or key in RESERVED or key in self._fields:
            (self._fields.get(key) or self.key).setFocus()
            return
        self._show(key, self.value.text())
        self.key.clear()
        self.value.clear()
        self.changed.emit()

    def _on_removed(self, key: str) -> None:
        self._fields.pop(key)
        row = self._rows.pop(key)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.key.setFocus()
        self.changed.emit()
