"""What an edit opens and closes."""

from datetime import UTC, datetime

import msgspec

from akiles_console.access.building import Building
from akiles_console.api.models import (
    Device,
    DeviceCapabilities,
    Gadget,
    GroupAssociation,
    Member,
    MemberEmail,
    MemberGroup,
    MemberPin,
    PermissionRule,
    Site,
)
from akiles_console.browse.effect import effect

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
replace = msgspec.structs.replace
BUILDING = Building.of(
    groups=[
        MemberGroup(id="mg_1", name="Front", permissions=(PermissionRule(gadget_id="g_1"),)),
        MemberGroup(id="mg_2", name="All", permissions=(PermissionRule(),)),
    ],
    gadgets=[
        Gadget(id="g_1", name="Street door", site_id="s", device_id="d_1"),
        Gadget(id="g_2", name="Garage", site_id="s", device_id="d_2"),
    ],
    sites=[Site(id="s", name="HQ")],
    devices=[
        Device(id="d_1", name="a", site_id="s", product_id="p", capabilities=DeviceCapabilities(pin=True)),
        Device(id="d_2", name="b", site_id="s", product_id="p"),
    ],
)


def place(group, starts_at=None, ends_at=None):
    return GroupAssociation(
        id=f"ga_{group}", member_id="m", member_group_id=group, starts_at=starts_at, ends_at=ends_at
    )


ANA = Member(
    id="m", name="Ana", group_associations=(place("mg_1"), place("mg_2")),
    emails=(MemberEmail(id="e", member_id="m", email="ana@example.com"),),
)  # fmt: skip


def doors(openings):
    return [one.door for one in openings]


def test_leaving_one_of_two_groups_closes_what_the_other_does_not_open():
    found = effect(ANA, replace(ANA, group_associations=(place("mg_1"),)), BUILDING, NOW)
    assert (doors(found.lost), found.everything) == (["Garage"], False)
    assert effect(ANA, replace(ANA, group_associations=(place("mg_2"),)), BUILDING, NOW).lost == ()


def test_deleting_ending_the_last_group_and_the_last_credential_take_everything():
    for after in (
        None,
        replace(ANA, ends_at="2026-03-12T09:00:00Z"),
        replace(ANA, group_associations=()),
        replace(ANA, group_associations=(place("mg_2", ends_at="2026-01-01T00:00:00Z"),)),
        replace(ANA, emails=()),
        replace(ANA, starts_at="2026-06-01T00:00:00Z"),
    ):
        found = effect(ANA, after, BUILDING, NOW)
        assert found.everything and sorted(doors(found.lost)) == ["Garage", "Street door"], after


def test_a_pin_opens_only_where_there_is_a_keypad():
    with_pin = replace(ANA, emails=(), pins=(MemberPin(id="p", member_id="m", length=6),))
    assert doors(effect(ANA, with_pin, BUILDING, NOW).lost) == ["Garage"]


def test_somebody_who_starts_later_is_looked_at_on_the_first_day():
    later = replace(ANA, starts_at="2026-04-01T00:00:00Z")
    assert effect(later, None, BUILDING, NOW).everything
    in_groups_later = replace(ANA, group_associations=(place("mg_2", starts_at="2026-04-01T00:00:00Z"),))
    assert effect(in_groups_later, None, BUILDING, NOW).everything


def test_an_end_in_the_future_takes_nothing_now():
    assert effect(ANA, replace(ANA, ends_at="2026-12-31T00:00:00Z"), BUILDING, NOW).lost == ()


def test_what_opened_nothing_loses_nothing():
    assert not effect(replace(ANA, group_associations=()), None, BUILDING, NOW).everything


def test_a_new_group_opens_its_doors():
    before = replace(ANA, group_associations=(place("mg_1"),))
    assert doors(effect(before, ANA, BUILDING, NOW).gained) == ["Garage"]
