"""The chosen HR group: ticks for what it opens, what that means for people, and what to press where it is wanting."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from akiles_console.ui.pages.mapping import rows
from akiles_console.ui.pages.mapping.rows import MappingRow
from akiles_console.ui.widgets.group_ticks import GroupTicks
from akiles_console.ui.widgets.label import label
from akiles_console.wording import _


class Details(GroupTicks):
    """Below the ticks: a sentence, `accept` for a proposal, `clear` for what is gone or not unique."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.meaning = label("", "muted", self)
        self.accept = QPushButton(self)
        self.clear = QPushButton(_("Take out what is gone"), self)
        self.clear.setAccessibleName(self.clear.text())
        for widget in (self.meaning, self.accept, self.clear):
            self.foot.addWidget(widget)

    def show_row(self, row: MappingRow, names: dict[str, str]) -> None:
        """Shows this HR group; `names` are those of member groups by id."""
        self.show_choice(row.hr_group, rows.people_words(row), row.chosen)
        self.meaning.setText(rows.meaning(row))
        text = _("Accept “{group}”").format(group=names.get(row.proposal, ""))
        self.accept.setText(text.replace("&", "&&"))
        self.accept.setAccessibleName(text)
        self.accept.setVisible(bool(row.proposal))
        self.clear.setVisible(bool(row.gone or row.unclear))
