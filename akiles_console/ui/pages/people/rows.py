"""What the list of people shows of a member, decided without a window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from akiles_console.api.models import Member, MemberGroup
from akiles_console.browse.filters import standing
from akiles_console.sync.ownership import SOURCE_ID
from akiles_console.sync.plan import Options
from akiles_console.ui import words
from akiles_console.ui.tables import Column
from akiles_console.wording import _

OWN = Options().source_name


@dataclass(frozen=True)
class Person:
    """A member as a row shows it."""

    member: Member
    groups: str
    credentials: str
    access: str
    whose: str
    standing: str


COLUMNS: tuple[Column[Person], ...] = (
    Column(_("Name"), lambda person: person.member.name, 26),
    Column(_("Groups"), lambda person: person.groups or _("no group"), 30, tone=lambda p: None if p.groups else "warn"),
    Column(
        _("Opens with"), lambda person: person.credentials, 22,
        tone=lambda p: None if p.member.emails or p.member.pins or p.member.magic_links or p.member.cards else "warn",
    ),
    Column(
        _("Access"), lambda person: person.access, 28,
        sort=lambda person: (person.member.ends_at or "9999", person.member.starts_at or ""),
        tone=lambda p: "muted" if p.standing == "ended" else None,
    ),
    Column(_("Looked after by"), lambda person: person.whose, 16),
)  # fmt: skip


def person(member: Member, groups: Mapping[str, MemberGroup], now: datetime, zone: str) -> Person:
    """A member in words, for `now` and in that zone."""
    return Person(
        member=member,
        groups=words.group_names(member, groups),
        credentials=words.credentials(member),
        access=words.span(member, now, zone),
        whose=words.whose(member, OWN),
        standing=standing(member, now),
    )


def found_by(person: Person) -> str:
    """What a person is found by though no column shows it: addresses, the employee id, notes, the id at Akiles."""
    member = person.member
    return "\n".join([*(mail.email for mail in member.emails), *member.metadata.values(), member.id])


EXPORTED: tuple[Column[Person], ...] = (
    Column(_("Name"), lambda person: person.member.name, 26),
    Column(_("Groups"), lambda person: person.groups, 30),
    Column(_("Opens with"), lambda person: person.credentials, 22),
    Column(_("E-mail"), lambda person: ", ".join(mail.email for mail in person.member.emails), 30),
    Column(_("Access"), lambda person: person.access, 28),
    Column(_("Starts"), lambda person: person.member.starts_at or "", 20),
    Column(_("Ends"), lambda person: person.member.ends_at or "", 20),
    Column(_("Looked after by"), lambda person: person.whose, 16),
    Column(_("Employee id"), lambda person: person.member.metadata.get(SOURCE_ID, ""), 16),
    Column(_("Id at Akiles"), lambda person: person.member.id, 20),
)
"""What a file of the list has in it: more than is shown, and no secret."""
