"""What a plan means for one person: a row of the source, or a member of ours that it does not name. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from akiles_console.api.models import Member
from akiles_console.people.employee import Employee
from akiles_console.sync import changes
from akiles_console.sync.credentials import Surroundings
from akiles_console.sync.decisions import Chosen
from akiles_console.sync.desired import Desired
from akiles_console.sync.losses import loses_access
from akiles_console.sync.ownership import OPERATION, SOURCE, SOURCE_ID, Index, fits, marked, owner, same_name
from akiles_console.sync.plan import Note, Offer, Operation, Person, Rekey

Case = tuple[Person, list[Operation], Member | None]
"""A person, the writes, and the member that was looked at."""


class Scene(msgspec.Struct, frozen=True, kw_only=True):
    """What one person is held against: the rows by key, our members, the decisions that hold, and who looks alike.

    `times` counts each name and address in the source, `unsure` has those of rows that cannot be used; `deleted` are
    deleted members of ours by employee id."""

    rows: Mapping[str, Desired]
    times: Counter[str]
    unsure: frozenset[str]
    index: Index
    chosen: Chosen
    strangers: frozenset[str]
    sought: frozenset[str]
    elsewhere: Mapping[str, str]
    rekeys: Mapping[str, Rekey]
    deleted: Mapping[str, Member]
    around: Surroundings


def of_row(wish: Desired, scene: Scene) -> Case:
    """The case of a row of the source."""
    ours = scene.index.ours.get(wish.key, ())
    if wish.state == "skip":
        return _skipped(wish, scene, wish.skip_reason or ""), [], None
    if wish.key in scene.chosen.gone:
        return _skipped(wish, scene, "decision_gone"), [], None
    if len(ours) > 1:
        return _skipped(wish, scene, "owned_twice"), [], None
    if ours and wish.key in scene.strangers and ours[0].id not in scene.chosen.assigned:
        note = Note(code="id_of_somebody_else", details={"member": ours[0].name})
        return _skipped(wish, scene, note.code, note), [], ours[0]
    if ours and wish.state == "leaver" and ours[0].id in scene.sought:
        return _skipped(wish, scene, "maybe_set_aside"), [], ours[0]
    if ours:
        return _there(wish, ours[0], scene)
    if wish.state == "leaver":
        return _skipped(wish, scene, wish.employee.hold or "leaver"), [], None
    if wish.key in scene.elsewhere and wish.key not in scene.chosen.rehired:
        note = Note(code="under_other_id", details={"member": scene.elsewhere[wish.key]})
        return _skipped(wish, scene, note.code, note), [], None
    namesake = _same_email(wish, scene)
    if namesake is None or wish.key in scene.chosen.rehired:
        return _new(wish, scene)
    whose = owner(namesake.metadata)
    if whose is None and scene.around.options.adopt_email and _only_one(wish, scene):
        return _there(wish, namesake, scene)
    reason = "owned_by_hand" if whose is None else "owned_by_other"
    if whose == scene.around.options.source_name:
        reason = "email_of_other_id"
    note = Note(code=reason, details={"member": namesake.name, "owner": whose or ""})
    return _skipped(wish, scene, reason, note), [], namesake


def _same_email(wish: Desired, scene: Scene) -> Member | None:
    """A member that is not this employee's yet but has one of the addresses. People of ours who are in the source
    themselves are left to their own row, and those who leave by this very plan are in nobody's way."""
    index = scene.index
    for email in wish.employee.emails:
        for member in index.by_email.get(email.lower(), ()):
            key = index.key_of.get(member.id)
            if key is None or (key not in scene.rows and not _leaves(member, key, scene)):
                return member
    return None


def _only_one(wish: Desired, scene: Scene) -> bool:
    """Whether the addresses of this row are in no other: one member cannot become two people."""
    return all(scene.times[email.lower()] == 1 for email in wish.employee.emails)


def _leaves(member: Member, key: str, scene: Scene) -> bool:
    """Whether a member of ours whom the source does not name leaves by this plan."""
    options = scene.around.options
    alone = len(scene.index.ours[key]) == 1
    return options.roster == "full" and options.leavers != "keep" and alone and not _maybe_set_aside(member, scene)


def _skipped(wish: Desired, scene: Scene, reason: str, *notes: Note) -> Person:
    employee = wish.employee
    return Person(
        key=wish.key,
        name=employee.name or wish.key,
        status="skip",
        skip_reason=reason,
        notes=notes,
        row=employee.row,
        offers=_offers(wish, scene),
    )


def _new(wish: Desired, scene: Scene) -> Case:
    if wish.no_groups:
        return _skipped(wish, scene, wish.no_groups), [], None
    back = scene.chosen.rehired.get(wish.key)
    if back is not None:
        operations, notes = changes.restore(wish, back, scene.around)
        return _person(wish, back, "create", operations, [*notes, Note(code="rehired")], scene), operations, back
    if not fits({SOURCE: scene.around.options.source_name, SOURCE_ID: wish.key, OPERATION: ""}):
        return _skipped(wish, scene, "metadata_full"), [], None
    operations, notes = changes.create(wish, scene.around)
    gone = scene.deleted.get(wish.key)
    notes += [Note(code="rehired_new", details={"member": gone.name})] if gone else []
    return _person(wish, None, "create", operations, notes, scene), operations, gone


def _there(wish: Desired, member: Member, scene: Scene) -> Case:
    """Somebody who is there: as ours, or to be taken over or given another id by this plan."""
    around = scene.around
    if wish.state == "leaver" and marked(member.metadata, around.options.source_name):
        operations = changes.leave(wish, member, around)
        notes = [Note(code="leaver_kept")] if around.options.leavers == "keep" else []
        notes += [Note(code="suspended")] if wish.employee.hold == "suspended" and operations else []
        return (
            _person(wish, member, "leave" if operations else "unchanged", operations, notes, scene),
            operations,
            member,
        )
    if wish.state == "leaver":
        return _skipped(wish, scene, wish.employee.hold or "leaver"), [], None
    marks = changes.marks(wish, member, around.options)
    if marks and not fits({**member.metadata, **marks}):
        return _skipped(wish, scene, "metadata_full"), [], member
    operations, notes = changes.update(wish, member, around)
    if SOURCE in marks:
        notes.append(Note(code="adopted"))
    elif marks:
        notes.append(Note(code="rekeyed", details={"old": member.metadata.get(SOURCE_ID, "")}))
    return _person(wish, member, "update" if operations else "unchanged", operations, notes, scene), operations, member


def _person(
    wish: Desired, member: Member | None, status: str, operations: list[Operation], notes: list[Note], scene: Scene
) -> Person:
    return Person(
        key=wish.key,
        name=wish.employee.name or (member.name if member else wish.key),
        member_id=member.id if member else None,
        status=status,
        loses_access=member is not None and loses_access(member, operations, scene.around.now),
        notes=tuple(notes),
        row=wish.employee.row if wish.employee.row >= 0 else None,
        offers=_offers(wish, scene),
    )


def _offers(wish: Desired, scene: Scene) -> tuple[Offer, ...]:
    """What could be chosen for this person instead of, or beside, what the plan does."""
    found = [Offer(kind="random_pin", why="pin_twice", chosen=wish.pin == "random")] if wish.pin_twice else []
    if wish.state != "wanted":
        return tuple(found)
    pair = scene.rekeys.get(wish.key)
    if pair is not None:
        found.append(Offer(kind="rekey", why=pair.why, member_id=pair.member_id, name=pair.name, chosen=pair.chosen))
    if scene.index.ours.get(wish.key):
        return tuple(found)
    gone = scene.deleted.get(wish.key)
    if gone is not None:
        chosen = wish.key in scene.chosen.rehired
        found.append(Offer(kind="rehire", why="same_id", member_id=gone.id, name=gone.name, chosen=chosen))
    return (*found, *_adoptions(wish, scene))


def _adoptions(wish: Desired, scene: Scene) -> list[Offer]:
    """Members made by hand that have an address of this employee, or the same name where that is the only one."""
    by_email = {
        member.id: member
        for email in wish.employee.emails
        for member in scene.index.by_email.get(email.lower(), ())
        if owner(member.metadata) is None and member.id not in scene.index.key_of
    }
    found = [Offer(kind="adopt", why="same_email", member_id=id, name=one.name) for id, one in by_email.items()]
    name = same_name(wish.employee.name)
    named = scene.index.by_hand.get(name, ()) if name else ()
    if len(named) == 1 and scene.times[name] == 1 and named[0].id not in by_email:
        found.append(Offer(kind="adopt", why="same_name", member_id=named[0].id, name=named[0].name))
    return found


def of_missing(scene: Scene) -> list[Case]:
    """The cases of our members whom a full roster does not name: leavers, unless a row that was set aside may be
    theirs. Who stays as is is left out."""
    found: list[Case] = []
    for key, members in sorted(scene.index.ours.items()):
        if key in scene.rows:
            continue
        for member in members:
            wish = Desired(employee=Employee(row=-1, employee_id=key, name=member.name), key=key, state="leaver")
            twice = len(members) > 1
            if twice or _maybe_set_aside(member, scene):
                note = Note(code="owned_twice" if twice else "maybe_set_aside")
                found.append((_person(wish, member, "unchanged", [], [note], scene), [], member))
            else:
                found.append(_there(wish, member, scene))
    return [case for case in found if case[0].status != "unchanged" or case[0].notes]


def _maybe_set_aside(member: Member, scene: Scene) -> bool:
    """Whether a row that cannot be used may be about this member, by name or address."""
    if same_name(member.name) in scene.unsure or member.id in scene.sought:
        return True
    return any(child.email.lower() in scene.unsure for child in member.emails)


def names_and_addresses(wishes: Iterable[Desired]) -> Iterator[str]:
    """What people can be told by besides their id, once for each row."""
    for wish in wishes:
        if wish.employee.name:
            yield same_name(wish.employee.name)
        yield from {email.lower() for email in wish.employee.emails}
