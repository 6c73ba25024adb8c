"""Who gets in where, as a drawer says it."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from akiles_console.access.building import Building
from akiles_console.access.explain import Explainer
from akiles_console.api import models
from akiles_console.ui import access_words

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)  # a Thursday, 10:30 in Madrid
OFFICE = models.Weekday(ranges=(models.TimeRange(start=7 * 3600, end=20 * 3600),))


def building(*rules, sites=1):
    open_, close = models.GadgetAction(id="open", name="Open"), models.GadgetAction(id="close", name="Close")
    doors = (("Street", 1, (open_,)), ("Lift", 1, (open_,)), ("Gate", sites, (open_, close)))
    return Building.of(
        [models.MemberGroup(id="mg_1", name="Staff", permissions=rules)],
        [
            models.Gadget(id=f"gad_{n}", name=name, site_id=f"site_{site}", actions=actions)
            for n, (name, site, actions) in enumerate(doors)
        ],
        [models.Site(id=f"site_{n}", name=f"Site {n}", timezone="Europe/Madrid") for n in (1, 2)],
        [models.Schedule(id="sch_1", name="Office hours", weekdays=(OFFICE,) * 5)],
    )


def rule(**fields):
    return models.PermissionRule(**fields)


def member(**fields):
    link = models.GroupAssociation(id="g", member_id="m", member_group_id="mg_1")
    held = {"emails": (models.MemberEmail(id="e", member_id="m", email="a@example.com"),)} | fields
    return models.Member(id="m", name="Ana", group_associations=(link,), **held)


def said(where, who=None, now=NOW):
    found = access_words.lines(Explainer(where, now).person(who or member()), where, now)
    return [line for line in found if not line[0].startswith("Times")]


def test_doors_that_are_alike_are_said_once():
    assert said(building(rule())) == [
        ("Gate, Lift, Street", "strong"),
        ("Always, by internet, Bluetooth, through Staff", "body"),
    ]


def test_hours_say_whether_it_opens_now_and_when_that_changes():
    where = building(rule(gadget_id="gad_0", schedule_id="sch_1"))
    hours = ("Mon to Fri 07:00–20:00 (Office hours), by internet, Bluetooth, through Staff", "body")
    assert said(where) == [("Street", "strong"), hours, ("Opens now, until 20:00.", "muted")]
    assert said(where, now=NOW + timedelta(hours=10))[2] == ("Does not open before Fri 13 Mar, 07:00.", "muted")


def test_dates_that_make_it_end_are_said_in_the_sites_zone():
    found = said(building(rule(gadget_id="gad_0")), member(ends_at="2026-03-14T22:59:59Z"))
    assert found[1:] == [
        ("Always, by internet, Bluetooth, until Sat 14 Mar, through Staff", "body"),
        ("Opens now, until Sat 14 Mar, 23:59.", "muted"),
    ]


def test_only_some_actions_are_named_and_sites_where_there_are_several():
    found = said(building(rule(gadget_id="gad_2", action_id="close"), rule(gadget_id="gad_0"), sites=2))
    assert ("Gate (Site 2)", "strong") in found and ("Street (Site 1)", "strong") in found
    assert ("Always, only Close, by internet, Bluetooth, through Staff", "body") in found


def test_what_is_wrong_comes_first_and_doors_that_do_not_open_last():
    where = building(rule(gadget_id="gad_0", access_methods={"card": True}), rule(gadget_id="gad_1"))
    assert said(where, member(starts_at="2026-03-16T08:00:00Z")) == [
        ("Access starts on Mon 16 Mar, 09:00; until then no door opens.", "warn"),
        ("Lift", "strong"),
        ("Always, by internet, Bluetooth, from Mon 16 Mar, 09:00, through Staff", "body"),
        ("Does not open before Mon 16 Mar, 09:00.", "muted"),
        ("Street", "strong"),
        ("The e-mail does nothing here: internet, Bluetooth and phone NFC are not allowed or not there.", "warn"),
    ]


@pytest.mark.parametrize(
    ("here", "note"),
    [
        (ZoneInfo("Europe/Madrid"), ""),
        (timezone(timedelta(hours=1)), ""),
        (UTC, "Times are those of Europe/Madrid."),
    ],
)
def test_a_zone_is_named_where_its_clocks_show_something_else(here, note):
    assert access_words.zone_note(["Europe/Madrid", "Europe/Madrid"], NOW, here) == note


def test_a_group_says_what_it_opens_without_the_moment_and_without_its_own_name():
    where = building(rule(gadget_id="gad_0", schedule_id="sch_1"))
    found = access_words.lines(Explainer(where, NOW).group("mg_1"), where, NOW, of_group=True)
    hours = "Mon to Fri 07:00–20:00 (Office hours), by internet, Bluetooth"
    assert [text for text, _role in found if not text.startswith("Times")] == ["Street", hours]


def test_a_zone_is_not_named_where_no_time_is():
    where = building(rule())
    assert len(access_words.lines(Explainer(where, NOW).person(member()), where, NOW)) == 2
