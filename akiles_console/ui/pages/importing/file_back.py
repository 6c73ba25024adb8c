"""The file back with comments: a copy for HR that says at each faulty cell what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from akiles_console import messages
from akiles_console.failure import Failure
from akiles_console.people.spreadsheet import comments
from akiles_console.people.spreadsheet.comments import Mended
from akiles_console.people.spreadsheet.reading import Options, Reading
from akiles_console.ui import dialogs
from akiles_console.ui.pages.importing.check_step import CheckStep
from akiles_console.ui.tasks import Tasks
from akiles_console.wording import _


class FileBack(QObject):
    """Writes the copy where the person wants it, and says on the Check step how that went."""

    def __init__(self, tasks: Tasks, check: CheckStep, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._check = tasks, check
        self._source: tuple[Path, Reading, Options, Sequence[Mended]] | None = None
        check.file_wanted.connect(self._on_wanted)

    def take(self, path: Path | None, reading: Reading, options: Options, mended: Sequence[Mended]) -> None:
        """This is what the copy is made from; no file, no copy."""
        self._source = (path, reading, options, mended) if path is not None else None
        self._check.offer_file(self._source is not None and bool(reading.problems or mended))

    def _on_wanted(self) -> None:
        if self._source is not None:
            self._tasks.start("import-file-back", self._write(*self._source))

    async def _write(self, path: Path, reading: Reading, options: Options, mended: Sequence[Mended]) -> None:
        ending, kind = (
            (".xlsm", _("Excel workbook with macros (*.xlsm)")) if reading.format == "xlsm"
            else (".xlsx", _("Excel workbook (*.xlsx)"))
        )  # fmt: skip
        proposal = path.with_name(_("{file} with comments").format(file=path.stem) + ending)
        target = await dialogs.choose_save(self._check, _("Save a copy with comments"), (kind,), proposal)
        if target is None:
            return
        if _same(target, path):
            self._check.say(_("That is HR's own file, which stays as it is. Choose another name for the copy."))
            return
        self._check.say(_("Writing {file}…").format(file=target.name))
        try:
            lost = await comments.write_back(path, reading, _said, target, options, mended)
        except Failure as failure:
            self._check.say(str(messages.of(failure)))
            return
        done = _("{file} is saved: each faulty cell says in a comment what is wrong with it.").format(file=target.name)
        if mended:
            done += " " + _("What you mended here is in its cells, and a comment says what they said before.")
        if any(cell.secret for cell in mended):
            done += " " + _("PINs that you typed are not in it.")
        self._check.say(" ".join([done, *(_said(problem.code, problem.details) for problem in lost)]))


def _said(code: str, details: Mapping[str, str | int]) -> str:
    return str(messages.sentence(code, details))


def _same(one: Path, other: Path) -> bool:
    return one.absolute() == other.absolute()
