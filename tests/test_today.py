"""What needs somebody today: a pure decision over one reading."""

from datetime import UTC, datetime, timedelta

import pytest

from akiles_console import today
from akiles_console.access.building import Building
from akiles_console.api import models
from akiles_console.sync.history import Past
from akiles_console.sync.records import Ending, Run

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


def at(days):
    return (NOW + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


def device(id="dev_1", *, online=True, pin=False, hardware="hw_1"):
    return models.Device(
        id=id, name=f"Keypad {id}", site_id="site_1", product_id="p", hardware_id=hardware,
        capabilities=models.DeviceCapabilities(pin=pin), status=models.DeviceStatus(online=online),
    )  # fmt: skip


def building(*devices, rule=None):
    rules = (models.PermissionRule(**(rule or {})),)
    return Building.of(
        [models.MemberGroup(id="mg_1", name="All", permissions=rules), models.MemberGroup(id="mg_0", name="None")],
        [models.Gadget(id="gad_1", name="Street door", site_id="site_1", device_id="dev_1")],
        [models.Site(id="site_1", name="Mayor")], (), devices,
    )  # fmt: skip


def member(name="Ana", *, group="mg_1", email=False, pin=False, **fields):
    link = models.GroupAssociation(id="g", member_id="m", member_group_id=group)
    return models.Member(
        id=f"mem_{name}", name=name, group_associations=(link,) if group else (),
        emails=(models.MemberEmail(id="e", member_id="m", email="a@example.com"),) if email else (),
        pins=(models.MemberPin(id="p", member_id="m", length=6),) if pin else (), **fields,
    )  # fmt: skip


def decided(*members, building=None, past=None):
    snapshot = today.Snapshot(
        members=members, building=building or globals()["building"](device()), past=past or Past(), now=NOW
    )
    return {need.kind: need for need in today.needs(snapshot)}


def run(state, **fields):
    return Run(
        id="run_1", plan_id="p", organization_id="org_1", file="staff.csv", rows=3, roster="partial", people=3,
        operations=6, started_at=NOW.isoformat(), ended_at=None, state=state, **fields,
    )  # fmt: skip


def ending(status, reason=None):
    return Ending(person="1", member_id=None, status=status, verified=False, skip_reason=reason, problems=())


def test_nothing_needs_anybody_where_all_is_well():
    assert decided(member(email=True)) == {}


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        (member(email=True, starts_at=at(3)), "ready"),
        (member(group="mg_0", email=True, starts_at=at(3)), "no_door"),
        (member(group=None, email=True, starts_at=at(3)), "no_door"),
        (member(starts_at=at(3)), "no_credential"),
        (member(pin=True, starts_at=at(3)), "no_credential"),  # no door has a keypad
        (member(email=True, ends_at=at(2)), "ending"),
        (member(email=True, ends_at=at(-2)), "ended"),
    ],
)
def test_people_whose_dates_fall_into_the_week(who, kind):
    found = decided(who)
    assert list(found) == [kind]
    assert (found[kind].count, found[kind].names) == (1, ("Ana",))


@pytest.mark.parametrize("dates", [{"starts_at": at(8)}, {"ends_at": at(8)}, {"ends_at": at(-8)},
                                   {"starts_at": at(-1)}, {"starts_at": "one day"}])  # fmt: skip
def test_other_dates_are_no_news(dates):
    assert decided(member(email=True, **dates)) == {}


def test_a_pin_is_ready_where_the_door_has_a_keypad():
    assert "ready" in decided(member(pin=True, starts_at=at(1)), building=building(device(pin=True)))


def test_a_method_that_the_rule_forbids_opens_nothing():
    only_cards = building(device(), rule={"access_methods": {"card": True}})
    assert "no_credential" in decided(member(email=True, starts_at=at(1)), building=only_cards)


def test_people_of_other_integrations_are_their_business():
    theirs = member(metadata={"source": "guesty"}, ends_at=at(2))
    ours = member("Bo", metadata={"source": "akiles-console"}, ends_at=at(2))
    assert decided(theirs, ours)["ending"].names == ("Bo",)


def test_doors_that_cannot_be_reached_are_named_and_devices_without_a_door_by_themselves():
    found = decided(building=building(device(online=False), device("dev_2", online=False)))
    assert found["offline"].names == ("Keypad dev_2", "Street door")
    assert decided(building=building(device(online=False, hardware=None))) == {}


def test_a_run_that_broke_off_comes_first():
    found = decided(member(starts_at=at(1)), past=Past(runs=(run("interrupted", done=2),)))
    assert list(found) == ["unfinished", "no_credential"]
    assert found["unfinished"].count == 4


def test_the_newest_import_is_asked_about_once_it_ended():
    past = Past(
        runs=(run("finished"),),
        last=(ending("failed"), ending("unknown"), ending("none", "no_mapping"), ending("none", "row_error")),
    )
    found = decided(past=past)
    assert (found["attention"].count, found["unmapped"].count) == (2, 1)
    assert set(decided(past=Past(runs=(run("finished"),), last=(ending("synced"),)))) == set()
    assert set(decided(past=Past(runs=(run("undone"),), last=past.last))) == set()
