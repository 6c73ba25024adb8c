"""Opening the chosen door from here: held for a second, named, and every refusal explained."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from akiles_console import messages
from akiles_console.api.errors import ApiError, Forbidden, Refused
from akiles_console.api.models import Gadget
from akiles_console.clock import Clock
from akiles_console.failure import Failure
from akiles_console.session import Session
from akiles_console.ui.pages.doors.hold_button import HoldButton
from akiles_console.ui.tasks import Tasks
from akiles_console.ui.widgets.label import label, tinted
from akiles_console.wording import _


class OpenDoor(QWidget):
    """A button for each action of the door, and below them what became of the last one.

    Signals:
        busy: what is being done, "" when it is over.
    """

    busy = Signal(str)

    def __init__(self, session: Session, tasks: Tasks, clock: Clock, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._tasks, self._clock = session, tasks, clock
        self._gadget: Gadget | None = None
        self.buttons: list[HoldButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 4)
        self._column.setSpacing(6)
        self.said = label("", "muted", self)
        self._column.addWidget(self.said)

    def show_door(self, gadget: Gadget | None) -> None:
        """The actions of this door; what was said of another one goes."""
        if gadget == self._gadget:
            return
        self._gadget = gadget
        for button in self.buttons:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for action in gadget.actions if gadget else ():
            button = HoldButton(self)
            button.setProperty("action", action.id)
            button.name(
                _("{action}: {door}").format(action=action.name or action.id, door=gadget.name if gadget else "")
            )
            button.held.connect(self._on_held)
            button.slipped.connect(self._on_slipped)
            self._column.insertWidget(len(self.buttons), button)
            self.buttons.append(button)
        self._say(_("Hold the button for a second; it is done for real.") if self.buttons else "", "muted")

    def _say(self, text: str, role: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))
        tinted(self.said, role)

    def _on_slipped(self) -> None:
        self._say(_("Hold the button for a second. Nothing was done."), "muted")

    def _on_held(self) -> None:
        if self._gadget is not None:
            action = str(self.sender().property("action"))
            self._tasks.start("doors-open", self._do(self._gadget, action))

    async def _do(self, gadget: Gadget, action: str) -> None:
        self._say(_("Asking Akiles…"), "muted")
        self.busy.emit(_("Opening {door}.").format(door=gadget.name))
        try:
            await self._session.client.gadgets.do_action(gadget.id, action)
            at = self._clock.now().astimezone()
            text, role = _("{door}: Akiles did it at {time}.").format(door=gadget.name, time=f"{at:%H:%M:%S}"), "gain"
        except Failure as failure:
            text, role = str(messages.of(told(failure, gadget.name))), "loss"
        finally:
            self.busy.emit("")
        if self._gadget is not None and self._gadget.id == gadget.id:
            self._say(text, role)


def told(failure: Failure, door: str) -> Failure:
    """What went wrong, as it is said of a door that was to be opened."""
    if isinstance(failure, Forbidden):
        return Failure("open_forbidden", door=door)
    if isinstance(failure, Refused) and "hardware_offline" in (failure.type, failure.code):
        return Failure("open_offline", door=door)
    if isinstance(failure, ApiError) and failure.maybe_done:
        return Failure("open_unknown", door=door)
    return failure
