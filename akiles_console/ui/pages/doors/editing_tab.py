"""A tab whose records are made, changed and deleted: from the list to the editor and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, cast

from PySide6.QtWidgets import QWidget

from akiles_console import messages
from akiles_console.access import editing
from akiles_console.clock import Clock
from akiles_console.failure import Failure
from akiles_console.session import Session
from akiles_console.ui.pages.doors.contents import Contents
from akiles_console.ui.pages.doors.drawer import Details, Lines
from akiles_console.ui.pages.doors.editor import R, RecordEditor
from akiles_console.ui.pages.doors.rows import Row
from akiles_console.ui.pages.doors.tab import Tab, button
from akiles_console.ui.tables import Column
from akiles_console.ui.tasks import Tasks
from akiles_console.wording import _


class EditingTab(Tab, Generic[R]):
    """Subclasses say which record is chosen, what is asked before it is sent, and what somebody else has changed."""

    def __init__(
        self,
        session: Session,
        tasks: Tasks,
        clock: Clock,
        name: str,
        columns: Sequence[Column[Row]],
        empty: str,
        rows: Callable[[Contents], list[Row]],
        details: Callable[[str, Contents], Details | None],
        editor: Callable[[QWidget], RecordEditor[R]],
        new: tuple[str, R],
        parent: QWidget | None = None,
    ) -> None:
        """`new`: what the button that makes a new record says, and what that begins with; the rest as in `Tab`."""
        super().__init__(name, columns, empty, rows, details, parent)
        self._session, self._tasks, self._clock = session, tasks, clock
        says, self._blank = new
        self.new = button(says, self._on_new, self)
        self.edit = button(_("Edit…"), self._on_edit, self)
        self.delete = button(_("Delete…"), self._on_delete, self)
        self.list.bar.addWidget(self.new)
        self.drawer.add_buttons(self.edit, self.delete)
        self.editor = editor(self)
        self.stack.addWidget(self.editor)
        self.editor.closed.connect(self.show_list)
        self.editor.save.connect(self._on_save)
        self.editor.theirs.connect(self._on_theirs)
        self.list.activated.connect(self._on_edit)

    def record(self) -> R | None:
        """The one that is chosen in the list."""
        raise NotImplementedError

    def differences(self, base: R, now: R) -> Lines:
        """What somebody else has changed, in words."""
        raise NotImplementedError

    async def make(self, wanted: R) -> R | None:
        """Asks and makes it; None where the person does not want it. Raises Failure."""
        raise NotImplementedError

    async def change(self, base: R, wanted: R) -> R | None:
        """Asks and changes it; None where the person does not want it. Raises ChangedMeanwhile, Failure."""
        raise NotImplementedError

    async def remove(self, record: R) -> None:
        """Asks and deletes it, and says what went wrong."""
        raise NotImplementedError

    def _on_new(self) -> None:
        self._begin(self._blank)

    def _on_edit(self) -> None:
        if (record := self.record()) is not None:
            self._begin(record)

    def _begin(self, record: R) -> None:
        self.editor.begin(record, self.contents)
        self.stack.setCurrentWidget(self.editor)
        self.editor.first().setFocus()

    def _on_theirs(self) -> None:
        self.editor.begin(self.editor.base, self.contents)

    def _on_save(self) -> None:
        self._tasks.start("doors-edit", self._save(self.editor.base, self.editor.wanted()))

    def _on_delete(self) -> None:
        if (record := self.record()) is not None:
            self._tasks.start("doors-edit", self.remove(record))

    async def _save(self, base: R, wanted: R) -> None:
        self.editor.calm()
        self.editor.set_saving(True)
        try:
            saved = await (self.change(base, wanted) if base.id else self.make(wanted))
        except editing.ChangedMeanwhile as moved:
            self._on_moved(base, cast(Any, moved.now))
        except Failure as failure:
            self.editor.say(str(messages.of(failure)))
        else:
            if saved is not None:
                self.show_list(saved.id)
                self.changed.emit()
        finally:
            self.busy.emit("")
            self.editor.set_saving(False)

    def _on_moved(self, base: R, now: R) -> None:
        """What they changed is shown; what is saved next is compared with theirs."""
        self.editor.base = now
        self.editor.show_conflict(self.differences(base, now))
