"""What a plan means for one person, before and after, by door."""

from datetime import UTC, datetime

import pytest

from akiles_console import outlook
from akiles_console.access.building import Building
from akiles_console.api import models
from akiles_console.sync.plan import Operation

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
BUILDING = Building.of(
    [
        models.MemberGroup(id=f"mg_{n}", name=name, permissions=(models.PermissionRule(gadget_id=f"gad_{n}"),))
        for n, name in enumerate(("All", "Sales"))
    ],
    [models.Gadget(id=f"gad_{n}", name=name, site_id="site_1") for n, name in enumerate(("Street door", "Floor 2"))],
    [models.Site(id="site_1", name="Mayor")],
)


def operation(kind, target="", **changes):
    return Operation(kind=kind, key="1", name="Ana", target=target, changes=tuple(changes.items()))


def member(**fields):
    link = models.GroupAssociation(id="ga_1", member_id="m", member_group_id="mg_0")
    email = models.MemberEmail(id="em_1", member_id="m", email="ana@example.com")
    return models.Member(id="m", name="Ana", group_associations=(link,), emails=(email,), **fields)


def names(openings):
    return [one.door for one in openings]


def test_somebody_new_gains_everything():
    found = outlook.of(
        None,
        [operation("create_member", starts_at="2026-03-16T08:00:00Z"), operation("add_group", "mg_1"),
         operation("add_email", "ana@example.com")],
        BUILDING, NOW,
    )  # fmt: skip
    assert (names(found.opens), names(found.gained), names(found.lost)) == (["Floor 2"], ["Floor 2"], [])
    assert found.before is None
    assert found.after.starts_at == "2026-03-16T08:00:00Z"
    assert found.unreachable == ()


def test_a_move_from_group_to_group():
    found = outlook.of(
        member(), [operation("add_group", "mg_1"), operation("remove_group", "ga_1")], BUILDING, NOW
    )  # fmt: skip
    assert (names(found.opens), names(found.gained), names(found.lost)) == (["Floor 2"], ["Floor 2"], ["Street door"])


@pytest.mark.parametrize("last", [operation("delete_member"), operation("end_member", ends_at="2026-03-11T00:00:00Z")])
def test_who_is_deleted_or_ended_opens_nothing(last):
    found = outlook.of(member(), [last], BUILDING, NOW)
    assert (names(found.opens), names(found.lost)) == ([], ["Street door"])


def test_an_end_to_come_takes_no_door_yet():
    found = outlook.of(member(), [operation("end_member", ends_at="2026-03-20T00:00:00Z")], BUILDING, NOW)
    assert (names(found.opens), names(found.lost)) == (["Street door"], [])


def test_credentials_and_fields_follow():
    done = outlook.after(
        member(ends_at="2026-03-20T00:00:00Z"),
        [operation("update_member", name="Ana Ruiz", ends_at=""), operation("add_pin", length="6"),
         operation("add_card", "crd_1"), operation("add_magic_link"), operation("remove_email", "em_1")],
    )  # fmt: skip
    assert (done.name, done.ends_at, done.emails) == ("Ana Ruiz", None, ())
    assert (done.pins[0].length, done.cards[0].card_id, len(done.magic_links)) == (6, "crd_1", 1)


def test_doors_that_no_credential_opens_are_told():
    found = outlook.of(member(), [operation("add_pin"), operation("remove_email", "em_1")], BUILDING, NOW)
    assert names(found.unreachable) == ["Street door"]


def test_nobody_stays_nobody():
    assert outlook.of(None, [], BUILDING, NOW).opens == ()
