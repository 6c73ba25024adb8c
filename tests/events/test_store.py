"""What this computer keeps of the log: once, with names, for ninety days, without taking another version apart."""

import os
import sqlite3
import stat
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from akiles_console.api.events import Event, EventObject, EventSubject, Named
from akiles_console.api.models import Member, MemberCard, MemberPin
from akiles_console.events import filters
from akiles_console.events.filters import Filters, Remembered
from akiles_console.events.firsts import first_uses
from akiles_console.events.looks import ended
from akiles_console.events.records import LogError, Seen
from akiles_console.events.store import FILE, Store, uses

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def opened(folder, now=NOON):
    return closing(Store(folder, lambda: now))


def seen(number, at=NOON, late_by=0, pin="mp_1", name="Ana"):
    event = Event(
        id=f"evt_{number}", created_at=at.isoformat(), verb="use",
        subject=EventSubject(member_id="mem_1", member_pin_id=pin),
        object=EventObject(type="gadget_action", gadget_id="gad_1"), subject_member=Named(id="mem_1", name=name),
        more={"mood": "good"},
    )  # fmt: skip
    return Seen(event=event, late_by=late_by)


def test_events_are_kept_once_and_come_back_whole_the_newest_first(tmp_path):
    first, second = seen(1, NOON, late_by=300), seen(2, NOON + timedelta(minutes=1))
    looks = ended(None, since=NOON, at=NOON, newest=NOON, deep=True)
    with opened(tmp_path) as store:
        store.keep((first, second), looks)
        store.keep((seen(1, NOON, late_by=9),))
    with opened(tmp_path) as store:
        assert store.history(10) == (second, first)
        assert store.history(1) == (second,)
        assert (sorted(store.ids()), store.looks()) == (["evt_1", "evt_2"], looks)


def test_the_newest_name_remains_also_of_somebody_who_is_gone(tmp_path):
    with opened(tmp_path) as store:
        store.keep((seen(2, NOON, name="Ana Lee"), seen(1, NOON - timedelta(days=1), name="Ana")))
        assert store.names() == {"mem_1": "Ana Lee"}


def test_after_ninety_days_everything_is_forgotten(tmp_path):
    with opened(tmp_path) as store:
        store.keep((seen(1), seen(2, NOON + timedelta(days=60), pin="mp_2")))
    with opened(tmp_path, NOON + timedelta(days=91)) as store:
        assert store.ids() == ["evt_2"] and list(store.first_uses()) == ["mp_2"]
    with opened(tmp_path, NOON + timedelta(days=200)) as store:
        assert (store.ids(), store.first_uses(), store.names()) == ([], {}, {})


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_the_folder_is_closed_to_others(tmp_path):
    folder = tmp_path / "made"
    with opened(folder):
        assert stat.S_IMODE(os.stat(folder).st_mode) == 0o700


def test_a_file_that_is_none_and_one_of_tomorrow_are_said(tmp_path):
    (tmp_path / FILE).write_bytes(b"no database" * 500)
    with pytest.raises(LogError, match="log_unusable"):
        Store(tmp_path, lambda: NOON)
    (tmp_path / FILE).unlink()
    with closing(sqlite3.connect(tmp_path / FILE)) as db:
        db.execute("PRAGMA user_version=99")
    with pytest.raises(LogError, match="log_newer"):
        Store(tmp_path, lambda: NOON)


def test_a_full_disk_keeps_all_of_a_batch_or_nothing(tmp_path):
    with opened(tmp_path) as store:
        store._db.execute("CREATE TRIGGER full BEFORE INSERT ON used BEGIN SELECT RAISE(ABORT, 'disk full'); END")
        with pytest.raises(LogError, match="log_unusable"):
            store.keep((seen(1),))
        store._db.execute("DROP TRIGGER full")
        assert store.ids() == []
        store.keep((seen(1),))


def member(created):
    return Member(
        id="mem_1", name="Ana", pins=(MemberPin(id="mp_1", member_id="mem_1", created_at=created),),
        cards=(MemberCard(id="mc_1", member_id="mem_1", card_id="crd_1", created_at=created),),
    )  # fmt: skip


def test_the_first_use_of_a_credential_is_the_earliest_even_if_it_is_heard_of_late(tmp_path):
    with opened(tmp_path) as store:
        store.keep((seen(2, NOON + timedelta(hours=2)), seen(1, NOON + timedelta(hours=1), late_by=4000)))
        known = store.first_uses()
    pin, card = first_uses(member("2026-11-23T12:30:00Z"), known, NOON)
    assert (pin.kind, pin.used, pin.since) == ("pin", "2026-11-23T13:00:00.000000000Z", None)
    assert (card.kind, card.used, card.since) == ("card", None, None)
    earlier = seen(3, NOON + timedelta(minutes=31)).event
    assert (
        first_uses(member("2026-11-23T12:30:00Z"), known, NOON, [earlier])[0].used == "2026-11-23T12:31:00.000000000Z"
    )


def test_never_is_only_said_of_credentials_whose_whole_life_was_read():
    old = member("2026-01-01T00:00:00Z")
    assert [one.since for one in first_uses(old, {}, NOON)] == ["2026-11-23T12:00:00+00:00"] * 2
    assert [one.since for one in first_uses(old, {}, None)] == ["2026-01-01T00:00:00Z"] * 2


def test_what_was_chosen_is_remembered_and_a_damaged_file_forgotten(tmp_path):
    chosen = Remembered(filters=Filters(person="mem_1", late=True), notices=Filters(door="gad_1"))
    filters.save(tmp_path, chosen)
    assert filters.load(tmp_path) == chosen
    (tmp_path / "log.json").write_bytes(b"{")
    assert filters.load(tmp_path) == Remembered()


@pytest.mark.parametrize(
    ("chosen", "fits"),
    [
        (Filters(), True),
        (Filters(person="mem_1"), True),
        (Filters(person="mem_2"), False),
        (Filters(door="gad_1", verb="use"), True),
        (Filters(verb="edit"), False),
        (Filters(group="mg_1"), True),
        (Filters(group="mg_2"), False),
        (Filters(late=True), False),
        (Filters(method="pin"), False),
    ],
)
def test_what_fits(chosen, fits):
    assert filters.keeps(chosen, seen(1), {"mem_1": frozenset({"mg_1"})}) is fits


def test_uses_are_read_where_there_are_any(tmp_path):
    assert uses(tmp_path, lambda: NOON) == ({}, None)
    with opened(tmp_path) as store:
        store.keep((seen(1),), ended(None, since=NOON, at=NOON, newest=NOON, deep=True))
    assert uses(tmp_path, lambda: NOON) == ({"mp_1": "2026-11-23T12:00:00.000000000Z"}, NOON)
    (tmp_path / FILE).write_bytes(b"no database" * 500)
    assert uses(tmp_path, lambda: NOON) == ({}, None)
