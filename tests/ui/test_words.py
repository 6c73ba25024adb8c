"""Records in words, without a window."""

from datetime import UTC, datetime

import pytest

from akiles_console.api import models
from akiles_console.events.firsts import FirstUse
from akiles_console.ui import words

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
ZONE = "Europe/Madrid"


def member(**fields):
    return models.Member(id="mem_1", name="Ana", **fields)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (None, ""),
        ("2026-03-13T08:00:00.123456789Z", "Fri 13 Mar, 09:00"),
        ("2026-06-30T21:59:59Z", "30 Jun"),
        ("2027-01-01T00:00:00Z", "1 Jan 2027, 01:00"),
        ("2026-03-31T22:00:00Z", "1 Apr"),
        ("some day", "some day"),
    ],
)
def test_times_are_said_in_the_zone_of_the_site(text, shown):
    assert words.moment(text, NOW, ZONE) == shown


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "shown"),
    [
        (None, None, "always"),
        ("2026-01-01T00:00:00Z", None, "always"),
        ("2026-01-01T00:00:00Z", "2026-04-30T21:59:59Z", "until 30 Apr"),
        ("2026-05-01T07:00:00Z", None, "from 1 May, 09:00"),
        ("2026-05-01T07:00:00Z", "2026-05-31T21:59:59Z", "from 1 May, 09:00 until 31 May"),
        (None, "2026-01-31T22:59:59Z", "ended 31 Jan"),
    ],
)
def test_access_is_said_as_far_as_it_matters_now(starts_at, ends_at, shown):
    assert words.span(member(starts_at=starts_at, ends_at=ends_at), NOW, ZONE) == shown


def test_credentials_are_counted():
    email = models.MemberEmail(id="e", member_id="mem_1", email="ana@example.com")
    pins = tuple(models.MemberPin(id=f"p{n}", member_id="mem_1", length=6) for n in range(2))
    link = models.MemberMagicLink(id="l", member_id="mem_1")
    assert words.credentials(member(emails=(email,), pins=pins, magic_links=(link,))) == "e-mail, 2 PINs, magic link"
    assert words.credentials(member()) == "none"


def test_whose_a_member_is():
    assert words.whose(member(), "ours") == "by hand"
    assert words.whose(member(metadata={"source": "ours"}), "ours") == "this program"
    assert words.whose(member(metadata={"source": "guesty"}), "ours") == "guesty"


def test_groups_by_name_and_unknown_ones_by_id():
    links = tuple(
        models.GroupAssociation(id=f"a{n}", member_id="mem_1", member_group_id=id)
        for n, id in enumerate(("mg_2", "mg_1", "mg_9"))
    )
    groups = words.by_id([models.MemberGroup(id="mg_1", name="Sales"), models.MemberGroup(id="mg_2", name="Everyone")])
    assert words.group_names(member(group_associations=links), groups) == "Everyone, Sales, mg_9"


SITES = words.by_id([models.Site(id="site_1", name="Harbour", timezone=ZONE)])
GADGETS = words.by_id([models.Gadget(id="gad_1", name="Street door", site_id="site_1")])
SCHEDULES = words.by_id([models.Schedule(id="sch_1", name="Office hours")])
METHODS = dict.fromkeys(("online", "bluetooth", "mobile_nfc", "pin", "card"), True)


@pytest.mark.parametrize(
    ("rule", "shown"),
    [
        ({}, "every door"),
        ({"site_id": "site_1"}, "every door of Harbour"),
        ({"gadget_id": "gad_1", "schedule_id": "sch_1"}, "Street door (Office hours)"),
        ({"gadget_id": "gad_9"}, "gad_9"),
        ({"gadget_id": "gad_1", "access_methods": METHODS}, "Street door"),
        ({"gadget_id": "gad_1", "access_methods": METHODS | {"pin": False}}, "Street door (not by PIN)"),
        ({"access_methods": {"card": True, "new": False, "pin": False}}, "every door (only by card)"),
        ({"access_methods": {"card": False}, "presence": "gps"}, "every door (by no method, only nearby)"),
    ],
)
def test_rules_are_said_in_words(rule, shown):
    group = models.MemberGroup(id="mg_1", name="Sales", permissions=(models.PermissionRule(**rule),))
    assert words.doors(group, GADGETS, SITES, SCHEDULES) == shown


def test_a_group_without_rules_opens_nothing():
    assert words.doors(models.MemberGroup(id="mg_1", name="x"), GADGETS, SITES, SCHEDULES) == "opens nothing"


@pytest.mark.parametrize(("percent", "shown"), [(82.4, "82 %"), (8.0, "8 %, low"), (None, "mains")])
def test_battery(percent, shown):
    status = models.DeviceStatus(online=True, battery_percent=percent)
    device = models.Device(id="dev_1", name="x", site_id="site_1", product_id="p", status=status)
    assert words.battery(device) == shown


def test_the_zone_of_most_sites_is_taken():
    sites = [models.Site(id=f"site_{n}", name="x", timezone=zone) for n, zone in enumerate(("UTC", ZONE, ZONE))]
    assert words.zone_of(sites) == ZONE
    assert words.zone_of([]) == "UTC"


@pytest.mark.parametrize(
    ("used", "since", "said"),
    [
        ("2026-03-10T08:55:00Z", None, "created Mon 9 Mar, 08:00, first used Tue 10 Mar, 08:55"),
        (None, None, "created Mon 9 Mar, 08:00, never used"),
        (None, "2026-03-11T10:00:00+00:00", "created Mon 9 Mar, 08:00, not used since Wed 11 Mar, 10:00"),
        ("2026-03-12T08:55:00Z", "2026-03-11T10:00:00Z", "created Mon 9 Mar, 08:00, used Thu 12 Mar, 08:55"),
        (None, "2026-03-09T08:00:00Z", "created Mon 9 Mar, 08:00"),
    ],
)
def test_the_first_use_of_a_credential_in_words(used, since, said):
    found = FirstUse(id="mp_1", kind="pin", created="2026-03-09T08:00:00Z", used=used, since=since)
    assert words.first_use(found, NOW, "UTC") == said
