"""What is known of members, and when it is too old."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from akiles_console.api.errors import NotFound
from akiles_console.api.models import Member
from akiles_console.clock import Clock
from akiles_console.sync.picture import FRESH, Picture, members
from akiles_console.sync.plan import Operation

pytestmark = pytest.mark.anyio


class Akiles:
    """Members by id, and what was asked for."""

    def __init__(self, *ids):
        self.there = {id: Member(id=id, name=id) for id in ids}
        self.asked = []
        self.members = self

    async def get(self, id, expand):
        self.asked.append(id)
        if id not in self.there:
            raise NotFound("GET /members")
        return self.there[id]

    async def list(self, expand):
        self.asked.append("list")
        for one in list(self.there.values()):
            yield one


class Time:
    def __init__(self):
        self.at = 0.0

    def clock(self):
        return Clock(now=lambda: datetime(2026, 3, 12, tzinfo=UTC), monotonic=lambda: self.at)


async def test_the_cheaper_way_is_taken_and_who_is_gone_is_missing():
    akiles = Akiles("a", "b", "c")
    assert set(await members(akiles, 300, ["a", "x"])) == {"a"} and sorted(akiles.asked) == ["a", "x"]
    akiles.asked.clear()
    assert set(await members(akiles, 90, ["a"])) == {"a", "b", "c"} and akiles.asked == ["list"]


async def test_what_was_read_is_believed_for_half_a_minute():
    akiles, time = Akiles("a"), Time()
    picture = Picture(akiles, dict(akiles.there), time.clock())
    time.at = FRESH
    await picture.look("a", ())
    assert akiles.asked == []
    time.at += 0.1
    assert (await picture.look("a", ())).id == "a" and akiles.asked == ["list"]
    await picture.look("a", ())
    picture.forget()
    await picture.look("a", ())
    assert akiles.asked == ["list", "list"]


async def test_who_is_gone_is_nobody_and_a_deleted_one_that_no_listing_shows_is_read_alone():
    akiles, time = Akiles("a"), Time()
    known = {"a": akiles.there["a"], "b": Member(id="b", name="b"), "c": Member(id="c", name="c", is_deleted=True)}
    picture = Picture(akiles, known, time.clock())
    akiles.there["c"] = known["c"]
    listed, akiles.list = akiles.list, lambda expand: living(listed(expand))
    picture.forget()
    assert await picture.look("b", ["c"]) is None
    assert (await picture.look("c", ())).is_deleted and "c" in akiles.asked


async def living(listing):
    async for one in listing:
        if not one.is_deleted:
            yield one


async def test_somebody_who_was_just_made_is_known_with_nothing():
    akiles, time = Akiles(), Time()
    picture = Picture(akiles, {}, time.clock())
    picture.made("n", Operation(kind="create_member", key="7", changes=(("name", "Ana"),)), "akiles-console", seen=True)
    seen = await picture.look("n", ())
    assert (seen.name, seen.metadata) == ("Ana", {"source": "akiles-console", "sourceID": "7"})
    assert picture.planned_from["n"] == seen and akiles.asked == []


async def test_somebody_made_some_time_ago_is_read_before_more_is_written():
    akiles, time = Akiles("n"), Time()
    picture = Picture(akiles, {}, time.clock())
    made = Operation(kind="create_member", key="7", changes=(("name", "Ana"),))
    picture.made("n", made, "akiles-console", seen=False)
    assert (await picture.look("n", ())).id == "n" and akiles.asked
