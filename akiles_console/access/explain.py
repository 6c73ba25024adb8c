"""Who gets in where, when, how and until when; and back, who can open a door at an hour (API reference v2, "member",
"member_group_permission_rule", "schedule" and "device_input_rule"). Pure; times are aware and in UTC."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from akiles_console.access import doors, hours, ways
from akiles_console.access.building import Building
from akiles_console.access.doors import METHODS_OF, Right
from akiles_console.access.hours import Week
from akiles_console.access.ways import Grant, Way
from akiles_console.api.models import Member, Schedule
from akiles_console.sync import when

KINDS = tuple(METHODS_OF)
"""The kinds of credentials that open doors, as a Member names them."""

_NOTHING_TO_USE = {"pins": ("pin_no_keypad", "pin"), "cards": ("card_no_reader", "card")}


class Caution(msgspec.Struct, frozen=True, kw_only=True):
    """Something to know; `messages` has the words. Times in `details` are RFC 3339."""

    code: str
    details: dict[str, str] = {}


class Door(msgspec.Struct, frozen=True, kw_only=True):
    """One door that groups open. `ways` is empty where nothing the person has opens it, `cautions` then says why.

    `zone` is the IANA name that hours are meant in; `groups` the ids of all groups with a rule for it.
    """

    gadget_id: str
    door: str
    site: str
    zone: str
    ways: tuple[Way, ...]
    groups: tuple[str, ...]
    cautions: tuple[Caution, ...] = ()

    @property
    def start(self) -> datetime | None:
        """When the first way begins; None where one is there since ever."""
        starts = [way.start for way in self.ways]
        return min((start for start in starts if start), default=None) if all(starts) else None

    @property
    def end(self) -> datetime | None:
        """When the last way ends; None where one has no end."""
        ends = [way.end for way in self.ways]
        return max((end for end in ends if end), default=None) if all(ends) else None


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """Doors by site and name, and what there is to know beside them."""

    doors: tuple[Door, ...] = ()
    cautions: tuple[Caution, ...] = ()


class Opener(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whose groups open a door, and how it is for them."""

    member: Member
    door: Door


class _Link(msgspec.Struct, frozen=True, kw_only=True):
    """A group, and the time that both the member's own dates and those of the association leave."""

    group_id: str
    start: datetime | None = None
    end: datetime | None = None


class Explainer:
    """Answers about one building at one moment; what it works out once it knows."""

    def __init__(self, building: Building, now: datetime) -> None:
        """`now` is aware: what has ended by then is left out."""
        self._building, self._now = building, now
        self._readers = doors.readers(building)
        self._rights: dict[str, tuple[Right, ...]] = {}
        self._useful: dict[str, bool] = {}
        self._doors: dict[tuple[str, tuple[_Link, ...], tuple[str, ...] | None], Door | None] = {}

    def person(self, member: Member) -> Explanation:
        """Where a member gets in from now on, by the credentials they have."""
        links, cautions = self._links(member)
        kinds = _kinds(member)
        if not links:
            return Explanation(cautions=tuple(cautions))
        found = self._all(links, kinds)
        if not kinds:
            cautions.append(Caution(code="no_way_to_open"))
        cautions += [Caution(code=f"{kind}_open_nothing") for kind in kinds if found and not _opens(kind, found)]
        return Explanation(doors=found, cautions=tuple(cautions))

    def group(self, group_id: str) -> Explanation:
        """What a group opens for somebody who has every kind of credential."""
        found = self._all((_Link(group_id=group_id),), None)
        return Explanation(doors=found, cautions=() if found else (self._of_group("group_without_doors", group_id),))

    def who(self, gadget_id: str, members: Iterable[Member], group_id: str = "") -> tuple[Opener, ...]:
        """Everybody with a way through a door from now on, only by that group where one is given; by name."""
        found = []
        for member in members:
            links, _cautions = self._links(member)
            mine = tuple(link for link in links if group_id in ("", link.group_id))
            door = self._door(gadget_id, mine, _kinds(member)) if mine else None
            if door is not None and door.ways:
                found.append(Opener(member=member, door=door))
        return tuple(sorted(found, key=lambda one: (one.member.name.casefold(), one.member.id)))

    def _links(self, member: Member) -> tuple[tuple[_Link, ...], list[Caution]]:
        """The groups that count from now on, and what is to be said of the dates and of the others."""
        start, end = when.readable(member.starts_at), when.readable(member.ends_at)
        if member.is_deleted:
            return (), [Caution(code="member_deleted")]
        if end is not None and end <= self._now:
            return (), [Caution(code="member_ended", details={"end": when.shown(end)})]
        cautions = []
        if start is not None and start > self._now:
            cautions.append(Caution(code="member_not_started", details={"start": when.shown(start)}))
        if not member.group_associations:
            cautions.append(Caution(code="member_without_group"))
        links = []
        for one in member.group_associations:
            link = _Link(
                group_id=one.member_group_id,
                start=_latest(self._coming(start), self._coming(when.readable(one.starts_at))),
                end=_earliest(end, when.readable(one.ends_at)),
            )
            caution = self._caution(link, start)
            cautions += [caution] if caution else []
            if caution is None or caution.code == "group_not_started":
                links.append(link)
        return tuple(links), cautions

    def _coming(self, start: datetime | None) -> datetime | None:
        """None for what has started: it limits nothing any more."""
        return start if start is not None and start > self._now else None

    def _caution(self, link: _Link, member_start: datetime | None) -> Caution | None:
        start, end = link.start, link.end
        if link.group_id not in self._building.groups:
            return self._of_group("group_not_there", link.group_id)
        if end is not None and end <= self._now:
            return self._of_group("group_ended", link.group_id, end=when.shown(end))
        if start is not None and end is not None and end <= start:
            return self._of_group("dates_crossed", link.group_id, start=when.shown(start), end=when.shown(end))
        if not self._opens_anything(link.group_id):
            return self._of_group("group_without_doors", link.group_id)
        if start is not None and start != member_start:
            return self._of_group("group_not_started", link.group_id, start=when.shown(start))
        return None

    def _opens_anything(self, group_id: str) -> bool:
        if group_id not in self._useful:
            link = _Link(group_id=group_id)
            self._useful[group_id] = any(self._granted(one, (link,)) for one in self._building.gadgets)
        return self._useful[group_id]

    def _of_group(self, code: str, group_id: str, **details: str) -> Caution:
        group = self._building.groups.get(group_id)
        return Caution(code=code, details={"group": group.name if group else group_id, **details})

    def _all(self, links: tuple[_Link, ...], kinds: tuple[str, ...] | None) -> tuple[Door, ...]:
        found = (self._door(gadget_id, links, kinds) for gadget_id in self._building.gadgets)
        return tuple(sorted((one for one in found if one), key=lambda one: (one.site.casefold(), one.door.casefold())))

    def _door(self, gadget_id: str, links: tuple[_Link, ...], kinds: tuple[str, ...] | None) -> Door | None:
        key = gadget_id, links, kinds
        if key not in self._doors:
            self._doors[key] = self._worked_out(gadget_id, links, kinds)
        return self._doors[key]

    def _worked_out(self, gadget_id: str, links: tuple[_Link, ...], kinds: tuple[str, ...] | None) -> Door | None:
        granted = self._granted(gadget_id, links)
        gadget = self._building.gadgets.get(gadget_id)
        if not granted or gadget is None:
            return None
        site = self._building.sites.get(gadget.site_id)
        held = _methods(KINDS if kinds is None else kinds)
        through = ways.through(
            grant
            for right, link in granted
            for action in self._actions(gadget_id, right)
            for grant in self._grants(gadget_id, action, right, link, held)
        )
        return Door(
            gadget_id=gadget_id,
            door=gadget.name,
            site=site.name if site else gadget.site_id,
            zone=site.timezone if site else "UTC",
            ways=through,
            groups=tuple(sorted({link.group_id for _right, link in granted})),
            cautions=(
                *self._of_hours(granted), *self._of_kinds(gadget_id, granted, kinds or ()), *self._offline(gadget_id),
            ),
        )  # fmt: skip

    def _granted(self, gadget_id: str, links: Iterable[_Link]) -> list[tuple[Right, _Link]]:
        return [
            (right, link)
            for link in links
            for right in self._rights_of(link.group_id)
            if doors.reaches(right, gadget_id, self._building) and self._actions(gadget_id, right)
        ]

    def _rights_of(self, group_id: str) -> tuple[Right, ...]:
        if group_id not in self._rights:
            group = self._building.groups.get(group_id)
            self._rights[group_id] = doors.rights([group]) if group else ()
        return self._rights[group_id]

    def _actions(self, gadget_id: str, right: Right) -> tuple[str, ...]:
        """What the right lets one do at the door: nothing where it names an action that the door does not have."""
        gadget = self._building.gadgets.get(gadget_id)
        known = tuple(action.id for action in gadget.actions) if gadget else ()
        if not right.action_id or not known:
            return known or (right.action_id,)
        return (right.action_id,) if right.action_id in known else ()

    def _grants(self, gadget_id: str, action: str, right: Right, link: _Link, held: frozenset[str]) -> Iterable[Grant]:
        week, schedule = self._week(right)
        usable = held & doors.allowed(right) & doors.possible(gadget_id, action, self._readers)
        for method in usable if week != hours.EMPTY else ():
            yield Grant(
                action=action, method=method, nearby=right.nearby and method == "online", week=week,
                schedule_id=right.schedule_id, when=schedule.name if schedule else "",
                start=link.start, end=link.end, group_id=link.group_id,
            )  # fmt: skip

    def _week(self, right: Right) -> tuple[Week, Schedule | None]:
        """The hours of a right; one whose schedule is not there any more never matches."""
        if not right.schedule_id:
            return hours.FULL, None
        schedule = self._building.schedules.get(right.schedule_id)
        return (hours.week(schedule) if schedule else hours.EMPTY), schedule

    def _of_hours(self, granted: list[tuple[Right, _Link]]) -> list[Caution]:
        """Rules that never let anybody in, each once."""
        found = {}
        for right, link in granted:
            week, schedule = self._week(right)
            if week == hours.EMPTY:
                code = "schedule_empty" if schedule else "schedule_gone"
                name = schedule.name if schedule else right.schedule_id
                found[code, name, link.group_id] = self._of_group(code, link.group_id, schedule=name)
        return list(found.values())

    def _of_kinds(
        self, gadget_id: str, granted: list[tuple[Right, _Link]], kinds: tuple[str, ...]
    ) -> Iterable[Caution]:
        """Kinds of credentials that do nothing at this door, with the reason."""
        places = [(right, action) for right, _link in granted for action in self._actions(gadget_id, right)]
        there = doors.possible(gadget_id, "", self._readers)
        for kind in kinds:
            useful = METHODS_OF[kind]
            if any(
                useful & doors.allowed(right) & doors.possible(gadget_id, action, self._readers)
                for right, action in places
            ):
                continue
            code, method = _NOTHING_TO_USE.get(kind, ("", ""))
            yield Caution(code=code if method and method not in there else f"{kind}_forbidden")

    def _offline(self, gadget_id: str) -> list[Caution]:
        """Whether a device that moves the door, or at which PINs and cards open it, cannot be reached now."""
        gadget = self._building.gadgets[gadget_id]
        own = self._building.devices.get(gadget.device_id or "")
        behind = [*([own] if own else ()), *(device for device, _action in self._readers.get(gadget_id, ()))]
        away = dict.fromkeys(one.name for one in behind if one.hardware_id and not one.status.online)
        return [Caution(code="door_offline", details={"device": name}) for name in away]


def _kinds(member: Member) -> tuple[str, ...]:
    return tuple(kind for kind in KINDS if getattr(member, kind))


def _methods(kinds: Iterable[str]) -> frozenset[str]:
    return frozenset(method for kind in kinds for method in METHODS_OF[kind])


def _opens(kind: str, found: Iterable[Door]) -> bool:
    return any(METHODS_OF[kind].intersection(way.methods) for door in found for way in door.ways)


def _latest(one: datetime | None, other: datetime | None) -> datetime | None:
    return max(one, other) if one and other else one or other


def _earliest(one: datetime | None, other: datetime | None) -> datetime | None:
    return min(one, other) if one and other else one or other
