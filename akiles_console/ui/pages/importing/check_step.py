"""Step 3: what is wrong in the file, row by row, and who goes on."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from akiles_console.ui.pages.importing.problems import Checked, CheckRow
from akiles_console.ui.tables import Column
from akiles_console.ui.widgets.label import label
from akiles_console.ui.widgets.record_list import RecordList
from akiles_console.wording import _

_TONES = {"error": "loss", "warning": "warn", "info": "muted"}


def _state(row: CheckRow) -> str:
    return {
        "error": _("Set aside"), "warning": _("Look at it"), "info": _("For your information"), "fine": _("Fine"),
    }.get(row.severity, row.severity)  # fmt: skip


COLUMNS: tuple[Column[CheckRow], ...] = (
    Column(_("Row"), lambda row: row.place, 8, sort=lambda row: -1 if row.row is None else row.row),
    Column(_("State"), _state, 13, tone=lambda row: _TONES.get(row.severity)),
    Column(_("Person"), lambda row: row.person, 20),
    Column(_("Column"), lambda row: row.column, 14),
    Column(_("What"), lambda row: row.what, 30),
)


class CheckStep(QWidget):
    """A sentence and a grid, problems only or everybody."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._checked = Checked(sentence="", problems=(), everybody=(), fine=0)
        self._sentence = label("", "heading", self)
        self._hint = label(
            _("A row that is set aside does not hold up the others: mend it in the file and import it again later."),
            "muted",
            self,
        )
        self.list: RecordList[CheckRow] = RecordList(
            name=_("Rows"), columns=COLUMNS, empty=_("No problem was found in this file."), parent=self
        )
        self._problems = QRadioButton(_("Problems only"), self)
        self._everybody = QRadioButton(_("Everybody"), self)
        group = QButtonGroup(self)
        for radio in (self._problems, self._everybody):
            radio.setAccessibleName(radio.text())
            group.addButton(radio)
            self.list.bar.addWidget(radio)
        self._problems.setChecked(True)
        group.buttonToggled.connect(self._fill)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._sentence)
        column.addWidget(self._hint)
        column.addWidget(self.list, 1)
        self._detail = label("", "body", self)
        self._detail.hide()
        column.addWidget(self._detail)
        self.list.selected.connect(self._on_selected)

    def show_checked(self, checked: Checked) -> None:
        """Shows what was found in the file."""
        self._checked = checked
        self._sentence.setText(checked.sentence)
        self._hint.setVisible(any(row.severity == "error" for row in checked.problems))
        self._fill()

    def focus_first(self) -> None:
        """Puts the keyboard where the step begins."""
        self.list.view.setFocus()

    def _fill(self) -> None:
        chosen = self._checked.problems if self._problems.isChecked() else self._checked.everybody
        self.list.set_rows(chosen)
        self._on_selected(None)

    def _on_selected(self, row: CheckRow | None) -> None:
        self._detail.setVisible(row is not None and bool(row.advice))
        if row is not None:
            self._detail.setText(
                _("Row {row}: {what} {advice}").format(row=row.place, what=row.what, advice=row.advice)
            )
