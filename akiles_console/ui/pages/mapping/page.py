"""The Mapping page: HR groups on the left, the Akiles groups of the chosen one on the right."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from akiles_console import messages
from akiles_console.clock import Clock
from akiles_console.failure import Failure
from akiles_console.people import mapping as people_mapping
from akiles_console.people.mapping import same_group
from akiles_console.people.mapping_change import imported
from akiles_console.session import Session
from akiles_console.ui import dialogs, words
from akiles_console.ui.pages.mapping import rows
from akiles_console.ui.pages.mapping.details import Details
from akiles_console.ui.pages.mapping.history import History, past
from akiles_console.ui.pages.mapping.keeper import MappingKeeper
from akiles_console.ui.pages.mapping.rows import MappingRow
from akiles_console.ui.tables import Column
from akiles_console.ui.tasks import Tasks
from akiles_console.ui.widgets.label import label, tinted
from akiles_console.ui.widgets.page import Page
from akiles_console.ui.widgets.record_list import RecordList
from akiles_console.wording import _, plural


def _tone(row: MappingRow) -> str | None:
    if row.gone or row.unclear:
        return "loss"
    if row.chosen:
        return None
    return "warn" if row.people else "muted"


class MappingPage(Page):
    """What is changed here is kept at once; people are touched by the next import only."""

    def __init__(self, session: Session, tasks: Tasks, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Mapping"),
            _("What each group of HR's file opens. Changes hold from the next import on; nobody is touched before."),
            parent,
        )
        self._tasks, self._clock = tasks, clock
        self._wanted: str | None = None  # an HR group that was just added
        self.keeper = MappingKeeper(session, tasks, clock, self)
        self.notice = label("", "muted", self)
        self.sentence = label("", "muted", self)
        self.list: RecordList[MappingRow] = RecordList(
            name=_("Groups of HR"),
            columns=self._columns(),
            empty=_("No group is known yet. Open a file under Import, or add a group here."),
            key=lambda row: same_group(row.hr_group),
            parent=self,
        )
        self.panel = Details(self)
        self.panel.hide()
        self._lay_out()
        self._connect()

    def reload(self) -> None:
        """Reads what Akiles has anew; what is shown stays until then."""
        self.list.set_loading()
        self.keeper.reload()

    async def aclose(self) -> None:
        """Gives the organization what was changed a moment ago."""
        self._tasks.cancel("mapping-ask")
        await self.keeper.aclose()

    def seek(self, what: str) -> None:
        """Shows the HR groups whose row contains that."""
        self.list.search.setText(what)

    # What is where

    def _columns(self) -> tuple[Column[MappingRow], ...]:
        return (
            Column(_("Group of HR"), lambda row: row.hr_group or _("(no group)"), 19),
            Column(
                _("People"), lambda row: "" if row.people is None else str(row.people), 10,
                sort=lambda row: row.people or 0,
            ),
            Column(_("Akiles groups"), lambda row: rows.groups_words(row, self._names()), 27, tone=_tone),
            Column(_("Opens"), lambda row: row.doors, 18),
        )  # fmt: skip

    def _lay_out(self) -> None:
        self.undo = self._button(_("Undo"), self.keeper.undo, self)
        self.redo = self._button(_("Redo"), self.keeper.redo, self)
        self.primary = self._button("", self._on_primary, self)
        self.primary.setProperty("role", "primary")
        for button in (self.undo, self.redo, self.primary):
            self.head.addWidget(button)
        lists, foot = QHBoxLayout(), QHBoxLayout()
        lists.setSpacing(16)
        lists.addWidget(self.list, 1)
        lists.addWidget(self.panel)
        self.add = self._button(_("Add a group…"), self._on_add, self)
        self.remove = self._button(_("Remove"), self._on_remove, self)
        self.history = self._button(_("History…"), self._on_history, self)
        self.export = self._button(_("Export…"), self._on_export, self)
        self.bring = self._button(_("Import a mapping…"), self._on_bring, self)
        for number, button in enumerate((self.add, self.remove, self.history, self.export, self.bring)):
            if number == 2:
                foot.addStretch(1)
            foot.addWidget(button)
        self.body.addWidget(self.notice)
        self.body.addWidget(self.sentence)
        self.body.addLayout(lists, 1)
        self.body.addLayout(foot)
        self._show()

    def _button(self, text: str, does: object, parent: QWidget) -> QPushButton:
        made = QPushButton(text, parent)
        made.setAccessibleName(text)
        made.clicked.connect(does)
        return made

    def _connect(self) -> None:
        self.list.retry.connect(self.reload)
        self.list.selected.connect(self._on_selected)
        self.list.activated.connect(self._on_activated)
        self.panel.chosen.connect(self._on_chosen)
        self.panel.accept.clicked.connect(self._on_accept)
        self.panel.clear.clicked.connect(self._on_clear)
        self.keeper.changed.connect(self._show_rows)
        self.keeper.failed.connect(self._on_failed)
        self.keeper.said.connect(self._say)
        self.keeper.troubled.connect(self.troubled)
        for keys, button in ((QKeySequence.StandardKey.Undo, self.undo), (QKeySequence.StandardKey.Redo, self.redo)):
            QShortcut(QKeySequence(keys), self, button.click)
        QShortcut(
            QKeySequence(QKeySequence.StandardKey.Delete), self.list.view, self.remove.click,
            context=Qt.ShortcutContext.WidgetShortcut,
        )  # fmt: skip

    # What is shown

    def _names(self) -> dict[str, str]:
        return {**self.keeper.kept.names, **dict(rows.names_of(self.keeper.building))}

    def _show_rows(self) -> None:
        kept, shown = self.keeper.kept, self.keeper.picture
        self.panel.set_groups({id: (name, self._inside(id, opens)) for id, (name, opens) in shown.groups.items()})
        self.panel.show()
        self.list.set_rows(shown.rows)
        zone = words.zone_of(self.keeper.building.sites.values())
        when = words.moment(kept.last_file.at, self._clock.now(), zone) if kept.last_file else ""
        text, role = rows.headline(kept, shown.uncovered, when)
        self.sentence.setText(text)
        tinted(self.sentence, role)
        self._select(self._wanted)
        self._on_selected(self._row())
        self._show()

    def _select(self, hr_group: str | None) -> None:
        """Selects the HR group that was just added, else the first row where none is selected."""
        row = None if hr_group is None else self.list.table.row_of(same_group(hr_group))
        if row is not None:
            self._wanted = None
            self.list.view.selectRow(row)
            self.panel.focus_first()
        elif not self.list.selection() and self.list.table.rowCount():
            self.list.view.selectRow(0)

    def _inside(self, group: str, opens: str) -> str:
        """The doors of a member group, and how many of ours are in it now."""
        inside = self.keeper.ours.get(group, 0)
        people = plural("{count} person of yours is in it", "{count} people of yours are in it", inside)
        return f"{opens}\n{people}" if inside else opens

    def _show(self) -> None:
        """The buttons, as what is shown allows."""
        sure = sum(row.sure for row in self.list.table.records())
        text = plural("Accept {count} proposal", "Accept {count} proposals", sure)
        self.primary.setText(text)
        self.primary.setAccessibleName(text)
        self.primary.setVisible(bool(sure))
        self.undo.setEnabled(bool(self.keeper.done))
        self.redo.setEnabled(bool(self.keeper.undone))

    def _say(self, text: str, trouble: bool) -> None:
        self.notice.setText(text)
        tinted(self.notice, "notice" if trouble else "muted")
        self.notice.setVisible(bool(text))

    def _row(self) -> MappingRow | None:
        return next(iter(self.list.selection()), None)

    def _on_selected(self, row: MappingRow | None) -> None:
        self.panel.setEnabled(row is not None)
        self.remove.setEnabled(row is not None and bool(row.kept or self.keeper.added(row.hr_group)))
        if row is not None:
            self.panel.show_row(row, self._names())

    def _on_failed(self, text: str) -> None:
        self.panel.hide()
        self._say("", False)
        self.list.set_error(text)

    # What the person does

    def _on_activated(self, _row: MappingRow) -> None:
        self.panel.focus_first()

    def _on_chosen(self, hr_group: str, groups: tuple[str, ...]) -> None:
        row = next((one for one in self.list.table.records() if one.hr_group == hr_group), None)
        if row is not None:
            self.list.update_row(rows.with_choice(row, groups))
            self.keeper.change(rows.chosen(row, groups))

    def _on_accept(self) -> None:
        row = self._row()
        if row is not None:
            self.keeper.change(rows.chosen(row, [row.proposal]))

    def _on_clear(self) -> None:
        row = self._row()
        if row is not None:
            self.keeper.change(rows.cleared(row))

    def _on_primary(self) -> None:
        self.keeper.change(rows.accepted(self.list.table.records()))

    def _on_remove(self) -> None:
        row = self._row()
        if row is not None:
            self.keeper.remove(row)

    def _on_add(self) -> None:
        self._tasks.start("mapping-ask", self._add())

    def _on_history(self) -> None:
        self._tasks.start("mapping-ask", self._look_back())

    def _on_export(self) -> None:
        self._tasks.start("mapping-ask", self._export())

    def _on_bring(self) -> None:
        self._tasks.start("mapping-ask", self._bring())

    async def _add(self) -> None:
        text = _("As HR's file writes it. Tick on the right what it opens: until then it is not kept.")
        name = await dialogs.ask_text(self, _("Add a group of HR"), text, value="", action=_("Add"))
        name = " ".join((name or "").split())
        if name:
            self.list.search.clear()
            self._wanted = name
            self.keeper.add(name)

    async def _look_back(self) -> None:
        zone = words.zone_of(self.keeper.building.sites.values())
        states = past(self.keeper.kept, self._clock.now(), zone)
        dialog = History(states, lambda: self.keeper.kept.mapping, self)
        change = await dialogs.ask(dialog, lambda answered: answered.change())
        if change is not None:
            self.keeper.change(change)

    async def _export(self) -> None:
        patterns = (_("Mapping (*.json)"),)
        target = await dialogs.choose_save(self, _("Export the mapping"), patterns, Path.home() / "mapping.json")
        if target is None:
            return
        try:
            await asyncio.to_thread(people_mapping.write, target, self.keeper.kept.mapping)
        except OSError as error:
            said = _("{file} could not be written ({reason}).").format(file=target.name, reason=error.strerror or "")
            self._say(said, True)
        else:
            self._say(_("{file} is saved; another console can import it.").format(file=target.name), False)

    async def _bring(self) -> None:
        path = await dialogs.choose_file(self, _("Import a mapping"), (_("Mapping (*.json)"), _("All files (*)")))
        if path is None:
            return
        try:
            file = await asyncio.to_thread(people_mapping.read, path)
        except Failure as failure:
            self._say(str(messages.of(failure)), True)
            return
        change = imported(self.keeper.kept.mapping, file, rows.names_of(self.keeper.building))
        self.keeper.change(change)
        self._say(_("{file}: {added} added, {removed} taken out. Undo takes it back.").format(
            file=path.name, added=len(change.added), removed=len(change.removed)
        ), False)  # fmt: skip

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Takes up what an import has changed while another page was in front."""
        super().showEvent(event)
        if self.keeper.building.groups:
            self.keeper.reread()
