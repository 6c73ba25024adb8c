"""From employees, mapping, options and a snapshot to a plan: pure, the same input gives the same plan."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

import msgspec

from akiles_console.api.models import Member
from akiles_console.people.employee import Employee
from akiles_console.people.mapping import Mapping, resolve
from akiles_console.sync import changes, when
from akiles_console.sync.changes import Surroundings, card_name
from akiles_console.sync.desired import Desired, desired
from akiles_console.sync.directory import Directory
from akiles_console.sync.ownership import SOURCE_ID, Index, owner
from akiles_console.sync.plan import Note, Operation, Options, Person, Plan, PlanError, ordered

_OPENING = frozenset({"email", "pin", "card"})


def build(
    employees: Iterable[Employee],
    parked: frozenset[int],
    mapping: Mapping,
    options: Options,
    directory: Directory,
    now: datetime,
) -> Plan:
    """The plan that makes Akiles match the source.

    `mapping` names groups by id or name; `parked` are rows with an error: they are left out, and their people
    are never taken for leavers. Raises MappingError (group_vanished, group_not_unique) and
    PlanError (no_credential: at least one of email, PIN, card is needed).
    """
    if not _OPENING & set(options.credentials):
        raise PlanError("no_credential")
    ids = resolve(mapping, directory.group_pairs())
    wishes = desired(employees, parked, ids, options, directory.timezone, now)
    around = _surroundings(ids, options, directory, now)
    index = Index.of(directory.members, options.source_name)
    keys = _keys(wishes)
    found = [_decide(wish, keys, index, directory.timezone, around) for wish in wishes]
    if options.roster == "full":
        found += _missing(wishes, index, directory.timezone, around)
    people = tuple(sorted((person for person, _, _ in found), key=lambda person: (person.key, person.row or 0)))
    operations = ordered(operation for _, made, _ in found for operation in made)
    involved = sorted({member.id: member for _, _, member in found if member}.items())
    return Plan(
        id=_fingerprint(wishes, ids, options, directory, [member for _, member in involved], operations),
        organization_id=directory.organization.id,
        operations=operations,
        people=people,
        managed=index.managed(),
        rows=sum(1 for wish in wishes if wish.skip_reason not in ("row_error", "no_key", "key_twice")),
        timezone=directory.timezone,
    )


def _keys(wishes: Iterable[Desired]) -> frozenset[str]:
    """Every key the source names, also of rows that are left out."""
    return frozenset(wish.key for wish in wishes if wish.key)


_Decision = tuple[Person, list[Operation], Member | None]


def _surroundings(mapping: Mapping, options: Options, directory: Directory, now: datetime) -> Surroundings:
    targets = {group for _, to in mapping.groups for group in to} | set(mapping.default)
    names = {
        card_name(name): card for card in directory.cards for name in (card.id, card.uid, card.printed_code) if name
    }
    return Surroundings(
        group_names=directory.group_names(),
        mapped=frozenset(targets),
        cards=names,
        holders={child.card_id: member.id for member in directory.members for child in member.cards},
        options=options,
        now=now,
    )


def _decide(wish: Desired, keys: frozenset[str], index: Index, zone: str, around: Surroundings) -> _Decision:
    if wish.state == "skip":
        return _skipped(wish, wish.skip_reason or ""), [], None
    ours = index.ours.get(wish.key, ())
    if len(ours) > 1:
        return _skipped(wish, "owned_twice"), [], None
    if ours:
        return _existing(wish, ours[0], False, zone, around)
    if wish.state == "leaver":
        return _skipped(wish, "leaver"), [], None
    namesake = _same_email(wish, keys, index)
    if namesake is None:
        return _new(wish, around)
    whose = owner(namesake.metadata)
    if whose is None and around.options.adopt_email:
        return _existing(wish, namesake, True, zone, around)
    reason = "owned_by_hand" if whose is None else "owned_by_other"
    if whose == around.options.source_name:
        reason = "email_of_other_id"
    note = Note(code=reason, details={"member": namesake.name, "owner": whose or ""})
    return _skipped(wish, reason, note), [], namesake


def _same_email(wish: Desired, keys: frozenset[str], index: Index) -> Member | None:
    """A member that is not this employee's yet but has one of the addresses; people who are in the source
    themselves are left to their own row."""
    for email in wish.employee.emails:
        for member in index.by_email.get(email.lower(), ()):
            mine = member.metadata.get(SOURCE_ID) in keys and member in index.ours.get(
                member.metadata.get(SOURCE_ID, ""), ()
            )
            if not mine:
                return member
    return None


def _skipped(wish: Desired, reason: str, *notes: Note) -> Person:
    employee = wish.employee
    name = employee.name or wish.key
    return Person(key=wish.key, name=name, status="skip", skip_reason=reason, notes=notes, row=employee.row)


def _new(wish: Desired, around: Surroundings) -> _Decision:
    if wish.no_groups:
        return _skipped(wish, wish.no_groups), [], None
    operations, notes = changes.create(wish, around)
    return _person(wish, None, "create", operations, notes, around), operations, None


def _existing(wish: Desired, member: Member, adopted: bool, zone: str, around: Surroundings) -> _Decision:
    if wish.state == "leaver":
        operations = changes.leave(wish, member, zone, around)
        kept = around.options.leavers == "keep"
        notes = [Note(code="leaver_kept")] if kept else []
        status = "leave" if operations else "unchanged"
    else:
        operations, notes = changes.update(wish, member, adopted, around)
        notes += [Note(code="adopted")] if adopted else []
        status = "update" if operations else "unchanged"
    return _person(wish, member, status, operations, notes, around), operations, member


def _person(
    wish: Desired,
    member: Member | None,
    status: str,
    operations: list[Operation],
    notes: list[Note],
    around: Surroundings,
) -> Person:
    return Person(
        key=wish.key,
        name=wish.employee.name or (member.name if member else wish.key),
        member_id=member.id if member else None,
        status=status,
        loses_access=member is not None and loses_access(member, operations, around.now),
        notes=tuple(notes),
        row=wish.employee.row if wish.employee.row >= 0 else None,
    )


def loses_access(member: Member, operations: Iterable[Operation], now: datetime) -> bool:
    """Whether these writes take a member's whole access away: deleted, left without a group, or ended."""
    groups = len(member.group_associations)
    left = groups
    for operation in operations:
        if operation.kind == "delete_member":
            return True
        ends = when.instant(dict(operation.changes).get("ends_at"))
        starts = when.instant(member.starts_at)
        if ends and (ends <= now or (operation.kind == "end_member" and starts and ends <= starts)):
            return True
        left += (operation.kind == "add_group") - (operation.kind == "remove_group")
    return groups > 0 and left <= 0


def _missing(wishes: tuple[Desired, ...], index: Index, zone: str, around: Surroundings) -> list[_Decision]:
    """Members of ours whom a full roster does not name: leavers, unless a row that was set aside may be theirs."""
    keys = _keys(wishes)
    unsure = [wish.employee for wish in wishes if wish.skip_reason in ("row_error", "no_key", "key_twice")]
    names = {employee.name.casefold() for employee in unsure if employee.name}
    emails = {email.lower() for employee in unsure for email in employee.emails}
    found: list[_Decision] = []
    for key, members in sorted(index.ours.items()):
        if key in keys:
            continue
        for member in members:
            twice = len(members) > 1
            wish = Desired(employee=Employee(row=-1, employee_id=key, name=member.name), key=key, state="leaver")
            if twice or member.name.casefold() in names or emails & {child.email.lower() for child in member.emails}:
                reason = "owned_twice" if twice else "maybe_set_aside"
                person = _person(wish, member, "unchanged", [], [Note(code=reason)], around)
                found.append((person, [], member))
            else:
                found.append(_existing(wish, member, False, zone, around))
    return [decision for decision in found if decision[0].status != "unchanged" or decision[0].notes]


def _fingerprint(
    wishes: Iterable[Desired],
    mapping: Mapping,
    options: Options,
    directory: Directory,
    involved: list[Member],
    operations: tuple[Operation, ...],
) -> str:
    """Names this plan: source (without rows, order and PIN digits), mapping, options, what Akiles has of the
    people concerned, and what would be written."""
    source = sorted(
        msgspec.json.encode(
            [
                *(wish.key, wish.state, wish.skip_reason, wish.groups, wish.starts_at, wish.ends_at),
                *(wish.employee.name, sorted(wish.employee.emails), sorted(wish.employee.cards)),
                *(sorted(wish.employee.cleared), bool(wish.employee.pin)),
            ]
        )
        for wish in wishes
    )
    encode = msgspec.json.Encoder(order="sorted").encode
    parts = [directory.organization.id, mapping, options, directory.timezone, involved, operations]
    digest = hashlib.sha256(b"\n".join([*source, *(encode(part) for part in parts)]))
    return digest.hexdigest()[:16]
