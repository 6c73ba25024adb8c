"""What the templates hold."""

from __future__ import annotations

import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from akiles_console.demo import data
from akiles_console.demo.backend import Backend

_NOW = datetime(2026, 3, 9, 10, 0, tzinfo=UTC)


def _office() -> Backend:
    return data.build("office", "Practice office", lambda: _NOW)


def _all(backend: Backend, kind: str) -> list[dict[str, Any]]:
    return list(backend.tables[kind].by_id.values())


def test_the_office() -> None:
    """As much of everything as a small company has."""
    office = _office()
    counts = {kind: len(office.tables[kind].by_id) for kind in office.tables if kind != "events"}
    assert counts == {
        "sites": 2,
        "products": 4,
        "devices": 8,
        "gadgets": 10,
        "members": 25,
        "member_groups": 6,
        "schedules": 3,
        "cards": 14,
        "webhooks": 0,
    }
    assert Counter(device["status"]["online"] for device in office.tables["devices"].by_id.values()) == {
        True: 7,
        False: 1,
    }
    names = {group["name"] for group in _all(office, "member_groups")}
    assert names == {"Everyone", "Engineering", "Sales", "Operations", "Finance", "Management"}
    assert all(site["timezone"] == "Europe/Madrid" for site in _all(office, "sites"))
    products = set(office.tables["products"].by_id)
    assert {device["product_id"] for device in _all(office, "devices")} == products


def test_people_of_the_office() -> None:
    """Some by hand, some of other integrations, none ours; each has a credential; cards are left to give."""
    members = _office().members
    sources = Counter(member["metadata"].get("source", "") for member in members)
    assert sources == {"": 14, "nexudus": 6, "guesty": 5}
    kinds = ("emails", "pins", "cards", "magic_links")
    assert all(any(member[kind] for kind in kinds) for member in members)
    addresses = [mail["email"] for member in members for mail in member["emails"]]
    assert len(set(addresses)) == len(addresses)
    assert "lucja.wisniewska@example.com" in addresses
    assert sum(len(member["cards"]) for member in members) == 6


def test_a_week_of_events() -> None:
    """All of the last seven days, in order, by members who have what they used."""
    office = _office()
    events = _all(office, "events")
    times = sorted(str(event["created_at"]) for event in events)
    assert len(events) > 100
    assert office.stamp(_NOW - timedelta(days=8)) < times[0]
    assert times[-1] < office.stamp(_NOW)


def test_the_same_clock_gives_the_same_office() -> None:
    """Nothing depends on chance, so that a picture or a test is the same tomorrow."""
    first, second = _office(), _office()
    assert first.members == second.members
    assert _all(first, "events") == _all(second, "events")


def test_the_empty_one() -> None:
    """A site and nobody."""
    empty = data.build("empty", "Practice annex", lambda: _NOW)
    assert len(empty.tables["sites"].by_id) == 1
    assert empty.members == []


def test_a_hundred_thousand_members_start_soon() -> None:
    """A figure for a fast machine is in the bench; here it must not take minutes."""
    begun = time.process_time()
    office = _office()
    data.add_members(office, 100_000, _NOW)
    assert office.count_members() == 100_025
    assert time.process_time() - begun < 20


def test_doors_have_what_opens_them() -> None:
    """Keypads name real doors; one controller is virtual, one cylinder offline."""
    office = _office()
    gadgets = office.tables["gadgets"].by_id
    devices = _all(office, "devices")
    rules = [rule for device in devices for rule in device["input_rules"]]
    assert {gadgets[rule["gadget_id"]]["name"] for rule in rules} >= {"Street door", "Second floor door"}
    assert [device["name"] for device in devices if device["hardware_id"] is None] == ["Workshop controller"]
    assert [device["name"] for device in devices if not device["status"]["online"]] == ["Tool room cylinder"]


def test_many_members() -> None:
    """As a sync would have made them: our mark, an id each, an address, one group."""
    office = _office()
    data.add_members(office, 300, _NOW)
    ours = [one for one in office.members if one["metadata"].get("source") == "akiles-console"]
    assert len({one["metadata"]["sourceID"] for one in ours}) == 300
    assert {(len(one["emails"]), len(one["group_associations"])) for one in ours} == {(1, 1)}
