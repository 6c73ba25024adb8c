"""Who gets in where, and what there is to know beside it; the hours themselves are in `organizations.py`."""

from datetime import UTC, datetime, timedelta

import pytest

from akiles_console import messages
from akiles_console.access import hours, ways
from akiles_console.access.building import Building
from akiles_console.access.explain import Explainer
from akiles_console.api import models
from akiles_console.messages import access as words

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)  # a Thursday
OFFICE = models.Weekday(ranges=(models.TimeRange(start=7 * 3600, end=20 * 3600),))
CHILDREN = {
    "emails": models.MemberEmail(id="e", member_id="m", email="a@example.com"),
    "pins": models.MemberPin(id="p", member_id="m", length=6),
    "magic_links": models.MemberMagicLink(id="l", member_id="m"),
    "cards": models.MemberCard(id="c", member_id="m", card_id="crd_1"),
}


def at(days):
    return (NOW + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


def rule(**fields):
    return models.PermissionRule(**fields)


def building(groups, *, pin=False, nfc=False, online=True):
    """Two doors of one controller with a reader that opens the first; hours of the office, and some without hours."""
    open_ = (models.GadgetAction(id="open", name="Open"),)
    able = models.DeviceCapabilities(pin=pin, nfc=nfc)
    return Building.of(
        [models.MemberGroup(id=id, name=id.upper(), permissions=tuple(rules)) for id, rules in groups.items()],
        [
            models.Gadget(id="gad_1", name="Street", site_id="s", device_id="d", created_at="1", actions=open_),
            models.Gadget(id="gad_2", name="Lift", site_id="s", device_id="d", created_at="2", actions=open_),
        ],
        [models.Site(id="s", name="Mayor", timezone="Europe/Madrid")],
        [
            models.Schedule(id="sch_1", name="Office hours", weekdays=(OFFICE,) * 5),
            models.Schedule(id="sch_0", name="No hours"),
        ],
        [models.Device(id="d", name="Controller", site_id="s", product_id="p", hardware_id="hw_1", capabilities=able,
                       status=models.DeviceStatus(online=online))],
    )  # fmt: skip


def member(*kinds, groups=("mg_1",), **fields):
    links = [one if isinstance(one, tuple) else (one, None, None) for one in groups]
    made = tuple(
        models.GroupAssociation(id=id, member_id="m", member_group_id=id, starts_at=start, ends_at=end)
        for id, start, end in links
    )
    held = {kind: (CHILDREN[kind],) for kind in kinds}
    return models.Member(id="m", name="Ana", group_associations=made, **held, **fields)


def explained(who, where):
    return Explainer(where, NOW).person(who)


def codes(cautions):
    return [one.code for one in cautions]


def told(found):
    """Doors with their ways as sentences."""
    return {door.door: [words.way(way, (), str) for way in door.ways] for door in found.doors}


ALL = {"mg_1": [rule()]}
DOOR = {"mg_1": [rule(gadget_id="gad_1")]}


def test_what_a_wider_rule_includes_is_not_repeated_and_its_group_is_still_named():
    where = building({"mg_1": [rule()], "mg_2": [rule(gadget_id="gad_1", schedule_id="sch_1")]})
    found = explained(member("emails", groups=("mg_1", "mg_2")), where)
    assert told(found)["Street"] == ["always, by internet, Bluetooth"]
    assert [door.groups for door in found.doors] == [("mg_1",), ("mg_1", "mg_2")]
    assert found.doors[1].ways[0].groups == ("mg_1",)


def test_ways_of_which_none_includes_the_other_are_told_apart():
    by_card = rule(gadget_id="gad_1", access_methods={"card": True})
    where = building({"mg_1": [by_card], "mg_2": [rule(gadget_id="gad_1", schedule_id="sch_1")]}, nfc=True)
    found = explained(member("emails", "cards", groups=("mg_1", "mg_2")), where)
    assert sorted(told(found)["Street"]) == [
        "Mon to Fri 07:00–20:00 (Office hours), by internet, Bluetooth, phone NFC",
        "always, by card",
    ]


def test_a_right_at_the_site_only_limits_the_internet():
    found = explained(member("emails"), building({"mg_1": [rule(gadget_id="gad_1", presence="gps")]}))
    assert told(found)["Street"] == ["always, by internet (only at the site), Bluetooth"]


def test_the_stricter_of_two_ends_counts_and_the_later_of_two_groups():
    where = building({"mg_1": [rule()], "mg_2": [rule()]})
    who = member("emails", groups=(("mg_1", None, at(3)), ("mg_2", None, at(9))), ends_at=at(5))
    assert {door.end for door in explained(who, where).doors} == {NOW + timedelta(days=5)}
    assert {len(door.ways) for door in explained(who, where).doors} == {1}


def test_dates_that_have_begun_are_not_told():
    found = explained(member("emails", groups=(("mg_1", at(-2), None),), starts_at=at(-9)), building(ALL))
    assert {door.start for door in found.doors} == {None} and found.cautions == ()


@pytest.mark.parametrize(
    ("who", "groups", "expected", "doors"),
    [
        (member("emails", ends_at=at(-1)), ALL, ["member_ended"], 0),
        (member("emails", is_deleted=True), ALL, ["member_deleted"], 0),
        (member("emails", starts_at=at(1)), ALL, ["member_not_started"], 2),
        (member("emails", groups=()), ALL, ["member_without_group"], 0),
        (member("emails", groups=("mg_9",)), ALL, ["group_not_there"], 0),
        (member("emails", groups=(("mg_1", None, at(-1)),)), ALL, ["group_ended"], 0),
        (member("emails", groups=(("mg_1", at(1), None),)), ALL, ["group_not_started"], 2),
        (member("emails", groups=(("mg_1", at(2), at(1)),)), ALL, ["dates_crossed"], 0),
        (member("emails"), {"mg_1": []}, ["group_without_doors"], 0),
        (member("emails"), {"mg_1": [rule(gadget_id="gad_9")]}, ["group_without_doors"], 0),
        (member("emails"), {"mg_1": [rule(gadget_id="gad_1", action_id="close")]}, ["group_without_doors"], 0),
        (member(), ALL, ["no_way_to_open"], 2),
        (member("pins"), ALL, ["pins_open_nothing"], 2),
        (member("cards"), ALL, ["cards_open_nothing"], 2),
        (member("emails"), {"mg_1": [rule(access_methods={"pin": True})]}, ["emails_open_nothing"], 2),
        (member("magic_links"), {"mg_1": [rule(access_methods={"pin": True})]}, ["magic_links_open_nothing"], 2),
        (member("emails"), ALL, [], 2),
    ],
)
def test_what_is_wrong_with_a_person(who, groups, expected, doors):
    found = explained(who, building(groups))
    assert codes(found.cautions) == expected and len(found.doors) == doors


@pytest.mark.parametrize(
    ("kind", "able", "allowed", "expected"),
    [
        ("pins", {}, None, ["pin_no_keypad"]),
        ("pins", {"pin": True}, {"card": True}, ["pins_forbidden"]),
        ("pins", {"pin": True}, None, []),
        ("cards", {"pin": True}, None, ["card_no_reader"]),
        ("cards", {"nfc": True}, {"pin": True}, ["cards_forbidden"]),
        ("emails", {}, {"mobile_nfc": True}, ["emails_forbidden"]),
        ("emails", {"nfc": True}, {"mobile_nfc": True}, []),
        ("magic_links", {"nfc": True}, {"mobile_nfc": True}, ["magic_links_forbidden"]),
        ("emails", {"online": False}, None, ["door_offline"]),
    ],
)
def test_what_is_wrong_at_a_door(kind, able, allowed, expected):
    where = building({"mg_1": [rule(gadget_id="gad_1", access_methods=allowed)]}, **able)
    (door,) = explained(member(kind), where).doors
    assert codes(door.cautions) == expected
    assert bool(door.ways) == (expected in ([], ["door_offline"]))


@pytest.mark.parametrize(("schedule", "code"), [("sch_0", "schedule_empty"), ("sch_9", "schedule_gone")])
def test_a_rule_without_hours_opens_nothing(schedule, code):
    (door,) = explained(member("emails"), building({"mg_1": [rule(gadget_id="gad_1", schedule_id=schedule)]})).doors
    assert (door.ways, codes(door.cautions)) == ((), [code])
    assert door.cautions[0].details["group"] == "MG_1"


def test_a_virtual_device_is_never_offline():
    where = building(DOOR, online=False)
    (device,) = where.devices.values()
    virtual = models.Device(
        **{name: getattr(device, name) for name in device.__struct_fields__} | {"hardware_id": None}
    )
    where = Building.of(where.groups.values(), where.gadgets.values(), where.sites.values(), (), [virtual])
    assert explained(member("emails"), where).doors[0].cautions == ()


def test_back_it_says_who_can_open_a_door_by_which_group_and_when():
    where = building({"mg_1": [rule()], "mg_2": [rule(gadget_id="gad_1", schedule_id="sch_1")], "mg_3": []}, pin=True)
    people = [
        models.Member(id=f"m{n}", name=name, group_associations=who.group_associations, pins=who.pins)
        for n, (name, who) in enumerate(
            {
                "zoe": member("pins"), "Bo": member("pins", groups=("mg_2",)),
                "Cy": member("pins", groups=("mg_3",)), "Di": member(),
            }.items()
        )
    ]  # fmt: skip
    explainer = Explainer(where, NOW)
    assert [one.member.name for one in explainer.who("gad_1", people)] == ["Bo", "zoe"]
    assert [one.member.name for one in explainer.who("gad_1", people, "mg_1")] == ["zoe"]
    assert explainer.who("gad_2", people[1:]) == () == explainer.who("gad_9", people)
    late = datetime(2026, 3, 12, 20, 0, tzinfo=UTC)  # 21:00 in Madrid
    awake = [one.member.name for one in explainer.who("gad_1", people) if any(
        ways.is_open(way, one.door.zone, late) for way in one.door.ways
    )]  # fmt: skip
    assert awake == ["zoe"]


def test_a_group_is_explained_for_every_kind_of_credential():
    explainer = Explainer(building({"mg_1": [rule(schedule_id="sch_1")], "mg_0": []}, nfc=True, pin=True), NOW)
    found = explainer.group("mg_1")
    assert told(found) == {
        "Street": ["Mon to Fri 07:00–20:00 (Office hours), by internet, Bluetooth, phone NFC, PIN, card"],
        "Lift": ["Mon to Fri 07:00–20:00 (Office hours), by internet, Bluetooth"],
    }
    assert codes(explainer.group("mg_0").cautions) == ["group_without_doors"]


def test_now_and_next():
    where = building({"mg_1": [rule(gadget_id="gad_1", schedule_id="sch_1")]})
    (door,) = explained(member("emails"), where).doors
    friday, monday = datetime(2026, 3, 13, 19, tzinfo=UTC), datetime(2026, 3, 16, 6, tzinfo=UTC)
    assert ways.now_and_next(door.ways, door.zone, friday - timedelta(hours=1)) == (True, friday)
    assert ways.now_and_next(door.ways, door.zone, friday) == (False, monday)
    assert ways.now_and_next((), door.zone, NOW) == (False, None)


def test_weeks_in_words():
    assert words.week(hours.FULL) == "always" and words.week(hours.EMPTY) == "never"
    morning, day = ((28800, 43200), (46800, 61230)), ((0, 86400),)
    assert words.week((morning, morning, (), day, (), (), day)) == (
        "Mon to Tue 08:00–12:00 and 13:00–17:00:30, Thu all day, Sun all day"
    )
    assert words.week((((0, 3600),),) * 7) == "every day 00:00–01:00"


@pytest.mark.parametrize("code", sorted(words.SENTENCES))
def test_words_need_only_what_the_engine_says(code):
    details = dict.fromkeys(("group", "schedule", "start", "end", "device", "person", "count", "ids"), "x")
    assert "?" not in str(messages.sentence(code, details))
