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


RESTORE = ("is_deleted", "false")
"""The change of an `update_member` that brings a deleted member back, where the server allows it."""


class PlanError(Failure):
    """A plan that cannot be made or may not run; nothing was written."""


class Decision(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """What somebody chose for one employee, by `key`; usually an `Offer` that was taken.

    `kind`: adopt (the member `member_id`, made by hand, is this employee) | rehire (the deleted member of ours is
    brought back instead of making a new one) | rekey (the member of ours with another employee id is this employee
    and gets the new id) | random_pin (Akiles chooses the PIN instead of the file; no `member_id`).
    """

    key: str
    kind: str
    member_id: str = ""


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """The settings that shape a plan; the defaults are those of `product.md` and `cli.md`.

    `enabled`: False plans and shows, and nothing may be written. `roster`: partial | full. `leavers`: keep | end |
    delete. `credentials`: sorted, of card, email, magic_link, pin. `valid_within`: days, None = everybody.
    `source_name` is the ownership mark. `rekey`: every unambiguous pair of `Plan.rekeys` is carried out.
    `decisions`: sorted, what was chosen person by person; `deciding` adds one.
    """

    enabled: bool = True
    roster: str = "partial"
    leavers: str = "end"
    credentials: tuple[str, ...] = ("email",)
    pin_length: int | None = None
    valid_within: int | None = None
    source_name: str = "akiles-console"
    adopt_email: bool = False
    rekey: bool = False
    decisions: tuple[Decision, ...] = ()

    def deciding(self, decision: Decision) -> Options:
        """The same with one more decision, in place of one of the same kind about the same employee."""
        return msgspec.structs.replace(self, decisions=tuple(sorted([*self._others(decision), decision])))

    def undeciding(self, decision: Decision) -> Options:
        """The same without what was decided of that kind about that employee."""
        return msgspec.structs.replace(self, decisions=self._others(decision))

    def _others(self, decision: Decision) -> tuple[Decision, ...]:
        about = (decision.key, decision.kind)
        return tuple(one for one in self.decisions if (one.key, one.kind) != about)


class Operation(msgspec.Struct, frozen=True, kw_only=True, gc=False):
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


class Note(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Something about a person that was left alone on purpose, or needs somebody: a code for `messages`."""

    code: str
    details: dict[str, str | int] = {}


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """Something a person may choose for one employee; nothing of it happens unless chosen.

    `kind` is that of the `Decision` it becomes. `member_id` and `name` are the member it is about, as Akiles has it
    ("" for a random_pin). `why`: same_email | same_name | same_id | pin_twice. `code` has words in `messages`, with
    `name` as the detail. `chosen`: the plan at hand carries it out already.
    """

    kind: str
    why: str
    member_id: str = ""
    name: str = ""
    chosen: bool = False

    @property
    def code(self) -> str:
        """What it is called in `messages`."""
        return f"{self.kind}_{self.why}"

    def decision(self, key: str) -> Decision:
        """What taking this offer is, for the employee with that key."""
        return Decision(key=key, kind=self.kind, member_id=self.member_id)


class Rekey(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who seems to have got a new employee id: the member of ours with `old_key` looks like the row with
    `new_key` and like no other. `why`: same_email | same_name. `chosen`: this plan changes the id at Akiles, and the
    person keeps everything; else the old one is treated as missing and the new one as new."""

    old_key: str
    new_key: str
    member_id: str
    name: str
    why: str
    chosen: bool = False

    def decision(self) -> Decision:
        """What agreeing is."""
        return Decision(key=self.new_key, kind="rekey", member_id=self.member_id)


class Person(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What the plan means for one employee or leaver.

    `status`: create | update | leave | unchanged | skip. `skip_reason` is a code, None unless skipped.
    `loses_access`: counted by the guard. `row` is the source's row, None for somebody missing from it. `offers` are
    other ways to go on with this person, to be chosen one by one.
    """

    key: str
    name: str
    member_id: str | None = None
    status: str
    skip_reason: str | None = None
    loses_access: bool = False
    notes: tuple[Note, ...] = ()
    row: int | None = None
    offers: tuple[Offer, ...] = ()


class Emptied(msgspec.Struct, frozen=True, kw_only=True):
    """A member group of which `leaving` of our `held` people would be taken without being given another group. Who
    loses all access is not among them: they are counted as such."""

    group_id: str
    name: str
    leaving: int
    held: int


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """Operations and people, sorted; `id` is the fingerprint over source, mapping, options and snapshot.

    `managed` is how many living members carry our mark now; `rows` how many usable rows the source had. `rekeys` are
    people who seem to have got new employee ids: to be agreed to together (`Options.rekey`) or one by one.
    `emptied` are groups that lose most of our people at once.
    """

    id: str
    organization_id: str
    operations: tuple[Operation, ...]
    people: tuple[Person, ...]
    managed: int
    rows: int
    timezone: str
    rekeys: tuple[Rekey, ...] = ()
    emptied: tuple[Emptied, ...] = ()

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
