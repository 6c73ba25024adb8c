"""Reads what was opened, again whenever the person decides otherwise, and shows it in the first three steps."""

from __future__ import annotations

import asyncio
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from akiles_console import messages
from akiles_console.failure import Failure
from akiles_console.people.spreadsheet.reading import Options, Reading
from akiles_console.session import Session
from akiles_console.ui.pages.importing import mending, problems, source
from akiles_console.ui.pages.importing.check_step import CheckStep
from akiles_console.ui.pages.importing.columns_step import ColumnsStep
from akiles_console.ui.pages.importing.file_back import FileBack
from akiles_console.ui.pages.importing.file_step import FileStep
from akiles_console.ui.pages.importing.mending import Fixes
from akiles_console.ui.pages.importing.problems import Checked
from akiles_console.ui.pages.importing.source import Source
from akiles_console.ui.tasks import Tasks
from akiles_console.wording import _

_PASSWORD = frozenset({"needs_password", "wrong_password"})


class Opener(QObject):
    """Holds at most one file or pasted table, and the last reading of it.

    Signals:
        taken: there is a new reading; whether it was read as decided last time for this kind of file.
        failed: it could not be read; the File step says why.
    """

    taken = Signal(bool)
    failed = Signal()

    def __init__(
        self, session: Session, tasks: Tasks, file: FileStep, columns: ColumnsStep, check: CheckStep, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._tasks = session, tasks
        self._file, self._columns, self._check = file, columns, check
        self._file_back = FileBack(tasks, check, self)
        self._source: Source | None = None
        self._kind = ""
        self._options = self._attempt = Options()
        self.reading: Reading | None = None
        """The last reading; None while nothing could be read."""
        self.checked: Checked | None = None
        """What the Check step shows of it."""
        file.options_changed.connect(self._read_again)
        file.retry.connect(self._on_retry)
        columns.options_changed.connect(self._read_again)
        check.fixes_changed.connect(self._on_fixes)

    @property
    def folder(self) -> Path | None:
        """Where the person looked for a file last."""
        known = self._source if isinstance(self._source, Path) else self._file.last_file
        return known.parent if known else None

    def open(self, found: Source) -> None:
        """Begins with this file or table."""
        self._source = found
        self._read_again(Options())

    def reload(self) -> None:
        """Reads it once more, as it was read."""
        self._read_again(self._options)

    def forget(self) -> None:
        """Begins with nothing, and offers the file of last time."""
        self._tasks.cancel("import-read")
        self._source, self.reading, self.checked = None, None, None
        self._file.show_empty()
        self._check.say("")
        self._tasks.restart("import-last", self._offer_last())

    def keep(self) -> None:
        """Keeps what was decided about this kind of file for next time."""
        if self.reading is not None:
            kept = (self._organization, self._kind, self.reading, self._options)
            self._tasks.restart("import-keep-layout", asyncio.to_thread(source.remember, *kept))

    def close(self) -> None:
        """Ends what is under way."""
        for name in ("import-last", "import-keep-layout", "import-read", "import-file-back"):
            self._tasks.cancel(name)

    @property
    def _organization(self) -> str:
        return self._session.organization.id if self._session.organization else ""

    def _read_again(self, options: Options) -> None:
        if self._source is not None:
            self._attempt = options
            self._tasks.restart("import-read", self._read(self._source, options))

    async def _read(self, found: Source, options: Options) -> None:
        self._file.show_busy(source.name(found))
        known = False
        try:
            reading = await source.read(found, options)
            if self.reading is None:
                self._kind = source.kind(reading)
                decided = await asyncio.to_thread(source.decided, self._organization, reading, options)
                known = decided is not None
                if decided is not None and decided != options:
                    reading, options = await source.read(found, decided), decided
            elif options.fixes and reading.digest != self.reading.digest:  # the rows may not be the same any more
                options = msgspec.structs.replace(options, fixes=())
                reading = await source.read(found, options)
                self._check.say(_("The file was changed meanwhile: what was mended here was let go."))
        except Failure as failure:
            self.failed.emit()
            password = failure.code in _PASSWORD
            self._file.show_problem(source.name(found), messages.of(failure), options, password=password)
            return
        await self._show(found, reading, options)
        if known and not reading.questions:
            self._check.say(_("You have imported this kind of file before: columns are read as then."), columns=True)
        self.taken.emit(known)
        if isinstance(found, Path):
            await asyncio.to_thread(source.keep_last, self._organization, found)

    async def _show(self, found: Source, reading: Reading, options: Options) -> None:
        checked = await asyncio.to_thread(problems.checked, reading, options.fixes)
        self._options, self.reading, self.checked = options, reading, checked
        self._file.show_reading(reading, options)
        self._columns.show_reading(reading, options)
        self._check.show_checked(checked)
        self._file_back.take(found if isinstance(found, Path) else None, reading, options)

    async def _offer_last(self) -> None:
        self._file.offer_last(await asyncio.to_thread(source.last, self._organization))

    def _on_fixes(self, fixes: Fixes) -> None:
        if self.reading is not None:
            self._check.say("")
            self._read_again(mending.with_fixes(self._options, self.reading, fixes))

    def _on_retry(self) -> None:
        self._read_again(self._attempt)
