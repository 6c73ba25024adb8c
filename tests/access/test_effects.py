"""How many people a change of groups touches, and at which doors."""

from datetime import UTC, datetime

import pytest

from akiles_console.access import cards, effects
from akiles_console.access.building import Building
from akiles_console.api import models

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


def group(id, *gadgets, **limits):
    rules = tuple(models.PermissionRule(gadget_id=one, **limits) for one in gadgets)
    return models.MemberGroup(id=id, name=id, permissions=rules)


def building(*groups):
    doors = [models.Gadget(id=f"gad_{n}", name=f"Door {n}", site_id="site_1") for n in (1, 2, 3)]
    return Building.of(
        groups, doors, [models.Site(id="site_1", name="Mayor")], [models.Schedule(id="sch_1", name="Office hours")]
    )


def member(name, *groups, ends_at=None, until=None, **fields):
    links = tuple(
        models.GroupAssociation(id=f"mga_{name}{n}", member_id=name, member_group_id=one, ends_at=until)
        for n, one in enumerate(groups)
    )
    return models.Member(id=name, name=name, ends_at=ends_at, group_associations=links, **fields)


def told(found):
    return [(one.people, one.opening.door) for one in found]


def test_who_has_the_door_by_another_group_loses_nothing():
    before = building(group("mg_1", "gad_1", "gad_2"), group("mg_2", "gad_1"))
    after = effects.replaced(before, group("mg_1", "gad_3"))
    people = [member("Ana", "mg_1"), member("Bo", "mg_1", "mg_2"), member("Cy", "mg_2")]
    found = effects.effect(people, before, after, NOW)
    assert told(found.losing) == [(2, "Door 2"), (1, "Door 1")]
    assert told(found.gaining) == [(2, "Door 3")]
    assert (found.people_losing, found.people_gaining, found.shut_out) == (2, 2, 0)
    assert found.names == ("Ana", "Bo")


def test_hours_that_become_shorter_are_a_loss_that_says_what_stays():
    before = building(group("mg_1", "gad_1"))
    after = effects.replaced(before, group("mg_1", "gad_1", schedule_id="sch_1"))
    found = effects.effect([member("Ana", "mg_1")], before, after, NOW)
    assert [(one.opening.when, [left.when for left in one.now]) for one in found.losing] == [("", ["Office hours"])]
    assert (found.gaining, found.shut_out) == ((), 0)


def test_a_deleted_group_shuts_out_who_has_no_other():
    before = building(group("mg_1", "gad_1"), group("mg_2", "gad_2"))
    people = [member("Ana", "mg_1"), member("Bo", "mg_1", "mg_2")]
    found = effects.effect(people, before, effects.without(before, "mg_1"), NOW)
    assert (found.people_losing, found.shut_out) == (2, 1)


@pytest.mark.parametrize(
    "gone",
    [
        member("Ana", "mg_1", is_deleted=True),
        member("Ana", "mg_1", ends_at="2026-03-12T09:30:00Z"),
        member("Ana", "mg_1", until="2026-01-01T00:00:00.123456789Z"),
        member("Ana"),
    ],
)
def test_who_has_no_access_any_more_is_not_counted(gone):
    before = building(group("mg_1", "gad_1"))
    assert effects.effect([gone], before, building(), NOW) == effects.Effect()
    assert effects.people_in(["mg_1"], [gone], NOW) == ()


def test_an_end_that_cannot_be_read_or_is_to_come_counts():
    people = [member("Bo", "mg_1", ends_at="some day"), member("ana", "mg_1", ends_at="2027-01-01T00:00:00+02:00")]
    assert [one.name for one in effects.people_in(["mg_1"], people, NOW)] == ["ana", "Bo"]


def test_cards_are_known_by_who_holds_them():
    held = models.MemberCard(id="mc_1", member_id="Ana", card_id="crd_1")
    old = models.MemberCard(id="mc_2", member_id="Ana", card_id="crd_2", is_deleted=True)
    found = cards.holders([member("Ana", cards=(held, old)), member("Bo", is_deleted=True, cards=(held,))])
    assert {id: (one.member.name, one.held.id) for id, one in found.items()} == {"crd_1": ("Ana", "mc_1")}


@pytest.mark.parametrize(
    ("typed", "sought"),
    [("04:a2:B3:c4", "04a2B3c4"), ("04 A2 B3", "04A2B3"), ("Card 07", "Card 07"), ("ABCDE", "ABCDE"), ("04", "04")],
)
def test_a_uid_is_found_as_readers_print_it(typed, sought):
    assert cards.needle(typed) == sought
