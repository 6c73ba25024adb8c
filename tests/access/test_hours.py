"""Weeks of opening hours as moments: clocks that change, days that are whole, ranges that touch."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from akiles_console.access import hours
from akiles_console.api.models import Schedule, TimeRange, Weekday

MADRID = ZoneInfo("Europe/Madrid")


def week(*ranges, days=range(7)):
    open_ = Weekday(ranges=tuple(TimeRange(start=int(a * 3600), end=int(b * 3600)) for a, b in ranges))
    return hours.week(Schedule(id="s", name="s", weekdays=tuple(open_ if d in days else Weekday() for d in range(7))))


def spans(week, start, days=1, zone=MADRID):
    begin = datetime.fromisoformat(start).replace(tzinfo=UTC)
    found = hours.spans(week, zone, begin, begin + timedelta(days=days))
    return [(f"{a:%d %H:%M}", f"{b:%d %H:%M}") for a, b in found]


def test_ranges_that_touch_or_overlap_are_one_and_nonsense_is_dropped():
    assert week((9, 12), (12, 14), (13, 15), (5, 5), (7, 6))[0] == ((9 * 3600, 15 * 3600),)
    assert hours.week(Schedule(id="s", name="s")) == hours.EMPTY
    assert week((0, 12), (12, 24)) == hours.FULL


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-03-27", [("27 08:00", "27 17:00")]),  # a Friday in winter: Madrid is one hour ahead
        ("2026-03-30", [("30 07:00", "30 16:00")]),  # a Monday in summer: two
        ("2026-03-28", []),  # a Saturday
    ],
)
def test_hours_are_the_sites_own(day, expected):
    assert spans(week((9, 18), days=range(5)), day) == expected


def test_an_hour_that_is_skipped_opens_nothing_and_one_that_comes_twice_opens_twice():
    assert spans(week((2.5, 4)), "2026-03-29") == [("29 01:00", "29 02:00")]  # 02:00 becomes 03:00
    assert spans(week((2, 3)), "2026-03-29") == []
    assert spans(week((2, 2.5)), "2026-10-25") == [("25 00:00", "25 00:30"), ("25 01:00", "25 01:30")]


def test_whole_days_and_nights_go_over_midnight_in_one():
    assert spans(week((0, 24), days=(0, 1)), "2026-06-01", days=3) == [("01 00:00", "02 22:00")]
    assert spans(week((22, 24), (0, 6)), "2026-06-01", days=1) == [("01 00:00", "01 04:00"), ("01 20:00", "02 00:00")]
    assert spans(hours.FULL, "2026-06-01", days=-1) == []


def test_a_week_includes_another_that_is_open_at_no_other_time():
    assert hours.includes(week((8, 20)), week((9, 12), (13, 18)))
    assert not hours.includes(week((9, 12), (13, 18)), week((10, 14)))
    assert hours.includes(hours.FULL, hours.FULL) and hours.includes(hours.EMPTY, hours.EMPTY)
