"""The week of a schedule: whatever is drawn in whatever order, no two spans of a day overlap."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from akiles_console.access import week
from akiles_console.api.models import TimeRange, Weekday
from akiles_console.demo import fields

SECONDS = st.integers(-4000, 90_400)
DAYS = st.integers(0, 6)
STEPS = st.one_of(
    st.tuples(st.just("add"), DAYS, SECONDS, SECONDS),
    st.tuples(st.just("remove"), DAYS, SECONDS, SECONDS),
    st.tuples(st.just("move"), DAYS, SECONDS, SECONDS),
    st.tuples(st.just("copy"), DAYS, st.sets(DAYS), st.none()),
    st.tuples(st.just("clear"), DAYS, st.none(), st.none()),
)


def spans(day):
    return [(one.start, one.end) for one in day]


def at(*pairs, day=0):
    made = week.EMPTY
    for start, end in pairs:
        made = week.add(made, day, start * 3600, end * 3600)
    return made


def hours(made, day=0):
    return [(one.start / 3600, one.end / 3600) for one in made[day]]


def step(made, what, day, one, two):
    match what:
        case "add":
            return week.add(made, day, one, two)
        case "remove":
            return week.remove(made, day, one, two)
        case "move":
            return week.move(made, day, 0, one, two) if made[day] else made
        case "copy":
            return week.copied(made, day, one)
    return week.cleared(made, day)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.lists(st.builds(TimeRange, start=SECONDS, end=SECONDS), max_size=4), max_size=9),
    st.lists(STEPS, max_size=12),
)
def test_no_order_of_strokes_makes_a_week_that_akiles_refuses(begun, steps):
    made = week.of([Weekday(ranges=tuple(day)) for day in begun])
    for one in steps:
        made = step(made, *one)
    fields.weekdays("weekdays", msgspec.json.decode(msgspec.json.encode(week.weekdays(made))))
    assert week.of(week.weekdays(made)) == made


@settings(max_examples=200, deadline=None)
@given(st.lists(STEPS, max_size=8), DAYS, SECONDS, SECONDS, st.integers(0, week.DAY - 1))
def test_a_stroke_opens_or_closes_every_second_of_it_and_no_other(steps, day, start, end, second):
    made = week.EMPTY
    for one in steps:
        made = step(made, *one)
    before = week.place_at(made, day, second) is not None
    inside = start <= second < end
    assert (week.place_at(week.add(made, day, start, end), day, second) is not None) == (before or inside)
    assert (week.place_at(week.remove(made, day, start, end), day, second) is not None) == (before and not inside)


@settings(max_examples=200, deadline=None)
@given(st.lists(STEPS, max_size=8), st.lists(STEPS, max_size=8), DAYS, st.integers(0, week.DAY - 1))
def test_what_is_lost_was_open_and_is_not(first, second, day, moment):
    one, other = week.EMPTY, week.EMPTY
    for stroke in first:
        one = step(one, *stroke)
    for stroke in second:
        other = step(other, *stroke)
    is_open = [week.place_at(made, day, moment) is not None for made in (one, other, week.lost(one, other))]
    assert is_open[2] == (is_open[0] and not is_open[1])


def test_spans_that_touch_become_one_and_others_stay_apart():
    assert hours(at((8, 12), (12, 14), (16, 18))) == [(8, 14), (16, 18)]
    assert hours(week.remove(at((8, 18)), 0, 12 * 3600, 13 * 3600)) == [(8, 12), (13, 18)]
    assert hours(week.move(at((8, 12), (14, 18)), 0, 0, 9 * 3600, 15 * 3600)) == [(9, 18)]


def test_spans_that_only_touch_stay_as_they_came():
    day = Weekday(ranges=(TimeRange(start=0, end=10), TimeRange(start=10, end=20)))
    assert spans(week.of([day])[0]) == [(0, 10), (10, 20)]


def test_a_day_is_copied_to_others():
    made = week.copied(at((8, 12)), 0, (1, 2, 6))
    assert [hours(made, day) for day in range(7)] == [[(8, 12)]] * 3 + [[], [], []] + [[(8, 12)]]


def test_times_of_the_day_are_read_as_people_type_them():
    typed = {"7": 25200, "07:30": 27000, "0730": 27000, "7.30": 27000, "24:00": 86400, "0": 0, " 9:05 ": 32700}
    assert {text: week.second(text) for text in typed} == typed
    assert [week.second(text) for text in ("25", "24:01", "7:60", "noon", "", "-1")] == [None] * 6
    assert [week.clock(second) for second in (0, 27000, 86400, 61)] == ["00:00", "07:30", "24:00", "00:01:01"]
