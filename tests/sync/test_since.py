"""What happened to a member since a plan was made."""

from __future__ import annotations

import msgspec
import pytest

from akiles_console.api.models import GroupAssociation, Member, MemberEmail, MemberPin
from akiles_console.sync import since
from akiles_console.sync.plan import RESTORE, Operation

MARK = {"source": "akiles-console", "sourceID": "1"}


def group(id, name):
    return GroupAssociation(id=id, member_id="m", member_group_id=name, metadata={})


MEMBER = Member(
    id="m",
    name="Ana",
    ends_at="2027-01-01T00:00:00Z",
    metadata=MARK,
    group_associations=(group("g1", "sales"),),
    emails=(MemberEmail(id="e1", member_id="m", email="Ana@example.com"),),
)
PIN = MemberPin(id="p1", member_id="m")


def now(**fields):
    return msgspec.structs.replace(MEMBER, **fields)


def op(kind, target="", **more):
    return Operation(kind=kind, key="1", member_id="m", target=target, **more)


RENAME = op("update_member", changes=(("name", "Bea"),))
MOVE = (op("add_group", "ops"), op("remove_group", "g1"))


@pytest.mark.parametrize(
    ("operations", "fresh", "others"),
    [
        ((), MEMBER, False),
        ((), now(name="Bea"), True),
        ((RENAME,), now(name="Bea"), False),
        ((RENAME,), now(name="Cleo"), True),
        ((), now(ends_at="2027-01-01T01:00:00+01:00"), False),
        ((), now(ends_at=None), True),
        ((), now(metadata={**MARK, "sourceID": "2"}), True),
        ((), now(metadata={**MARK, "note": "of somebody else"}), False),
        ((), now(is_deleted=True), True),
        ((op("delete_member"),), now(is_deleted=True), False),
        ((op("update_member", changes=(RESTORE,)),), now(is_deleted=True), False),
        (MOVE, now(group_associations=(group("g2", "ops"),)), False),
        (MOVE, now(group_associations=(group("g1", "sales"), group("g2", "ops"))), False),
        (MOVE, now(group_associations=(group("g3", "board"),)), True),
        ((), now(group_associations=()), True),
        ((), now(pins=(PIN,)), True),
        ((op("add_pin"),), now(pins=(PIN,)), False),
        ((op("add_email", "New@example.com"),), now(emails=()), True),
    ],
)
def test_who_is_off_the_way_of_the_plan_was_changed_by_others(operations, fresh, others):
    assert since.changed_by_others(MEMBER, operations, fresh) is others


@pytest.mark.parametrize(
    ("operation", "fresh", "found"),
    [
        (op("delete_member"), None, "m"),
        (op("delete_member"), MEMBER, None),
        (RENAME, None, None),
        (RENAME, now(name="Bea"), "m"),
        (RENAME, MEMBER, None),
        (op("remove_group", "g1"), MEMBER, None),
        (op("remove_group", "g9"), MEMBER, "g9"),
        (op("add_group", "sales"), MEMBER, "g1"),
        (op("add_group", "ops"), MEMBER, None),
        (op("add_email", "ana@EXAMPLE.com"), MEMBER, "e1"),
        (op("add_pin"), MEMBER, None),
        (op("add_pin"), now(pins=(PIN,)), "p1"),
    ],
)
def test_what_is_so_already_need_not_be_sent(operation, fresh, found):
    assert since.already(operation, fresh, MEMBER) == found


def test_an_edit_overwrites_only_what_is_neither_as_planned_nor_as_wished():
    assert [since.overwrites(MEMBER, RENAME, now(name=name)) for name in ("Ana", "Bea", "Cleo")] == [False, False, True]
