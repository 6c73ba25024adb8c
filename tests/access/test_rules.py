"""Rules as a person builds them: whatever is clicked in whatever order, Akiles takes what comes out."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akiles_console.access import rules
from akiles_console.access.building import Building
from akiles_console.access.doors import METHODS
from akiles_console.api import models
from akiles_console.demo import fields

OPEN, CLOSE = models.GadgetAction(id="open", name="Open"), models.GadgetAction(id="close", name="Close")
BUILDING = Building.of(
    [],
    [
        models.Gadget(id="gad_1", name="Street door", site_id="site_1", actions=(OPEN,)),
        models.Gadget(id="gad_2", name="Gate", site_id="site_2", actions=(OPEN, CLOSE)),
    ],
    [models.Site(id="site_1", name="Mayor"), models.Site(id="site_2", name="Harbour")],
    [models.Schedule(id="sch_1", name="Office hours")],
)
STEPS = st.one_of(
    st.tuples(st.just("everything"), st.just("")),
    st.tuples(st.just("site"), st.sampled_from(["site_1", "site_2"])),
    st.tuples(st.just("door"), st.sampled_from(["gad_1", "gad_2"])),
    st.tuples(st.just("action"), st.sampled_from(["", "open", "close"])),
    st.tuples(st.just("schedule"), st.sampled_from(["", "sch_1"])),
    st.tuples(st.just("nearby"), st.sampled_from(["yes", ""])),
    *(st.tuples(st.just(method), st.sampled_from(["yes", ""])) for method in METHODS),
)
BEGUN = st.builds(
    models.PermissionRule,
    presence=st.sampled_from([None, "none", "gps"]),
    access_methods=st.none() | st.dictionaries(st.sampled_from(METHODS), st.booleans()),
)


def step(rule, what, value):
    match what:
        case "everything":
            return rules.for_everything(rule)
        case "site":
            return rules.for_site(rule, value, BUILDING)
        case "door":
            return rules.for_door(rule, value, BUILDING)
        case "action":
            return rules.with_action(rule, value, BUILDING)
        case "schedule":
            return rules.with_schedule(rule, value, BUILDING)
        case "nearby":
            return rules.with_presence(rule, bool(value))
    return rules.with_method(rule, what, bool(value))


@settings(max_examples=300, deadline=None)
@given(BEGUN, st.lists(STEPS, max_size=12))
def test_no_order_of_clicks_makes_a_rule_that_akiles_refuses(rule, steps):
    had_methods = bool(rules.allowed(rule))
    for what, value in steps:
        try:
            rule = step(rule, what, value)
        except KeyError:
            assert what == "action" and value
    body = msgspec.json.decode(msgspec.json.encode([rule]))
    fields.permissions("permissions", body)
    assert rules.gone(rule, BUILDING) == ()
    assert not (rule.site_id and rule.gadget_id)
    assert not rule.action_id or rule.gadget_id
    assert rules.allowed(rule) or not had_methods


def test_the_last_method_stays():
    rule = models.PermissionRule()
    for method in METHODS:
        rule = rules.with_method(rule, method, False)
    assert rules.allowed(rule) == ("card",)
    for method in METHODS:
        rule = rules.with_method(rule, method, True)
    assert rule == models.PermissionRule()


def test_an_action_goes_with_its_door():
    rule = rules.with_action(rules.for_door(models.PermissionRule(), "gad_2", BUILDING), "close", BUILDING)
    assert rule.action_id == "close"
    assert rules.for_door(rule, "gad_1", BUILDING).action_id is None
    assert rules.for_everything(rule).action_id is None


def test_only_what_is_there_can_be_chosen():
    for choose in (rules.for_site, rules.for_door, rules.with_schedule, rules.with_action):
        with pytest.raises(KeyError):
            choose(models.PermissionRule(), "nothing", BUILDING)


def test_what_nobody_touched_stays_as_it_came():
    strange = models.PermissionRule(presence="wifi", access_methods={"voice": True, "pin": True})
    changed = rules.with_schedule(strange, "sch_1", BUILDING)
    assert (changed.presence, changed.access_methods) == ("wifi", {"voice": True, "pin": True})
    assert rules.with_method(strange, "card", True).access_methods["voice"] is True
    assert rules.with_presence(strange, False) == strange


def test_what_is_not_there_any_more_is_named():
    rule = models.PermissionRule(site_id="site_9", schedule_id="sch_9")
    assert rules.gone(rule, BUILDING) == ("site", "schedule")
    assert rules.gone(models.PermissionRule(gadget_id="gad_9", action_id="open"), BUILDING) == ("door", "action")


def test_rules_that_mean_the_same_are_the_same():
    every = dict.fromkeys(METHODS, True)
    one = [models.PermissionRule(access_methods=every, presence="none"), models.PermissionRule(site_id="site_1")]
    other = [models.PermissionRule(site_id="site_1"), models.PermissionRule()]
    assert rules.same(one, other)
    only_pin = models.PermissionRule(access_methods={"pin": True})
    assert rules.same(
        [only_pin], [models.PermissionRule(access_methods={**dict.fromkeys(METHODS, False), "pin": True})]
    )
    assert rules.taken_and_added(other, [models.PermissionRule(), only_pin]) == ((other[0],), (only_pin,))
