"""What the Mapping page shows, decided without a window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from akiles_console.access import doors
from akiles_console.access.building import Building
from akiles_console.people import kept_mapping
from akiles_console.people import mapping as people_mapping
from akiles_console.people.kept_mapping import Kept
from akiles_console.people.mapping import Mapping, same_group
from akiles_console.people.mapping_change import Change, difference, pairs
from akiles_console.ui import words
from akiles_console.wording import _, plural

_FEW = 4
"""Doors that a sentence names."""

Pairs = Sequence[tuple[str, str]]
"""(id, name) of each living member group."""


class MappingRow(msgspec.Struct, frozen=True, kw_only=True):
    """An HR group, "" = people without one, with how many people of the last file have it, None without a file.

    `chosen` are ids of living member groups, `gone` and `unclear` what the mapping names beside them; `doors` what
    all of it opens. `proposal` is the id of a member group with a similar name, `sure` whether it is surely meant.
    """

    hr_group: str
    people: int | None
    chosen: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    doors: str = ""
    proposal: str = ""
    sure: bool = False

    @property
    def kept(self) -> tuple[str, ...]:
        """All that the mapping names for it."""
        return (*self.chosen, *self.gone, *self.unclear)

    @property
    def wanting(self) -> bool:
        """Whether somebody has to look at it."""
        return bool(self.gone or self.unclear or (self.people and not self.chosen))


def rows(kept: Kept, building: Building, by_hand: Iterable[str] = ()) -> tuple[MappingRow, ...]:
    """A row for each HR group of the mapping, of the last file, and typed `by_hand`; what wants somebody first."""
    living = names_of(building)
    people = {same_group(name): (name, count) for name, count in kept_mapping.people_by_group(kept.last_file)}
    mapped = {same_group(name): (name, to) for name, to in kept.mapping.groups} | {"": ("", kept.mapping.default)}
    spelled = {same_group(name): name for name in by_hand}
    spelled |= {key: name for key, (name, _count) in people.items()} | {key: name for key, (name, _) in mapped.items()}
    nobody = 0 if kept.last_file else None
    found = [
        _row(name, people.get(key, ("", nobody))[1], mapped.get(key, ("", ()))[1], living, building)
        for key, name in spelled.items()
    ]
    return tuple(sorted(found, key=_order))


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """All that the page shows: the rows, the living member groups by id with name and doors, and how many people of
    the last file get nothing."""

    rows: tuple[MappingRow, ...] = ()
    groups: dict[str, tuple[str, str]] = {}
    uncovered: int = 0


def picture(kept: Kept, building: Building, by_hand: Iterable[str]) -> Picture:
    """With many groups this takes a while: not for the window's thread."""
    return Picture(
        rows=rows(kept, building, by_hand),
        groups={
            group.id: (group.name, words.doors(group, building.gadgets, building.sites, building.schedules))
            for group in building.groups.values()
        },
        uncovered=uncovered(kept, building),
    )


def names_of(building: Building) -> Pairs:
    """(id, name) of the living member groups."""
    return tuple((group.id, group.name) for group in building.groups.values())


def _row(name: str, people: int | None, targets: Iterable[str], living: Pairs, building: Building) -> MappingRow:
    found = people_mapping.sorted_out(targets, living)
    bare = name and not (found.living or found.vanished or found.unclear)
    like = people_mapping.likely(name, living) if bare else None
    return MappingRow(
        hr_group=name, people=people, chosen=found.living, gone=found.vanished, unclear=found.unclear,
        doors=opened(found.living, building), proposal=like[0] if like else "", sure=like is not None and like[1],
    )  # fmt: skip


def _order(row: MappingRow) -> tuple[bool, bool, int, str]:
    return not row.hr_group, not row.wanting, -(row.people or 0), same_group(row.hr_group)


def opened(groups: Iterable[str], building: Building) -> str:
    """The doors that these member groups open together, in words."""
    found = sorted({words.opening(one) for one in doors.openings(groups, building)})
    return "; ".join(found)


def uncovered(kept: Kept, building: Building) -> int:
    """How many people of the last file get nothing; a member group that is gone opens nothing."""
    living = names_of(building)
    usable = {target for _hr, target in pairs(kept.mapping) if people_mapping.sorted_out([target], living).living}
    return kept_mapping.uncovered(kept, usable)


def with_choice(row: MappingRow, groups: Iterable[str]) -> MappingRow:
    """The row at once after the person's choice, until the picture is made anew."""
    return msgspec.structs.replace(row, chosen=tuple(sorted(groups)), gone=(), unclear=(), proposal="", sure=False)


def chosen(row: MappingRow, groups: Iterable[str]) -> Change:
    """The change by which this HR group opens exactly these member groups."""
    wanted = set(groups)
    return Change(
        added=tuple((row.hr_group, group) for group in sorted(wanted - set(row.chosen))),
        removed=tuple((row.hr_group, group) for group in row.kept if group not in wanted),
    )


def cleared(row: MappingRow) -> Change:
    """The change that takes out what is gone or not unique, and nothing else."""
    return Change(removed=tuple((row.hr_group, target) for target in (*row.gone, *row.unclear)))


def accepted(found: Iterable[MappingRow]) -> Change:
    """The change that takes every sure proposal."""
    return Change(added=tuple((row.hr_group, row.proposal) for row in found if row.sure))


# In words


def groups_words(row: MappingRow, names: dict[str, str]) -> str:
    """What an HR group opens, and what is wrong with it, by name."""
    parts = [_("gone: {group}").format(group=names.get(group, group)) for group in row.gone]
    parts += [_("not unique: {group}").format(group=group) for group in row.unclear]
    parts += sorted(names.get(group, group) for group in row.chosen)
    if parts:
        return ", ".join(parts)
    if row.proposal:
        text = _("proposed: {group}") if row.sure else _("perhaps {group}?")
        return text.format(group=names.get(row.proposal, row.proposal))
    return _("opens nothing yet") if row.hr_group or row.people else _("nothing")


def people_words(row: MappingRow) -> str:
    """How many people of the last file have the HR group."""
    if row.people is None:
        return _("No file has been looked at here yet.")
    if not row.people:
        return _("Nobody in the last file has it.") if row.hr_group else _("Everybody in the last file has a group.")
    return plural("{count} person in the last file", "{count} people in the last file", row.people)


def meaning(row: MappingRow) -> str:
    """What the choice means for people, and when."""
    later = " ".join(filter(None, (_wrong(row), _("Nothing happens to anybody before the next import."))))
    if not row.people:
        return later
    if row.doors:
        what = plural(
            "{count} person of the last file gets in here with the next import:",
            "{count} people of the last file get in here with the next import:",
            row.people,
        )
        return f"{what} {_few(row.doors)}. {later}"
    what = plural(
        "{count} person of the last file gets nothing by this group.",
        "{count} people of the last file get nothing by this group.",
        row.people,
    )
    return f"{what} {later}"


def _few(doors: str) -> str:
    """The first doors, and how many more: all of them stand with their groups."""
    found = doors.split("; ")
    more = len(found) - _FEW
    if more < 2:
        return doors
    return "; ".join(found[:_FEW]) + plural(" and {count} door more", " and {count} doors more", more)


def _wrong(row: MappingRow) -> str:
    parts = []
    if row.gone:
        parts.append(_("A group that it opened is no longer at Akiles."))
    if row.unclear:
        parts.append(_("Akiles has several groups of the name {groups}: tick the right one.").format(
            groups=", ".join(f"“{group}”" for group in row.unclear)
        ))  # fmt: skip
    return " ".join(parts)


def headline(kept: Kept, bare: int, when: str) -> tuple[str, str]:
    """How far the last file is covered, `when` it was looked at; and the role of the words: warn or muted.

    `bare` is how many of its people get nothing.
    """
    if kept.last_file is None:
        return _("The groups of a file appear here once you open it under Import. You can add groups by hand too."), (
            "muted"
        )
    file = _("{file}, {when}").format(file=kept.last_file.name, when=when)
    if not bare:
        return _("The last file was {file}. Everybody in it gets in somewhere.").format(file=file), "muted"
    text = plural(
        "{count} person of the last file gets in nowhere yet",
        "{count} people of the last file get in nowhere yet",
        bare,
    )
    return f"{text} ({file}).", "warn"


def history_words(before: Mapping, after: Mapping, names: dict[str, str]) -> str:
    """What was changed from one state of the mapping to the next."""
    change = difference(before, after)
    parts = [_("{hr} opens {group}").format(hr=hr, group=group) for hr, group in _named(change.added, names)]
    parts += [
        _("{hr} no longer opens {group}").format(hr=hr, group=group) for hr, group in _named(change.removed, names)
    ]
    return "; ".join(parts)


def _named(found: Iterable[tuple[str, str]], names: dict[str, str]) -> list[tuple[str, str]]:
    return sorted((hr or _("No group"), names.get(group, group)) for hr, group in found)
