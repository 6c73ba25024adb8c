"""Who loses what by a plan: whole access, or most of a group at once. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime

from akiles_console.api.models import Member
from akiles_console.sync import when
from akiles_console.sync.plan import Emptied, Operation, Person


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


def emptied(
    people: Iterable[Person], operations: Iterable[Operation], members: Iterable[Member]
) -> tuple[Emptied, ...]:
    """The groups that more than half of their people of ours would leave without being given another group; `members`
    are ours, as they are now. Who loses all access is left out: those are counted as such."""
    losing = {person.member_id for person in people if person.loses_access}
    held: Counter[str] = Counter()
    for member in members:
        held.update({child.member_group_id for child in member.group_associations})
    gaining: set[str | None] = set()
    taken: dict[str, dict[str | None, str]] = defaultdict(dict)
    for operation in operations:
        if operation.kind == "add_group":
            gaining.add(operation.member_id)
        elif operation.kind == "remove_group" and operation.member_id not in losing:
            taken[dict(operation.changes)["member_group_id"]][operation.member_id] = operation.name
    found = []
    for group_id, leavers in sorted(taken.items()):
        leaving = len(leavers.keys() - gaining)
        if 2 * leaving > held[group_id]:
            name = next(iter(leavers.values()))
            found.append(Emptied(group_id=group_id, name=name, leaving=leaving, held=held[group_id]))
    return tuple(found)
