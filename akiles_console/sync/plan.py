"""A plan: the ordered operations that make Akiles match a source, with a name that holds for exactly this plan."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from akiles_console.failure import Failure

KINDS = (
    "create_member", "update_member", "add_group", "add_email", "add_pin", "add_magic_link", "add_card",
    "remove_email", "remove_pin", "remove_magic_link", "remove_card", "remove_group", "end_member",
    "delete_member",
)  # fmt: skip
"""Every kind of operation, in the order in which one person's operations run: make before break."""

REMOVALS = frozenset(
    {"remove_email", "remove_pin", "remove_magic_link", "remove_card", "remove_group", "end_member",
     "delete_member"}
)  # fmt: skip


class PlanError(Failure):
    """A plan that cannot be made or may not run; nothing was written."""


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """The settings that shape a plan; the defaults are those of `product.md` and `cli.md`.

    `roster`: partial | full. `leavers`: keep | end | delete. `credentials`: sorted, of card, email, magic_link,
    pin. `valid_within`: days, None = everybody. `source_name` is the ownership mark.
    """

    roster: str = "partial"
    leavers: str = "end"
    credentials: tuple[str, ...] = ("email",)
    pin_length: int | None = None
    valid_within: int | None = None
    source_name: str = "akiles-console"
    adopt_email: bool = False


class Operation(msgspec.Struct, frozen=True, kw_only=True):
    """One write at Akiles.

    `key` is the employee id or e-mail. `member_id` is None until the member exists. `target` is what the write
    is about: a member group's id, an address, a card; or the id of the child to remove. `name` shows the target to
    a person. `changes` are the fields of an `update_member`, `end_member` or `create_member` as (field, text),
    with "" for null; for a `remove_group` or `remove_card` the group or card that is taken. `before` has the fields
    of `changes` as they are now. A PIN from the file is never in here: apply takes it from the employee.
    """

    kind: str
    key: str
    member_id: str | None = None
    target: str = ""
    name: str = ""
    changes: tuple[tuple[str, str], ...] = ()
    before: tuple[tuple[str, str], ...] = ()


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """Something about a person that was left alone on purpose, or needs somebody: a code for `messages`."""

    code: str
    details: dict[str, str | int] = {}


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """What the plan means for one employee or leaver.

    `status`: create | update | leave | unchanged | skip. `skip_reason` is a code, None unless skipped.
    `loses_access`: counted by the guard. `row` is the source's row, None for somebody missing from it.
    """

    key: str
    name: str
    member_id: str | None = None
    status: str
    skip_reason: str | None = None
    loses_access: bool = False
    notes: tuple[Note, ...] = ()
    row: int | None = None


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """Operations and people, sorted; `id` is the fingerprint over source, mapping, options and snapshot.

    `managed` is how many living members carry our mark now; `rows` how many usable rows the source had.
    """

    id: str
    organization_id: str
    operations: tuple[Operation, ...]
    people: tuple[Person, ...]
    managed: int
    rows: int
    timezone: str

    @property
    def losing(self) -> tuple[Person, ...]:
        """The people who lose all access if this plan is applied."""
        return tuple(person for person in self.people if person.loses_access)

    def counts(self) -> dict[str, int]:
        """How many people by status, and how many operations; every key is always there."""
        found = dict.fromkeys(("create", "update", "leave", "unchanged", "skip"), 0)
        for person in self.people:
            found[person.status] += 1
        return {**found, "operations": len(self.operations)}


def ordered(operations: Iterable[Operation]) -> tuple[Operation, ...]:
    """Gains person by person, then removals person by person; within a person in the order of KINDS."""
    rank = {kind: at for at, kind in enumerate(KINDS)}
    return tuple(
        sorted(
            operations,
            key=lambda op: (op.kind in REMOVALS, op.key, op.member_id or "", rank[op.kind], op.target),
        )
    )
