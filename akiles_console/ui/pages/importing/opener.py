"""Reads what was opened, again whenever the person decides otherwise, and shows it in the first three steps."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from akiles_console import messages
from akiles_console.clock import Clock
from akiles_console.failure import Failure
from akiles_console.people.spreadsheet import drafts
from akiles_console.people.spreadsheet.reading import Options, Reading
from akiles_console.session import Session
from akiles_console.ui.pages.importing import begin, mending, problems, recent, source
from akiles_console.ui.pages.importing.check_step import CheckStep
from akiles_console.ui.pages.importing.columns_step import ColumnsStep
from akiles_console.ui.pages.importing.file_back import FileBack
from akiles_console.ui.pages.importing.file_step import FileStep
from akiles_console.ui.pages.importing.mending import Fixes
from akiles_console.ui.pages.importing.problems import Checked
from akiles_console.ui.pages.importing.source import Reread, Source
from akiles_console.ui.tasks import Tasks
from akiles_console.wording import _

_log = logging.getLogger(__name__)
_PASSWORD = frozenset({"needs_password", "wrong_password"})


class Opener(QObject):
    """Holds at most one file or pasted table, and the last reading of it.

    Signals:
        taken: there is a new reading; whether it was read as decided last time for this kind of file.
        failed: it could not be read; the File step says why.
        busy: what is being read; "" when that is over.
    """

    taken = Signal(bool)
    failed = Signal()
    busy = Signal(str)

    def __init__(
        self,
        session: Session,
        tasks: Tasks,
        clock: Clock,
        steps: tuple[FileStep, ColumnsStep, CheckStep],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        file, columns, check = steps
        self._session, self._tasks, self._clock = session, tasks, clock
        self._file, self._columns, self._check = file, columns, check
        self._file_back = FileBack(tasks, check, self)
        self._source: Source | None = None
        self._kind = ""
        self._was: dict[tuple[int, int], str] = {}  # what the mended cells said before
        self._forgotten = False
        self._options = self._attempt = Options()
        self.reading: Reading | None = None
        """The last reading; None while nothing could be read."""
        self.checked: Checked | None = None
        """What the Check step shows of it."""
        file.options_changed.connect(self._read_again)
        file.retry.connect(self._on_retry)
        columns.options_changed.connect(self._read_again)
        check.fixes_changed.connect(self._on_fixes)
        check.forget_wanted.connect(self._on_forget)

    @property
    def folder(self) -> Path | None:
        """Where the person looked for a file last."""
        known = self._source if isinstance(self._source, Path) else self._file.last_file
        return known.parent if known else None

    @property
    def reread(self) -> Reread:
        """How what is shown can be read again."""
        path = str(self._source.absolute()) if isinstance(self._source, Path) else ""
        return Reread(path, self._options)

    def open(self, found: Source) -> None:
        """Begins with this file or table."""
        self._source = found
        self._read_again(Options())

    def reload(self) -> None:
        """Reads it once more, as it was read."""
        self._read_again(self._options)

    def forget(self) -> None:
        """Begins with nothing, and offers the files of last time."""
        self._tasks.cancel("import-read")
        self._source, self.reading, self.checked = None, None, None
        self._options = Options()
        self._file.show_empty()
        self._check.say("")
        self._tasks.restart("import-last", self._offer_last())

    def keep(self) -> None:
        """Keeps what was decided about this kind of file for next time."""
        if self.reading is not None:
            kept = (self._organization, self._kind, self.reading, self._options)
            self._tasks.restart("import-keep-layout", asyncio.to_thread(source.remember, *kept))

    @property
    def unkept(self) -> int:
        """How many cells were mended that are nowhere but here: PINs, which are never written to disk."""
        return mending.pins(self._options.fixes, self.checked.columns) if self.checked else 0

    def close(self) -> None:
        """Ends what is under way."""
        for name in ("import-last", "import-keep-layout", "import-read", "import-file-back", "import-forget"):
            self._tasks.cancel(name)

    def cancel(self) -> None:
        """Gives up reading. What was read before stays; without that there is no file."""
        self._tasks.cancel("import-read")
        if self.reading is None:
            self.forget()
            self.failed.emit()
        self._show_again()

    @property
    def _organization(self) -> str:
        return self._session.organization.id if self._session.organization else ""

    def _read_again(self, options: Options) -> None:
        if self._source is not None:
            self._attempt = options
            self._tasks.restart("import-read", self._read(self._source, options))

    async def _read(self, found: Source, options: Options) -> None:
        self._file.show_busy(source.name(found))
        self.busy.emit(source.name(found))
        known, words = False, ""
        try:
            reading = await source.read(found, options)
            if self.reading is None:
                reading, options, known, words = await self._begin(found, reading, options)
            elif options.fixes and reading.digest != self.reading.digest:  # the rows may not be the same any more
                options = msgspec.structs.replace(options, fixes=())
                reading = await source.read(found, options)
                words = _("The file was changed meanwhile: what was mended here was let go.")
        except Failure as failure:
            self._show_again()
            self.failed.emit()
            password = failure.code in _PASSWORD
            self._file.show_problem(source.name(found), messages.of(failure), options, password=password)
            return
        await self._show(found, reading, options)
        self.busy.emit("")
        if words and not reading.questions:
            self._check.say(words, columns=known)
        self.taken.emit(known)
        await asyncio.to_thread(self._keep_draft, found, reading, options)

    async def _begin(self, found: Source, reading: Reading, options: Options) -> tuple[Reading, Options, bool, str]:
        """The first reading of a file, in the light of what is kept from earlier ones."""
        self._kind, self._was, self._forgotten = source.kind(reading), {}, False
        place = (self._organization, self._kind)
        start = await asyncio.to_thread(begin.begun, *place, reading, options)
        if start.options != options:
            reading, options = await source.read(found, start.options), start.options
        before = await asyncio.to_thread(begin.continued, *place, reading, options) if not start.cells else start
        if before.options != options:
            reading, options = await source.read(found, before.options), before.options
        self._was = {(cell.row, cell.column): cell.was for cell in before.cells}
        words = start.words if before is start else " ".join(text for text in (start.words, before.words) if text)
        return reading, options, start.known, words

    async def _show(self, found: Source, reading: Reading, options: Options) -> None:
        checked = await asyncio.to_thread(problems.checked, reading, options.fixes)
        self._options, self.reading, self.checked = options, reading, checked
        self._file.show_reading(reading, options)
        self._columns.show_reading(reading, options)
        self._check.show_checked(checked)
        mended = mending.mended_cells(options.fixes, self._was, checked.columns)
        self._file_back.take(found if isinstance(found, Path) else None, reading, options, mended)

    def _keep_draft(self, found: Source, reading: Reading, options: Options) -> None:
        """Keeps what was mended and set aside, in a thread."""
        now = self._clock.now()
        if isinstance(found, Path):
            recent.add(self._organization, found, reading, len(options.fixes), now)
        if self._forgotten:
            return
        try:
            drafts.keep(self._organization, drafts.draft(reading, self._kind, options, self._was, now))
        except OSError as error:
            _log.warning("what was mended could not be kept: %s", error.strerror)

    async def _offer_last(self) -> None:
        self._file.offer_recent(await asyncio.to_thread(self._recent_files))

    def _recent_files(self) -> tuple[recent.Recent, ...]:
        with contextlib.suppress(OSError):
            drafts.purge(self._organization, self._clock.now())
        return recent.load(self._organization)

    def _on_forget(self) -> None:
        if self.reading is not None:
            self._forgotten = True
            self._tasks.restart("import-forget", asyncio.to_thread(drafts.forget, self._organization, self._kind))
            self._check.say("")
            self._read_again(mending.with_fixes(self._options, self.reading, ()))

    def _on_fixes(self, fixes: Fixes) -> None:
        if self.reading is not None and self.checked is not None:
            self._check.say("")
            self._forgotten = False
            self._was = mending.said_before(self._was, fixes, self.checked.cells)
            self._read_again(mending.with_fixes(self._options, self.reading, fixes))

    def _show_again(self) -> None:
        """Shows what was read last, and that nothing is being read."""
        self.busy.emit("")
        if self.reading is not None and self.checked is not None:
            self._file.show_reading(self.reading, self._options)
            self._columns.show_reading(self.reading, self._options)
            self._check.show_checked(self.checked)

    def _on_retry(self) -> None:
        self._read_again(self._attempt)
