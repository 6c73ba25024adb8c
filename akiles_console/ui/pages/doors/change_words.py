"""What a change means, in words, before it is sent; decided without a window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from akiles_console.access import rules, week
from akiles_console.access.building import Building
from akiles_console.access.doors import rights
from akiles_console.access.effects import DoorEffect, Effect
from akiles_console.access.week import Week
from akiles_console.api.models import Member, MemberGroup, PermissionRule, Schedule
from akiles_console.ui import words
from akiles_console.ui.pages.doors import details
from akiles_console.ui.pages.doors.contents import Contents
from akiles_console.ui.pages.doors.drawer import Lines
from akiles_console.ui.pages.doors.week_words import DAYS, hours
from akiles_console.wording import N_, _, plural

_MOST = 8
_GONE = {
    "site": N_("a site"), "door": N_("a door"), "action": N_("an action"), "schedule": N_("a schedule"),
}  # fmt: skip


def rule(found: PermissionRule, contents: Contents) -> str:
    """One rule in words."""
    (right,) = rights([MemberGroup(id="", name="", permissions=(found,))])
    return details.right(right, contents)


def gone(found: Iterable[PermissionRule], building: Building) -> str:
    """Says that rules name what is not there any more; "" where none does."""
    names = dict.fromkeys(name for one in found for name in rules.gone(one, building))
    if not names:
        return ""
    things = ", ".join(_(_GONE[name]) for name in names)
    text = _("A rule names {things} that is not there any more. Change it or remove it: Akiles takes no such rule.")
    return text.format(things=things)


def effect(found: Effect) -> Lines:
    """What people lose, then what they gain; most people first."""
    lines: list[tuple[str, str]] = []
    if found.people_losing:
        lose = plural("{count} person loses something:", "{count} people lose something:", found.people_losing)
        more = found.people_losing - len(found.names)
        names = ", ".join(found.names)
        lines.append((f"{lose} {names}" + (_(" and {count} more").format(count=more) if more > 0 else ""), "loss"))
    if found.shut_out:
        none = plural("{count} person has no door left.", "{count} people have no door left.", found.shut_out)
        lines.append((none, "loss"))
    lines += _most([_loses(one) for one in found.losing], "loss")
    if found.people_gaining:
        gain = plural("{count} person gains something:", "{count} people gain something:", found.people_gaining)
        lines.append((gain, "gain"))
        lines += _most([_gains(one) for one in found.gaining], "body")
    return tuple(lines) or ((_("Nobody gains or loses a door by this."), "muted"),)


def group(before: MemberGroup, after: MemberGroup, contents: Contents) -> Lines:
    """How one group differs from another."""
    taken, added = rules.taken_and_added(before.permissions, after.permissions)
    lines = _renamed(before.name, after.name)
    lines += [(_("Taken out: {rule}").format(rule=rule(one, contents)), "body") for one in taken]
    lines += [(_("Added: {rule}").format(rule=rule(one, contents)), "body") for one in added]
    return tuple(lines)


def schedule(before: Schedule, after: Schedule) -> Lines:
    """How one schedule differs from another, hours that close first."""
    old, new = week.of(before.weekdays), week.of(after.weekdays)
    lines = [(_("{day}: no longer {hours}").format(**one), "loss") for one in _by_day(week.lost(old, new))]
    lines += [(_("{day}: also {hours}").format(**one), "gain") for one in _by_day(week.lost(new, old))]
    return (*lines, *_renamed(before.name, after.name))


def people_of(groups: Sequence[MemberGroup], people: Sequence[Member]) -> str:
    """Whom the hours of these groups are for."""
    if not groups:
        return _("No group uses these hours yet.")
    counted = plural("{count} person", "{count} people", len(people))
    return _("{people} in the groups that use it: {groups}.").format(
        people=counted, groups=", ".join(sorted(one.name for one in groups))
    )


def _loses(one: DoorEffect) -> str:
    people, before = plural("{count} person", "{count} people", one.people), words.opening(one.opening)
    if not one.now:
        return f"{people}: {before}"
    after = ", ".join(words.opening(left) for left in one.now)
    return _("{people}: {before}, from now on only {after}").format(people=people, before=before, after=after)


def _gains(one: DoorEffect) -> str:
    return f"{plural('{count} person', '{count} people', one.people)}: {words.opening(one.opening)}"


def _most(texts: Sequence[str], role: str) -> list[tuple[str, str]]:
    lines = [(text, role) for text in texts[:_MOST]]
    if len(texts) > _MOST:
        lines.append((_("and {count} more").format(count=len(texts) - _MOST), role))
    return lines


def _renamed(before: str, after: str) -> list[tuple[str, str]]:
    if before == after or not before:
        return []
    return [(_("“{before}” is called “{after}” from now on.").format(before=before, after=after), "body")]


def _by_day(shown: Week) -> list[dict[str, str]]:
    return [{"day": _(DAYS[day]), "hours": hours(ranges)} for day, ranges in enumerate(shown) if ranges]
