"""When the credentials of a member were first used: what shows that a hand-out arrived. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import chain

import msgspec

from akiles_console.api.events import Event
from akiles_console.api.models import Member
from akiles_console.api.moments import instant
from akiles_console.events.records import sortable
from akiles_console.events.store import credentials_in

KINDS = ("email", "pin", "magic_link", "card")


class FirstUse(msgspec.Struct, frozen=True, kw_only=True):
    """One credential. `kind` is one of `KINDS`, `created` and `used` are RFC 3339, `used` None where no use is known.

    `since`: uses before that time are not known here, because the credential is older than what was read; None where
    everything since it was created was read.
    """

    id: str
    kind: str
    created: str
    used: str | None = None
    since: str | None = None


def first_uses(
    member: Member, known: Mapping[str, str], beginning: datetime | None, events: Iterable[Event] = ()
) -> tuple[FirstUse, ...]:
    """The credentials of a member, in the order of `KINDS`, with the first use of each.

    `known`: the first uses that were kept (`Store.first_uses`), `events`: more of them, `beginning`: from when on the
    log was read without a gap (`Looks.beginning`), None where it never was.
    """
    uses = dict(known)
    for event in events:
        for id in credentials_in(event):
            uses[id] = min(uses.get(id, "9999"), sortable(event))
    held = (member.emails, member.pins, member.magic_links, member.cards)
    of_kind = ([(kind, one) for one in some] for kind, some in zip(KINDS, held, strict=True))
    return tuple(
        FirstUse(
            id=one.id, kind=kind, created=one.created_at, used=uses.get(one.id), since=_since(one.created_at, beginning)
        )
        for kind, one in chain.from_iterable(of_kind)
    )


def _since(created: str, beginning: datetime | None) -> str | None:
    if beginning is None:
        return created
    try:
        covered = instant(created)[0] >= beginning
    except (ValueError, OverflowError):
        covered = False
    return None if covered else beginning.isoformat()
