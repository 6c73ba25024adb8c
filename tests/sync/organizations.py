"""Random organizations and files, planned and applied in memory; N of them from a seed on:
`.venv/bin/python tests/sync/organizations.py N [SEED]`.

Whatever is there, a plan writes to nobody else's member, and the same file again has nothing left to write.
"""

from __future__ import annotations

import random
import sys
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import msgspec

from akiles_console.api.models import (
    Card,
    GroupAssociation,
    Member,
    MemberCard,
    MemberEmail,
    MemberGroup,
    MemberMagicLink,
    MemberPin,
    Organization,
)
from akiles_console.people.employee import Employee
from akiles_console.people.mapping import Mapping
from akiles_console.sync import planner
from akiles_console.sync.desired import Source
from akiles_console.sync.directory import Directory
from akiles_console.sync.plan import RESTORE, Operation, Options, Plan

NOW = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
OURS = "akiles-console"
GROUPS = tuple(MemberGroup(id=f"mg_{n}", name=f"Group {n}") for n in range(4))
CARDS = tuple(Card(id=f"crd_{n}", uid=f"04AA{n:04X}", printed_code=f"P{n}") for n in range(6))
NAMES = tuple(f"{first} {last}" for first in ("Ana", "Bo", "Cy", "Di") for last in ("Lee", "Ruiz", "Sato"))
ADDRESSES = tuple(f"{name.split()[0]}.{name.split()[1]}@example.com".lower() for name in NAMES)
KEYS = tuple(f"{n:03}" for n in range(1, 13))
KINDS: dict[str, tuple[str, type[Any]]] = {
    "group": ("group_associations", GroupAssociation),
    "email": ("emails", MemberEmail),
    "pin": ("pins", MemberPin),
    "magic_link": ("magic_links", MemberMagicLink),
    "card": ("cards", MemberCard),
}


class BrokenPromise(AssertionError):
    """A plan that must not be."""


def some_directory(chance: random.Random) -> Directory:
    """Members of ours, of nobody, and of another integration with the same ids, some of them deleted."""
    cards = list(CARDS)
    chance.shuffle(cards)
    members = [_member(f"mem_{n}", chance, cards) for n in range(chance.randrange(14))]
    deleted = [msgspec.structs.replace(_member(f"mem_d{n}", chance, []), is_deleted=True) for n in range(3)]
    return Directory(
        organization=Organization(id="org_1", name="Office"),
        members=tuple(members),
        member_groups=GROUPS,
        timezone=chance.choice(["Europe/Madrid", "America/New_York", "UTC"]),
        cards=CARDS,
        deleted=tuple(one for one in deleted if one.metadata.get("source") == OURS),
    )


def _member(member_id: str, chance: random.Random, cards: list[Card]) -> Member:
    source = chance.choice([OURS, OURS, OURS, "guesty", ""])
    metadata = {"source": source, "sourceID": chance.choice(KEYS)} if source else {}
    who = chance.randrange(len(NAMES))
    numbers = count()

    def child(kind: type[Any], **fields: Any) -> Any:
        mark = {"source": source, "operation": "run_1-1"} if source and chance.random() < 0.6 else {}
        return kind(id=f"{member_id}_{next(numbers)}", member_id=member_id, metadata=mark, **fields)

    groups = chance.sample(GROUPS, chance.randrange(3))
    return Member(
        id=member_id,
        name=NAMES[who],
        metadata=metadata,
        created_at=_day(chance, -300, -1) or "",
        starts_at=_day(chance, -100, 60),
        ends_at=_day(chance, -60, 200),
        group_associations=tuple(child(GroupAssociation, member_group_id=group.id) for group in groups),
        emails=tuple(child(MemberEmail, email=ADDRESSES[who]) for _ in range(chance.randrange(2))),
        pins=tuple(child(MemberPin, length=6) for _ in range(chance.randrange(2))),
        magic_links=tuple(child(MemberMagicLink) for _ in range(chance.randrange(2))),
        cards=tuple(child(MemberCard, card_id=cards.pop().id) for _ in range(chance.randrange(2)) if cards),
    )


def _day(chance: random.Random, first: int, last: int) -> str | None:
    if chance.random() < 0.5:
        return None
    return f"{NOW + timedelta(days=chance.randrange(first, last)):%Y-%m-%dT%H:%M:%SZ}"


def some_source(chance: random.Random) -> Source:
    """Rows about the same few people, with every trouble that rows have."""
    rows = tuple(_row(n, chance) for n in range(chance.randrange(14)))
    parked = frozenset(row.row for row in rows if chance.random() < 0.08)
    return Source(employees=rows, parked=parked, pin_twice=frozenset(row for row in parked if chance.random() < 0.5))


def _row(number: int, chance: random.Random) -> Employee:
    who = chance.randrange(len(NAMES))
    starts, ends = _day(chance, -100, 60), _day(chance, -60, 200)
    cleared = ("group", "email", "pin", "card", "starts_at", "ends_at")
    return Employee(
        row=number,
        employee_id=chance.choice((*KEYS, *KEYS, None)),
        name=chance.choice((NAMES[who], "")),
        emails=(ADDRESSES[who],) if chance.random() < 0.7 else (),
        groups=tuple(f"HR {n}" for n in chance.sample(range(5), chance.randrange(3))),
        starts_at=starts[:10] if starts else None,
        ends_at=ends[:10] if ends else None,
        active=chance.choice((None, None, True, False)),
        hold=chance.choice((None,) * 8 + ("suspended", "not_confirmed")),
        pin=chance.choice((None, None, "4711", f"{number:04}")),
        cards=tuple(
            chance.choice((card.id, card.uid or "", "P9")) for card in chance.sample(CARDS, chance.randrange(2))
        ),
        cleared=tuple(field for field in cleared if chance.random() < 0.04),
    )


def some_options(chance: random.Random) -> Options:
    """Any settings."""
    kinds = {kind for kind in ("email", "pin", "magic_link", "card") if chance.random() < 0.6}
    return Options(
        roster=chance.choice(("partial", "full")),
        leavers=chance.choice(("keep", "end", "delete")),
        credentials=tuple(sorted(kinds | {chance.choice(("email", "pin", "card"))})),
        pin_length=chance.choice((None, 6)),
        valid_within=chance.choice((None, 14)),
        adopt_email=chance.random() < 0.3,
        rekey=chance.random() < 0.3,
    )


MAPPING = Mapping.of({f"HR {n}": [f"mg_{n}", "mg_0"] for n in range(4)}, ["mg_3"])


def applied(plan: Plan, before: Directory, source: Source) -> Directory:
    """What Akiles has once the plan is written."""
    members = {member.id: member for member in before.members}
    deleted = {member.id: member for member in before.deleted}
    made: dict[str, str] = {}
    for number, operation in enumerate(plan.operations):
        member_id = operation.member_id or made.get(operation.key, "")
        if operation.kind == "create_member":
            made[operation.key] = f"mem_{plan.id[:6]}_{number}"
            mark = {"source": OURS, "sourceID": operation.key, "operation": f"run_9-{number}"}
            members[made[operation.key]] = _edited(Member(id=made[operation.key], name="", metadata=mark), operation)
        elif RESTORE in operation.changes:
            members[member_id] = msgspec.structs.replace(deleted.pop(member_id), is_deleted=False)
        elif operation.kind == "delete_member":
            gone = msgspec.structs.replace(members.pop(member_id), is_deleted=True, cards=())
            deleted[member_id] = gone
        elif operation.kind in ("update_member", "end_member"):
            members[member_id] = _edited(members[member_id], operation)
        else:
            members[member_id] = _child_changed(members[member_id], operation, f"c{number}")
    return msgspec.structs.replace(before, members=tuple(members.values()), deleted=tuple(deleted.values()))


def _edited(member: Member, operation: Operation) -> Member:
    fields: dict[str, Any] = {key: value or None for key, value in operation.changes if not key.startswith("metadata.")}
    marks = {key[9:]: value for key, value in operation.changes if key.startswith("metadata.")}
    return msgspec.structs.replace(member, metadata={**member.metadata, **marks}, **fields)


def _child_changed(member: Member, operation: Operation, child_id: str) -> Member:
    action, _, kind = operation.kind.partition("_")
    place, record = KINDS[kind]
    children = getattr(member, place)
    if action == "remove":
        kept = tuple(child for child in children if child.id != operation.target)
        if len(kept) == len(children):
            raise BrokenPromise(f"{operation.kind} of something that is not there")
        return msgspec.structs.replace(member, **{place: kept})
    named = {"group": "member_group_id", "email": "email", "card": "card_id"}.get(kind)
    fields = {named: operation.target} if named else {}
    mark = {"source": OURS, "operation": f"run_9-{child_id}"}
    child = record(id=child_id, member_id=member.id, metadata=mark, **fields)
    return msgspec.structs.replace(member, **{place: (*children, child)})


def check(seed: int) -> None:
    """One organization, one file: plans, decides at random, applies, plans again. Raises BrokenPromise."""
    chance = random.Random(seed)
    directory, source, options = some_directory(chance), some_source(chance), some_options(chance)
    plan = planner.build(source, MAPPING, options, directory, NOW)
    for person in plan.people:
        kinds = {offer.kind for offer in person.offers}
        for offer in person.offers:
            contradicts = "rekey" in kinds and offer.kind in ("adopt", "rehire")
            if chance.random() < 0.5 and not contradicts:
                options = options.deciding(offer.decision(person.key))
    plan = planner.build(source, MAPPING, options, directory, NOW)
    freed = {child.card_id for one in directory.members for child in one.cards}
    chain = options.rekey or any(one.kind == "rekey" for one in options.decisions)
    for _run in range(len(KEYS) if chain else 1):  # ids that move up one by one get free one by one
        _nobody_elses(plan, directory, options)
        directory = applied(plan, directory, source)
        gone = {person.key for person in plan.people if person.skip_reason == "decision_gone"}
        plan = planner.build(source, MAPPING, options, directory, NOW)
        left = [one for one in plan.operations if one.key not in gone and not _freed(one, freed)]
        if not left:
            return
    raise BrokenPromise(f"another run would write {left}")


def _freed(operation: Operation, cards: set[str]) -> bool:
    """Whether it is about a card that somebody had to give back first."""
    return operation.kind in ("add_card", "remove_card") and bool(
        {operation.target, dict(operation.changes).get("card_id")} & cards
    )


def _nobody_elses(plan: Plan, directory: Directory, options: Options) -> None:
    """Members of another integration are in no operation; those made by hand only where somebody chose so; and of
    those who were taken over nothing is taken that is not ours."""
    members = {member.id: member for member in (*directory.members, *directory.deleted)}
    adopted = {one.member_id for one in options.decisions if one.kind == "adopt"}
    for operation in plan.operations:
        member = members.get(operation.member_id or "")
        whose = member.metadata.get("source") if member else OURS
        if whose not in (OURS, None) or (whose is None and not options.adopt_email and member.id not in adopted):
            raise BrokenPromise(f"{operation} writes to a member of {whose}")
        if whose is None and operation.kind.startswith("remove_"):
            raise BrokenPromise(f"{operation} takes what was given by hand")


def main(cases: int, first: int) -> int:
    """Checks that many and prints the seeds that break a promise; the exit code."""
    broken = 0
    for seed in range(first, first + cases):
        try:
            check(seed)
        except BrokenPromise as promise:
            broken += 1
            print(f"seed {seed}: {promise}", flush=True)
    print(f"{cases} organizations from seed {first}: {broken} broke a promise")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
