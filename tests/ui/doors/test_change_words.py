"""What a change means, in words: losses first, many people and doors counted, days in a row as one line."""

from akiles_console.access import week
from akiles_console.access.building import Building
from akiles_console.access.doors import Opening, Right
from akiles_console.access.effects import DoorEffect, Effect
from akiles_console.api import models
from akiles_console.api.webhooks import WebhookRule
from akiles_console.ui.pages.doors import change_words, details, rows, week_words
from akiles_console.ui.pages.doors.contents import Contents

SITES = [models.Site(id="site_1", name="Mayor", timezone="Europe/Madrid"), models.Site(id="site_2", name="Harbour")]
DOORS = [
    models.Gadget(
        id="gad_1", name="Street door", site_id="site_1", actions=(models.GadgetAction(id="open", name="Open"),)
    ),
    models.Gadget(id="gad_2", name="Gate", site_id="site_2"),
]
OFFICE = models.Schedule(id="sch_1", name="Office hours")


def rule(**fields):
    return models.PermissionRule(**fields)


def contents(*rules, devices=(), **more):
    group = models.MemberGroup(id="mg_1", name="Sales", permissions=rules)
    return Contents(building=Building.of([group], DOORS, SITES, [OFFICE], devices), **more)


def opening(door, when="", **right):
    return Opening(gadget_id=door, door=door, site="Mayor", when=when, action="", right=Right(gadget_id=door, **right))


def open_on(*days, start=8, end=18):
    made = week.EMPTY
    for day in days:
        made = week.add(made, day, start * 3600, end * 3600)
    return made


def test_losses_stand_first_in_red_and_the_rest_is_counted():
    later = opening("Lift", "Office hours", schedule_id="sch_1")
    down = (DoorEffect(opening=opening("Lift"), now=(later,), people=7),)
    down += tuple(DoorEffect(opening=opening(f"Door {n}"), now=(), people=2) for n in range(9))
    up = (DoorEffect(opening=opening("Gate"), now=(), people=1),)
    told = Effect(losing=down, gaining=up, people_losing=7, people_gaining=1, shut_out=2, names=("Ana", "Bo"))
    lines = change_words.effect(told)
    assert lines[:3] == (
        ("7 people lose something: Ana, Bo and 5 more", "loss"),
        ("2 people have no door left.", "loss"),
        ("7 people: Lift, from now on only Lift (Office hours)", "loss"),
    )
    assert lines[-3:] == (("and 2 more", "loss"), ("1 person gains something:", "gain"), ("1 person: Gate", "body"))
    assert change_words.effect(Effect()) == (("Nobody gains or loses a door by this.", "muted"),)


def test_a_rule_in_words_and_one_that_names_what_is_gone():
    shown = contents()
    assert change_words.rule(rule(), shown) == "Every door: always"
    assert change_words.rule(rule(site_id="site_1", schedule_id="sch_1"), shown) == "Every door of Mayor: Office hours"
    narrow = rule(gadget_id="gad_1", action_id="open", access_methods={"pin": True})
    assert change_words.rule(narrow, shown) == "Street door: only Open, only by PIN"
    assert change_words.gone([narrow], shown.building) == ""
    assert "a door, an action" in change_words.gone([rule(gadget_id="gad_9", action_id="open")], shown.building)


def test_hours_that_close_stand_before_those_that_open():
    old = models.Schedule(id="sch_1", name="Old", weekdays=week.weekdays(open_on(0, 1)))
    new = models.Schedule(id="sch_1", name="New", weekdays=week.weekdays(open_on(1, 2, start=9)))
    assert change_words.schedule(old, new) == (
        ("Monday: no longer 08:00–18:00", "loss"),
        ("Tuesday: no longer 08:00–09:00", "loss"),
        ("Wednesday: also 09:00–18:00", "gain"),
        ("“Old” is called “New” from now on.", "body"),
    )


def test_days_in_a_row_with_the_same_hours_are_one_line():
    assert week_words.week_lines(open_on(0, 1, 2, 4)) == ("Mon–Wed 08:00–18:00", "Fri 08:00–18:00")
    assert "nobody gets in" in week_words.week_lines(week.EMPTY)[0]


def test_the_zone_is_that_of_the_doors_that_open_by_the_hours():
    here = contents(rule(gadget_id="gad_1", schedule_id="sch_1")).building
    assert week_words.zones(OFFICE, here) == "Hours are those of the site of the door: Europe/Madrid."
    assert "Europe/Madrid, UTC" in week_words.zones(OFFICE, contents(rule(schedule_id="sch_1")).building)
    assert week_words.zones(None, Building()) == "Hours are those of the site of the door."


def test_a_device_says_what_it_has_and_what_is_typed_where():
    rules = (
        models.InputRule(code="", gadget_id="gad_1", action_id="open"),
        models.InputRule(code="*1", gadget_id="gad_2", action_id="lift"),
    )
    keypad = models.Device(
        id="dev_1", name="Keypad", site_id="site_1", product_id="kp", input_rules=rules,
        capabilities=models.DeviceCapabilities(pin=True),
    )  # fmt: skip
    told = details.device("dev_1", contents(devices=[keypad], products={"kp": models.Product(id="kp", name="Pad")}))
    lines = [text for _title, lines in told.sections for text, _role in lines]
    assert told.subtitle == "Pad, Mayor"
    assert {"keypad for PINs", "PIN or card: Street door, Open", "*1, then PIN or card: Gate, lift"} <= set(lines)
    assert "Offline: it cannot be reached now." in lines


def test_events_of_a_webhook_in_words_and_unknown_ones_as_they_come():
    told = rows.events_of(
        [
            WebhookRule(object_type="member", verb="create"), WebhookRule(object_type="member", verb="edit"),
            WebhookRule(object_type="tag", verb="reveal"), WebhookRule(object_type="gadget"),
        ]
    )  # fmt: skip
    assert told == ["People: made, changed", "tag: reveal", "Doors: everything"]


def test_what_is_not_there_has_no_details():
    makers = (details.door, details.device, details.site, details.group, details.schedule, details.webhook)
    assert [maker("nothing", contents()) for maker in (*makers, details.product)] == [None] * 7
