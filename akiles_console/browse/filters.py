"""Which people a list shows: by how they stand, group, what they open doors with, and who looks after them. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import lru_cache

import msgspec

from akiles_console.api.models import Member
from akiles_console.browse.difference import KINDS, dates_of
from akiles_console.sync import when
from akiles_console.sync.ownership import owner

STANDINGS = ("active", "later", "ended", "ending", "no_group", "no_credential")
"""How somebody stands: lets in now, starts later, has ended, ends soon, is in no group, has nothing to open with."""

SOON = timedelta(days=14)
"""Access that ends within it ends soon."""

BY_HAND = "by hand"
"""Owner of members without a mark; no integration is called so, its mark has no blank."""


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for; "" asks for nothing. `standing` is one of `STANDINGS`, `credential` one of `KINDS` but
    group, `owner` a mark or `BY_HAND`, `group` an id."""

    standing: str = ""
    group: str = ""
    credential: str = ""
    owner: str = ""

    def matcher(self, now: datetime) -> Callable[[Member], bool] | None:
        """Whether a member is asked for; None where everybody is."""
        tests: list[Callable[[Member], bool]] = []
        if self.standing:
            tests.append(lambda member: stands(member, self.standing, now))
        if self.group:
            tests.append(lambda member: any(one.member_group_id == self.group for one in member.group_associations))
        if self.credential:
            attribute = KINDS[self.credential]
            tests.append(lambda member: bool(getattr(member, attribute)))
        if self.owner:
            tests.append(lambda member: (owner(member.metadata) or BY_HAND) == self.owner)
        if not tests:
            return None
        return lambda member: all(test(member) for test in tests)


def standing(member: Member, now: datetime) -> str:
    """Whether a member's own dates let them in now: active, later or ended; dates that cannot be read are no limit."""
    start, end = _instant(member.starts_at), _instant(member.ends_at)
    if end is not None and end <= now:
        return "ended"
    return "later" if start is not None and start > now else "active"


def stands(member: Member, how: str, now: datetime) -> bool:
    """Whether a member stands in one of the ways of `STANDINGS`."""
    if how == "no_group":
        return not member.group_associations
    if how == "no_credential":
        return not any(getattr(member, attribute) for kind, attribute in KINDS.items() if kind != "group")
    if how == "ending":
        ends = (_instant(member.ends_at), *(_instant(dates_of(child)[1]) for child in member.group_associations))
        return any(end is not None and now < end <= now + SOON for end in ends)
    return standing(member, now) == how


def owners(members: Iterable[Member]) -> tuple[str, ...]:
    """Whoever looks after somebody, by name, `BY_HAND` last."""
    found = {owner(member.metadata) or BY_HAND for member in members}
    return tuple(sorted(found, key=lambda name: (name == BY_HAND, name.casefold())))


_instant = lru_cache(maxsize=65_536)(when.readable)  # many people start and end on the same days
