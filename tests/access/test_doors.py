"""Which doors groups open: rules add up, the widest stays, credentials need something at the door."""

import pytest

from akiles_console.access import doors
from akiles_console.access.building import Building
from akiles_console.api import models

ALL = dict.fromkeys(doors.METHODS, True)


def rule(**fields):
    return models.PermissionRule(**fields)


def building(*rules, groups=None, devices=()):
    groups = {"mg_1": rules} if groups is None else groups
    return Building.of(
        [models.MemberGroup(id=id, name=id, permissions=tuple(found)) for id, found in groups.items()],
        [
            models.Gadget(id="gad_1", name="Street door", site_id="site_1", device_id="dev_1", created_at="1",
                          actions=(models.GadgetAction(id="open", name="Open"),)),
            models.Gadget(id="gad_2", name="Lift", site_id="site_1", device_id="dev_1", created_at="2"),
            models.Gadget(id="gad_3", name="Gate", site_id="site_2"),
            models.Gadget(id="gad_4", name="Old gate", site_id="site_2", is_deleted=True),
        ],
        [models.Site(id="site_1", name="Mayor"), models.Site(id="site_2", name="Harbour")],
        [models.Schedule(id="sch_1", name="Office hours")],
        devices,
    )  # fmt: skip


def opened(*rules):
    return [one.door for one in doors.openings(["mg_1"], building(*rules))]


def device(*, pin=False, nfc=False, rules=()):
    able = models.DeviceCapabilities(pin=pin, nfc=nfc)
    return models.Device(id="dev_1", name="x", site_id="site_1", product_id="p", capabilities=able, input_rules=rules)


def member(**kinds):
    made = {
        "emails": models.MemberEmail(id="e", member_id="m", email="a@example.com"),
        "pins": models.MemberPin(id="p", member_id="m", length=6),
        "magic_links": models.MemberMagicLink(id="l", member_id="m"),
        "cards": models.MemberCard(id="c", member_id="m", card_id="crd_1"),
    }
    return models.Member(id="m", name="Ana", **{kind: (made[kind],) for kind in kinds})


def test_an_empty_rule_opens_every_living_door_of_every_site():
    assert opened(rule()) == ["Gate", "Lift", "Street door"]


def test_a_rule_for_a_site_or_a_door_opens_that():
    assert opened(rule(site_id="site_1")) == ["Lift", "Street door"]
    assert opened(rule(gadget_id="gad_3")) == ["Gate"]


def test_groups_add_up_and_vanished_ones_open_nothing():
    groups = {"mg_1": [rule(gadget_id="gad_1")], "mg_2": [rule(gadget_id="gad_2")]}
    found = doors.openings(["mg_2", "mg_1", "mg_gone", "mg_1"], building(groups=groups))
    assert [one.door for one in found] == ["Lift", "Street door"]


def test_a_door_that_is_not_listed_is_named_by_its_id():
    (found,) = doors.openings(["mg_1"], building(rule(gadget_id="gad_9")))
    assert (found.door, found.site) == ("gad_9", "")


def test_limits_are_carried():
    limited = rule(gadget_id="gad_1", schedule_id="sch_1", action_id="open", presence="gps",
                   access_methods=ALL | {"pin": False})  # fmt: skip
    (found,) = doors.openings(["mg_1"], building(limited))
    assert (found.site, found.when, found.action, found.right.nearby) == ("Mayor", "Office hours", "Open", True)
    assert found.right.methods == ("bluetooth", "card", "mobile_nfc", "online")


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ({"schedule_id": "sch_1"}, {}),
        ({"action_id": "open"}, {}),
        ({"presence": "gps"}, {"presence": "none"}),
        ({"access_methods": {"card": True}}, {"access_methods": {"card": True, "pin": True}}),
        ({"access_methods": {"card": True}}, {"access_methods": ALL}),
    ],
)
def test_the_wider_of_two_ways_through_a_door_stays(narrow, wide):
    (found,) = doors.openings(["mg_1"], building(rule(gadget_id="gad_1", **narrow), rule(gadget_id="gad_1", **wide)))
    assert found == doors.openings(["mg_1"], building(rule(gadget_id="gad_1", **wide)))[0]


def test_ways_of_which_none_includes_the_other_both_stay():
    rules = rule(gadget_id="gad_1", schedule_id="sch_1"), rule(gadget_id="gad_1", access_methods={"card": True})
    assert opened(*rules) == ["Street door", "Street door"]


def test_the_same_right_by_site_and_by_door_counts_once():
    assert opened(rule(site_id="site_2"), rule(gadget_id="gad_3"), rule()) == ["Gate", "Lift", "Street door"]


def test_what_is_lost_is_what_no_longer_opens_as_widely():
    before = doors.openings(["mg_1"], building(rule(gadget_id="gad_1"), rule(gadget_id="gad_2", schedule_id="sch_1")))
    after = doors.openings(["mg_1"], building(rule(gadget_id="gad_1", schedule_id="sch_1"), rule(gadget_id="gad_2")))
    assert [one.door for one in doors.lost(before, after)] == ["Street door"]
    assert [one.door for one in doors.lost(after, before)] == ["Lift"]
    assert doors.lost(before, before) == ()


def ways(who, where, allowed=None):
    return [one.door for one in doors.gets_in(who, doors.openings(["mg_1"], where), where)]


def test_a_pin_needs_a_keypad_and_opens_the_first_door_of_its_device():
    assert ways(member(pins=1), building(rule())) == []
    assert ways(member(pins=1), building(rule(), devices=[device(pin=True)])) == ["Street door"]
    assert ways(member(cards=1), building(rule(), devices=[device(pin=True)])) == []
    assert ways(member(cards=1), building(rule(), devices=[device(nfc=True)])) == ["Street door"]


def test_input_rules_name_the_doors_of_a_keypad():
    to = models.InputRule(code="*1", gadget_id="gad_3", action_id="open")
    assert ways(member(pins=1), building(rule(), devices=[device(pin=True, rules=(to,))])) == ["Gate"]


def test_a_phone_needs_only_a_rule_that_allows_it():
    assert ways(member(emails=1), building(rule())) == ["Gate", "Lift", "Street door"]
    assert ways(member(magic_links=1), building(rule(access_methods={"card": True, "pin": True}))) == []
    assert ways(member(), building(rule())) == []
