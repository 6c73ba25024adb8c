"""What was decided person by person, held against what is there: pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import msgspec

from akiles_console.api.models import Member
from akiles_console.sync.directory import Directory
from akiles_console.sync.ownership import SOURCE_ID, Index, marked, owner
from akiles_console.sync.plan import Decision, Options, PlanError
from akiles_console.sync.rekeys import Likeness


class Chosen(msgspec.Struct, frozen=True):
    """What holds. `assigned`: member id -> employee id, of members that are taken over or get another id. `rehired`:
    employee id -> the deleted member that is brought back. `gone`: employee ids whose decision fits no more."""

    assigned: dict[str, str]
    rehired: dict[str, Member]
    gone: frozenset[str]


def read(path: Path) -> tuple[Decision, ...]:
    """The decisions in a JSON file, sorted, the later one where two are of one kind about one employee.

    Raises PlanError: decisions_unreadable.
    """
    try:
        listed = msgspec.json.decode(path.read_bytes(), type=list[Decision])
    except (OSError, msgspec.DecodeError) as error:
        raise PlanError("decisions_unreadable", file=path.name, reason=str(error)) from error
    unknown = {one.kind for one in listed} - {"adopt", "rehire", "rekey", "random_pin"}
    if unknown:
        raise PlanError("decisions_unreadable", file=path.name, reason=", ".join(sorted(unknown)))
    options = Options()
    for decision in listed:
        options = options.deciding(decision)
    return options.decisions


def deleted_by_key(directory: Directory, source_name: str) -> dict[str, Member]:
    """The deleted members of ours by employee id; of several with one id the one that was made last."""
    ours = (member for member in directory.deleted if marked(member.metadata, source_name))
    return {member.metadata.get(SOURCE_ID, ""): member for member in sorted(ours, key=lambda one: one.created_at)}


def hold(options: Options, likeness: Likeness, index: Index, directory: Directory, keys: frozenset[str]) -> Chosen:
    """The decisions that can be carried out. Those about people who are not in the source (`keys`) say nothing.

    With `Options.rekey` every pair counts as decided, where nothing else was. `index` is without any decision.
    """
    made = [one for one in options.decisions if one.key in keys and one.kind != "random_pin"]
    explicit = {one.key for one in made}
    if options.rekey:
        made += [pair.decision() for pair in likeness.pairs if pair.new_key not in explicit]
    deleted = deleted_by_key(directory, options.source_name)
    members = {member.id: member for member in directory.members}
    good = [one for one in made if _fits(one, members, deleted, index, likeness)]
    times, times_key = Counter(one.member_id for one in good), Counter(one.key for one in good)
    good = [one for one in good if times[one.member_id] == 1 and times_key[one.key] == 1]
    assigned = {one.member_id: one.key for one in good if one.kind != "rehire"}
    rehires = {one.key: deleted[one.key] for one in good if one.kind == "rehire" and one.key not in index.ours}
    held = set(assigned.values()) | {one.key for one in good if one.kind == "rehire"}
    return Chosen(assigned, rehires, frozenset(explicit - held))


def _fits(
    one: Decision,
    members: Mapping[str, Member],
    deleted: Mapping[str, Member],
    index: Index,
    likeness: Likeness,
) -> bool:
    """Whether the member is still what it was when this was decided and nobody has the id, or all of it is done.

    An id that somebody has is never given to another one: if that broke off half-way, two would have it.
    """
    if index.key_of.get(one.member_id) == one.key:
        return True
    if one.key in index.ours:
        return False
    if one.kind == "rehire":
        known = deleted.get(one.key)
        return known is not None and known.id == one.member_id
    if one.kind == "adopt":
        member = members.get(one.member_id)
        return member is not None and owner(member.metadata) is None
    return one.member_id in likeness.loose
