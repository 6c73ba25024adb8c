"""How far back a look reads, and what counts as late."""

from datetime import UTC, datetime, timedelta

import pytest

from akiles_console.events import looks
from akiles_console.events.looks import DEEP, Looks, begin, deep_after, ended, late_by

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def first(at: datetime = NOON, newest: datetime | None = None) -> Looks:
    return ended(None, since=at - DEEP, at=at, newest=newest, deep=True)


def test_the_first_look_reads_two_days_or_as_far_as_somebody_wants():
    assert begin(None, NOON, deep=True) == NOON - DEEP
    assert begin(None, NOON, deep=True, since=NOON - 3 * DEEP) == NOON - 3 * DEEP
    assert begin(None, NOON, deep=True, since=NOON - minutes(5)) == NOON - DEEP


def test_a_look_reads_ten_minutes_behind_the_newest_event_however_long_nobody_looked():
    known = first(newest=NOON - minutes(1))
    for later in (minutes(1), timedelta(days=30)):
        assert begin(known, NOON + later, deep=False) == NOON - minutes(11)


def test_a_deep_look_reads_two_days_behind_the_last_deep_one():
    known = first(newest=NOON - minutes(1))
    known = ended(known, since=NOON, at=NOON + 2 * DEEP, newest=NOON + 2 * DEEP, deep=True)
    assert begin(known, NOON + 3 * DEEP, deep=True) == NOON + DEEP


def test_nothing_from_before_the_beginning_is_taken_for_new():
    known = first(newest=NOON - timedelta(hours=30))
    assert begin(known, NOON, deep=True) == known.beginning == NOON - DEEP


def test_after_a_very_long_absence_a_look_reads_ninety_days_and_begins_anew():
    known, now = first(newest=NOON), NOON + timedelta(days=400)
    since = begin(known, now, deep=True)
    assert since == now - looks.LONGEST
    assert ended(known, since=since, at=now, newest=None, deep=True).beginning == since


def test_a_device_whose_clock_is_ahead_moves_nothing_forward():
    known = ended(first(newest=NOON), since=NOON, at=NOON + minutes(1), newest=NOON + minutes(90), deep=False)
    assert known.newest == NOON + minutes(1)


@pytest.mark.parametrize(
    ("happened", "found", "late"),
    [
        (minutes(1), minutes(1.1), 0),  # after the last look: in time
        (minutes(-1), minutes(0.1), 0),  # a minute before it, and not there: not yet late
        (minutes(-3), minutes(0.1), 186),
        (minutes(-3), minutes(600), 180),  # nobody looked for ten hours: it was late by three minutes at least
        (minutes(-600), minutes(5), 36_300),
    ],
)
def test_late_is_what_the_look_before_should_have_shown(happened, found, late):
    assert late_by(NOON + happened, NOON + found, first(newest=NOON)) == late


def test_behind_the_short_window_the_deep_look_says_what_was_there():
    newer = NOON + minutes(14)
    known = ended(first(newest=NOON), since=NOON - minutes(10), at=newer, newest=newer, deep=False)
    known = ended(known, since=newer - minutes(10), at=newer + minutes(1), newest=newer, deep=False)
    assert late_by(NOON + minutes(3), NOON + minutes(15), known) == 12 * 60
    assert late_by(NOON - minutes(30), NOON + minutes(15), known) == 45 * 60


def test_nothing_is_late_before_the_first_look():
    assert late_by(NOON - DEEP, NOON, None) == 0


@pytest.mark.parametrize(("pages", "seconds"), [(0, 60), (1, 60), (4, 240), (100, 900)])
def test_a_small_log_is_read_whole_more_often(pages, seconds):
    assert deep_after(5.0, pages) == seconds
