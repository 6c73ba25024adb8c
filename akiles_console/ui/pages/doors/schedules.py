"""The Schedules tab: weeks of opening hours, and changing them with what closes said before it is sent."""

from __future__ import annotations

import asyncio

from PySide6.QtWidgets import QWidget

from akiles_console.access import building, editing, effects, week
from akiles_console.api.models import Schedule
from akiles_console.clock import Clock
from akiles_console.failure import Failure
from akiles_console.session import Session
from akiles_console.sync.guard import Limits
from akiles_console.ui import dialogs
from akiles_console.ui.pages.doors import change_words, details, rows, week_words
from akiles_console.ui.pages.doors.drawer import Lines
from akiles_console.ui.pages.doors.editing_tab import EditingTab
from akiles_console.ui.pages.doors.review import agreed
from akiles_console.ui.pages.doors.schedule_editor import NEW, ScheduleEditor
from akiles_console.ui.tasks import Tasks
from akiles_console.ui.widgets.page import everything
from akiles_console.wording import _


class SchedulesTab(EditingTab[Schedule]):
    """Schedules can be made, changed, and deleted where no group uses them."""

    def __init__(self, session: Session, tasks: Tasks, clock: Clock, parent: QWidget | None = None) -> None:
        empty = _("No schedule is set up at Akiles yet. Press “New schedule”.")
        super().__init__(
            session, tasks, clock, _("Schedules"), rows.SCHEDULES, empty, rows.schedules, details.schedule,
            ScheduleEditor, (_("New schedule"), NEW), parent,
        )  # fmt: skip

    def record(self) -> Schedule | None:
        """The chosen schedule."""
        return self.contents.building.schedules.get(self.chosen)

    def differences(self, base: Schedule, now: Schedule) -> Lines:
        """Names and hours that differ."""
        return change_words.schedule(base, now)

    async def make(self, wanted: Schedule) -> Schedule | None:
        """Says its hours."""
        lines = tuple((line, "body") for line in week_words.week_lines(week.of(wanted.weekdays)))
        nobody = (_("No group uses it yet: choose it in a rule of a group."), "muted")
        title = _("Make the schedule “{schedule}”?").format(schedule=wanted.name)
        if not await agreed(self, title, (*lines, nobody), action=_("Make the schedule")):
            return None
        self.busy.emit(_("Making a schedule."))
        return await editing.create_schedule(self._session.client, wanted)

    async def change(self, base: Schedule, wanted: Schedule) -> Schedule | None:
        """Says first what closes, and for how many people."""
        client = self._session.client
        await editing.unchanged(base, editing.same_schedule, client.schedules.get)
        groups = week_words.users(base.id, await building.read(client))
        people = await everything(client.members.list()) if groups else []
        inside = await asyncio.to_thread(effects.people_in, [one.id for one in groups], people, self._clock.now())
        less = any(week.lost(week.of(base.weekdays), week.of(wanted.weekdays)))
        never = less and not any(day.ranges for day in wanted.weekdays)
        lines = [*change_words.schedule(base, wanted), (change_words.people_of(groups, inside), "body")]
        if never:
            lines.insert(0, (_("It would be closed at all times."), "loss"))
        if not await agreed(
            self, _("Change the schedule “{schedule}”?").format(schedule=base.name), tuple(lines),
            action=_("Save the change"), destructive=less and bool(inside),
            number=len(inside) if never and len(inside) >= Limits().confirm_people else 0,
        ):  # fmt: skip
            return None
        self.busy.emit(_("Changing a schedule."))
        return await editing.save_schedule(client, base, wanted)

    async def remove(self, record: Schedule) -> None:
        """One in use is not deleted: nobody can know what would become of its rules."""
        client, name = self._session.client, record.name
        try:
            await editing.unchanged(record, editing.same_schedule, client.schedules.get)
            groups = await everything(client.member_groups.list())
            using = [one.name for one in groups if any(r.schedule_id == record.id for r in one.permissions)]
            if using:
                text = _("These groups have rules with it: {groups}. Give them other hours first. Nothing was deleted.")
                title = _("“{schedule}” is in use").format(schedule=name)
                await dialogs.tell(self, title, text.format(groups=", ".join(sorted(using))))
                return
            lines = ((_("No group uses it, so nobody gains or loses anything."), "body"),)
            title = _("Delete the schedule “{schedule}”?").format(schedule=name)
            if await agreed(self, title, lines, action=_("Delete the schedule"), destructive=True):
                self.busy.emit(_("Deleting a schedule."))
                await client.schedules.delete(record.id)
                self.changed.emit()
        except Failure as failure:
            await self.tell(_("The schedule was not deleted"), failure)
        finally:
            self.busy.emit("")
