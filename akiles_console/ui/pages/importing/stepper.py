"""The row of steps on top of the Import page: where one is, and where one can go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from akiles_console.ui.pages.importing.flow import STEPS, Step
from akiles_console.ui.widgets.label import tinted
from akiles_console.wording import _


class Stepper(QWidget):
    """One button a step; those that cannot be gone to are off.

    Signals:
        chosen: the name of the step that the person wants to go to.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Steps"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._buttons: dict[str, QPushButton] = {}
        for name in STEPS:
            button = QPushButton(self)
            button.setProperty("step", name)
            button.clicked.connect(self._on_clicked)
            self._buttons[name] = button
            row.addWidget(button)
        row.addStretch(1)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Shows these steps, in the order of the row."""
        for number, step in enumerate(steps, 1):
            button = self._buttons[step.name]
            button.setText(f"✓  {step.title}" if step.state == "done" else f"{number}  {step.title}")
            button.setAccessibleName(_("Step {number}: {title}").format(number=number, title=step.title))
            button.setAccessibleDescription(self._spoken(step.state))
            button.setEnabled(step.state in ("done", "open"))
            tinted(button, f"step-{step.state}")

    def _spoken(self, state: str) -> str:
        spoken = {"done": _("done"), "current": _("you are here"), "open": _("ready"), "locked": _("not yet")}
        return spoken[state]

    def _on_clicked(self) -> None:
        self.chosen.emit(self.sender().property("step"))
