"""Step 2: which column of the file is which of our fields, and the questions that only a person can answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from akiles_console import messages
from akiles_console.people.spreadsheet.reading import Options, Question, Reading
from akiles_console.ui.pages.importing import flow
from akiles_console.ui.pages.importing.encoding_card import EncodingCard
from akiles_console.ui.pages.importing.flow import FieldRow
from akiles_console.ui.pages.importing.parts import button, fill
from akiles_console.ui.widgets.label import label
from akiles_console.wording import _

_MOST_RADIOS = 6


class ColumnsStep(QWidget):
    """Questions first, then a line for each of our fields.

    Signals:
        options_changed: the `Options` to read the file again with.
    """

    options_changed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._options = Options()
        self._reading: Reading | None = None
        self._stale = False
        self._asked: dict[str, Question] = {}
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAccessibleName(_("Columns"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)

    def show_reading(self, reading: Reading, options: Options) -> None:
        """Shows what was found and what is asked; the keyboard stays where it was."""
        if not options.answers:
            self._asked = {}
        self._asked |= {question.key: question for question in reading.questions}
        self._options, self._reading = options, reading
        if self.isVisible():
            self._build(reading)
        else:
            self._stale = True  # built once it is looked at: that takes a while

    def showEvent(self, event: QShowEvent) -> None:
        """Builds what was read while another step was in front."""
        super().showEvent(event)
        if self._stale and self._reading is not None:
            self._build(self._reading)

    def _build(self, reading: Reading) -> None:
        self._stale = False
        focused = self._scroll.focusWidget()
        name = focused.accessibleName() if focused else ""
        place = self._scroll.verticalScrollBar().value()
        self._scroll.setWidget(self._content(reading))
        self._scroll.verticalScrollBar().setValue(place)
        again = next((w for w in self._scroll.findChildren(QWidget) if name and w.accessibleName() == name), None)
        if again is not None and self.isVisible():
            again.setFocus()

    def focus_first(self) -> None:
        """Puts the keyboard where the step begins."""
        kinds = (QRadioButton, QComboBox, QPushButton)
        first = next((w for w in self._scroll.findChildren(QWidget) if isinstance(w, kinds)), None)
        if first is not None:
            first.setFocus()

    def _content(self, reading: Reading) -> QWidget:
        content = QWidget(self._scroll)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(12)
        for question in self._asked.values():
            column.addWidget(self._question(question, content))
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        for place, title in enumerate((_("What it is"), _("Column in the file"), _("First values"))):
            grid.addWidget(label(title, "muted", content), 0, place)
        for row in flow.field_rows(reading, self._options):
            self._add_field(grid, row, reading, content)
        column.addLayout(grid)
        column.addStretch(1)
        return content

    def _add_field(self, grid: QGridLayout, row: FieldRow, reading: Reading, parent: QWidget) -> None:
        line = grid.rowCount()
        name = label(row.title, "strong" if row.columns else "muted", parent)
        name.setWordWrap(False)
        name.setMinimumHeight(name.fontMetrics().height() + 16)
        grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
        boxes = QVBoxLayout()
        boxes.setSpacing(4)
        for number, column in enumerate(row.columns or (None,)):
            box = self._box(row, reading, column.index if column else None, number, parent)
            boxes.addWidget(box)
            if not number:
                name.setBuddy(box)  # on Linux a screen reader calls a combo by its label alone
        if row.several and row.columns and len(row.columns) < len(reading.columns):
            boxes.addWidget(self._box(row, reading, None, len(row.columns), parent))
        boxes.addStretch(1)
        grid.addLayout(boxes, line, 1)
        samples = label(" · ".join(row.samples), "muted", parent)
        note = QVBoxLayout()
        if row.samples:
            note.addWidget(samples)
        if row.doubtful:
            words = _("Found by guessing: please check.")
            settled = flow.settled(self._options, row)
            note.addLayout(self._doubt(words, _("That is right"), row.title, settled, parent))
        for column in row.unbelieved:
            words = _("“{column}” is not used: most of what it holds is something else.").format(column=column.header)
            used = flow.choose_column(self._options, row.field, None, column.index)
            note.addLayout(self._doubt(words, _("Use it all the same"), row.title, used, parent))
        note.setContentsMargins(0, 7, 0, 0)
        note.addStretch(1)
        grid.addLayout(note, line, 2)

    def _doubt(self, words: str, action: str, field: str, options: Options, parent: QWidget) -> QHBoxLayout:
        """A doubt in words, and the button that settles it: the file is read with these options."""
        line = QHBoxLayout()
        said = label(words, "warn", parent)
        said.setMaximumWidth(said.fontMetrics().horizontalAdvance(words) + 8)
        line.addWidget(said, 1)
        settle = button(action, "quiet", parent)
        settle.setAccessibleName(_("{field}: {action}").format(field=field, action=action))
        settle.setProperty("options", options)
        settle.clicked.connect(self._on_settled)
        line.addWidget(settle)
        line.addStretch(0)
        return line

    def _box(self, row: FieldRow, reading: Reading, chosen: int | None, number: int, parent: QWidget) -> QComboBox:
        box = QComboBox(parent)
        nothing = _("Add a column") if number and chosen is None else _("Not in this file")
        entries: list[tuple[str, object]] = [(nothing, None)]
        entries += [(flow.column_title(column), column.index) for column in reading.columns]
        fill(box, entries, chosen)
        title = _("Column for {field}").format(field=row.title)
        box.setAccessibleName(title if not number else f"{title} {number + 1}")
        box.setMinimumWidth(220)
        box.setMaximumWidth(320)
        box.setProperty("field", row.field)
        box.setProperty("chosen", chosen)
        box.activated.connect(self._on_column)
        return box

    def _on_settled(self) -> None:
        self.options_changed.emit(self.sender().property("options"))

    def _on_encoding(self, encoding: str) -> None:
        self._answered("encoding", encoding)

    def _question(self, question: Question, parent: QWidget) -> QFrame:
        if question.code == "encoding":
            readings = EncodingCard(question, parent)
            readings.chosen.connect(self._on_encoding)
            return readings
        card = QFrame(parent)
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        words = messages.sentence(question.code, question.details)
        column.addWidget(label(words.what, "strong", card))
        if words.hint:
            column.addWidget(label(words.hint, "muted", card))
        answered = dict(self._options.answers).get(question.key)
        if len(question.choices) > _MOST_RADIOS:
            column.addWidget(self._choice_box(question, answered, words.what, card))
            return card
        group = QButtonGroup(card)
        row = QHBoxLayout() if len(question.choices) == 2 else QVBoxLayout()
        for choice in question.choices:
            radio = QRadioButton(flow.choice_words(question, choice), card)
            radio.setAccessibleName(radio.text())
            radio.setProperty("key", question.key)
            radio.setProperty("choice", choice)
            radio.setChecked(choice == answered)
            radio.toggled.connect(self._on_radio)
            group.addButton(radio)
            row.addWidget(radio)
        row.addStretch(1)
        column.addLayout(row)
        return card

    def _choice_box(self, question: Question, answered: str | None, name: str, parent: QWidget) -> QComboBox:
        box = QComboBox(parent)
        box.setPlaceholderText(_("Choose"))
        fill(box, [(flow.choice_words(question, choice), choice) for choice in question.choices], answered)
        box.setAccessibleName(name)
        box.setProperty("key", question.key)
        box.activated.connect(self._on_choice)
        return box

    def _on_column(self) -> None:
        box = self.sender()
        if isinstance(box, QComboBox) and box.currentData() != box.property("chosen"):
            options = flow.choose_column(
                self._options, box.property("field"), box.property("chosen"), box.currentData()
            )
            self.options_changed.emit(options)

    def _on_radio(self, on: bool) -> None:
        if on:
            radio = self.sender()
            self._answered(radio.property("key"), radio.property("choice"))

    def _on_choice(self) -> None:
        box = self.sender()
        if isinstance(box, QComboBox):
            self._answered(box.property("key"), box.currentData())

    def _answered(self, key: str, choice: str) -> None:
        self.options_changed.emit(flow.answer(self._options, self._asked[key], choice))
