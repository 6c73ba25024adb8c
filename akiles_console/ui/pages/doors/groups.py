"""The Groups tab: what each group opens, and changing it with its effect on people counted before it is sent."""

from __future__ import annotations

import asyncio

from PySide6.QtWidgets import QWidget

from akiles_console.access import building, editing, effects
from akiles_console.access.effects import Effect
from akiles_console.api.models import Member, MemberGroup
from akiles_console.clock import Clock
from akiles_console.failure import Failure
from akiles_console.session import Session
from akiles_console.sync.guard import Limits
from akiles_console.ui.pages.doors import change_words, details, rows
from akiles_console.ui.pages.doors.drawer import Lines
from akiles_console.ui.pages.doors.editing_tab import EditingTab
from akiles_console.ui.pages.doors.group_editor import NEW, GroupEditor
from akiles_console.ui.pages.doors.review import agreed
from akiles_console.ui.tasks import Tasks
from akiles_console.ui.widgets.page import everything
from akiles_console.wording import _, plural


class GroupsTab(EditingTab[MemberGroup]):
    """Groups can be made, changed and deleted."""

    def __init__(self, session: Session, tasks: Tasks, clock: Clock, parent: QWidget | None = None) -> None:
        empty = _("No member group is set up at Akiles yet. Press “New group”.")
        super().__init__(
            session, tasks, clock, _("Groups"), rows.GROUPS, empty, rows.groups, details.group,
            GroupEditor, (_("New group"), NEW), parent,
        )  # fmt: skip

    def record(self) -> MemberGroup | None:
        """The chosen group."""
        return self.contents.building.groups.get(self.chosen)

    def differences(self, base: MemberGroup, now: MemberGroup) -> Lines:
        """Names and rules that differ."""
        return change_words.group(base, now, self.contents)

    async def make(self, wanted: MemberGroup) -> MemberGroup | None:
        """Says what it will open."""
        lines = tuple((change_words.rule(rule, self.contents), "body") for rule in wanted.permissions)
        none = ((_("It opens nothing yet."), "muted"),)
        nobody = (_("Nobody is in it yet."), "muted")
        title = _("Make the group “{group}”?").format(group=wanted.name)
        if not await agreed(self, title, (*(lines or none), nobody), action=_("Make the group")):
            return None
        self.busy.emit(_("Making a group."))
        return await editing.create_group(self._session.client, wanted)

    async def change(self, base: MemberGroup, wanted: MemberGroup) -> MemberGroup | None:
        """Says first who loses what."""
        client = self._session.client
        await editing.unchanged(base, editing.same_group, client.member_groups.get)
        built = await building.read(client)  # what somebody else has changed counts too
        people = await everything(client.members.list())
        found = await asyncio.to_thread(
            effects.effect, people, effects.replaced(built, base), effects.replaced(built, wanted), self._clock.now()
        )
        lines = (*change_words.effect(found), *change_words.group(base, wanted, self.contents))
        title = _("Change the group “{group}”?").format(group=base.name)
        action = plural("Save: {count} person loses", "Save: {count} people lose", found.people_losing)
        if not await agreed(
            self, title, lines, destructive=bool(found.people_losing), number=to_type(found),
            action=action if found.people_losing else _("Save the change"),
        ):  # fmt: skip
            return None
        self.busy.emit(_("Changing a group."))
        return await editing.save_group(client, base, wanted)

    async def remove(self, record: MemberGroup) -> None:
        """Says first who is in it and who loses what."""
        group, client, now = record, self._session.client, self._clock.now()
        try:
            await editing.unchanged(group, editing.same_group, client.member_groups.get)
            built = await building.read(client)
            people = await everything(client.members.list())
            found = await asyncio.to_thread(
                effects.effect, people, effects.replaced(built, group), effects.without(built, group.id), now
            )
            inside = await asyncio.to_thread(effects.people_in, [group.id], people, now)
            lines = (_inside(inside), *change_words.effect(found))
            title = _("Delete the group “{group}”?").format(group=group.name)
            if await agreed(self, title, lines, action=_("Delete the group"), destructive=True, number=to_type(found)):
                self.busy.emit(_("Deleting a group."))
                await client.member_groups.delete(group.id)
                self.changed.emit()
        except Failure as failure:
            await self.tell(_("The group was not deleted"), failure)
        finally:
            self.busy.emit("")


def to_type(found: Effect, limits: Limits = Limits()) -> int:
    """How many people lose something, where they are so many that the number has to be typed; else 0."""
    return found.people_losing if found.people_losing >= limits.confirm_people else 0


def _inside(people: tuple[Member, ...]) -> tuple[str, str]:
    if not people:
        return _("Nobody is in it."), "muted"
    names = ", ".join(one.name for one in people[:5])
    more = _(" and {count} more").format(count=len(people) - 5) if len(people) > 5 else ""
    return plural("{count} person is in it:", "{count} people are in it:", len(people)) + f" {names}{more}", "body"
