"""Lists: what a server refuses is done here, with the same result, and every object is read exactly once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from itertools import combinations
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akiles_console.api import lists
from akiles_console.api.client import Client
from akiles_console.api.errors import Refused

pytestmark = pytest.mark.anyio

Listing = Callable[[Client], Any]


async def everything(listing: Any) -> list[Any]:
    return [one async for one in listing]


def prepared(practice: Any) -> Any:
    """The office, with a deleted member, a revoked e-mail, and events that have no known subject."""
    backend = practice.backend
    members = list(backend.tables["members"].by_id.values())
    members[0]["is_deleted"] = True
    mail = backend.living("emails", members[1]["id"])[0]
    backend.mark_child_deleted("emails", mail)
    backend.record("edit", "member", member_id=members[2]["id"])
    return practice


def at(practice: Any, kind: str, place: int) -> dict[str, Any]:
    found: dict[str, Any] = list(practice.backend.tables[kind].by_id.values())[place]
    return found


def mail(practice: Any) -> str:
    return str(practice.backend.living("emails", at(practice, "members", 4)["id"])[0]["email"]).upper()


MEMBERS: dict[str, Callable[[Any], Listing]] = {
    "all": lambda p: lambda c: c.members.list(),
    "plain": lambda p: lambda c: c.members.list(expand=False),
    "by mark": lambda p: lambda c: c.members.list(source="nexudus"),
    "by id at the source": lambda p: (
        lambda c: c.members.list(source="nexudus", source_id=at(p, "members", 15)["metadata"]["sourceID"], expand=False)
    ),
    "by e-mail": lambda p: lambda c: c.members.list(email=mail(p)),
    "by e-mail, plain": lambda p: lambda c: c.members.list(email=mail(p), expand=False),
    "by time": lambda p: (
        lambda c: c.members.list(since=at(p, "members", 3)["created_at"], before=at(p, "members", 9)["created_at"])
    ),
    "by time, oldest first": lambda p: (
        lambda c: c.members.list(since=at(p, "members", 3)["created_at"], sort="created_at:asc")
    ),
}
EVENTS: dict[str, Callable[[Any], Listing]] = {
    "all": lambda p: lambda c: c.events.list(),
    "plain": lambda p: lambda c: c.events.list(expand=False),
    "by verb and type": lambda p: lambda c: c.events.list(verb="use", object_type="gadget_action"),
    "by door": lambda p: lambda c: c.events.list(gadget_id=at(p, "gadgets", 0)["id"]),
    "by device": lambda p: lambda c: c.events.list(device_id=at(p, "devices", 0)["id"]),
    "about somebody": lambda p: lambda c: c.events.list(member_id=at(p, "members", 2)["id"]),
    "by somebody": lambda p: lambda c: c.events.list(by_member_id=at(p, "members", 2)["id"]),
    "lately": lambda p: lambda c: c.events.list(since=at(p, "events", -40)["created_at"]),
    "before": lambda p: lambda c: c.events.list(before=at(p, "events", 7)["created_at"], verb="use"),
}
OTHERS: dict[str, Callable[[Any], Listing]] = {
    "groups": lambda p: lambda c: c.member_groups.list(search="ENGI"),
    "schedules": lambda p: lambda c: c.schedules.list(search="o"),
    "e-mails": lambda p: lambda c: c.emails.list(at(p, "members", 4)["id"], search="EXAMPLE"),
}
CASES = [
    *(pytest.param(make, id=f"members {name}") for name, make in MEMBERS.items()),
    *(pytest.param(make, id=f"events {name}") for name, make in EVENTS.items()),
    *(pytest.param(make, id=name) for name, make in OTHERS.items()),
]
PAGING = {"limit", "cursor", "sort"}


@pytest.mark.parametrize("make", CASES)
async def test_a_server_that_refuses_wishes_gives_the_same(practice: Any, make: Any) -> None:
    """For every set of parameters that a server may lack."""
    listing: Listing = make(prepared(practice))
    async with practice.client() as client:
        expected = await everything(listing(client))
    names = sorted(set(practice.requests[-1].url.params) - PAGING)
    for lacking in (set(some) for count in range(1, len(names) + 1) for some in combinations(names, count)):
        practice.refuses = lacking
        async with practice.client() as client:
            assert await everything(listing(client)) == expected
            practice.requests.clear()
            assert await everything(listing(client)) == expected
        asked = {name for request in practice.requests for name in request.url.params} - PAGING
        assert asked == set(names) - lacking  # nothing that is refused is asked again, and all the rest is


@pytest.mark.parametrize("make", CASES)
async def test_the_cases_find_something(practice: Any, make: Any) -> None:
    async with practice.client() as client:
        assert await everything(make(prepared(practice))(client)) != []


async def test_one_event_has_its_names_either_way(practice: Any) -> None:
    async with practice.client() as client:
        used = (await everything(client.events.list(verb="use")))[0]
        expected = await client.events.get(used.id)
        assert expected.object_gadget is not None
        practice.refuses = {"expand"}
        assert await client.events.get(used.id) == expected == used


async def test_names_are_read_once_a_listing(practice: Any) -> None:
    practice.refuses = {"expand"}
    async with practice.client() as client:
        found = await everything(client.events.list(verb="use"))
    about = [one.url.path for one in practice.requests if one.url.path != "/v2/events"]
    assert len(about) == len(set(about)) < len(found)


async def test_a_tail_of_a_server_without_times_does_not_read_all_of_the_log(practice: Any) -> None:
    practice.refuses = {"created_at:ge"}
    for _ in range(300):
        practice.backend.record("use", "gadget_action")
    since = at(practice, "events", -5)["created_at"]
    async with practice.client() as client:
        assert len(await everything(client.events.list(since=since, expand=False))) == 5
        practice.requests.clear()
        assert len(await everything(client.events.list(since=since, expand=False))) == 5
    assert len(practice.requests) == 1


async def test_what_vanished_has_no_name(client: Client, akiles: Any) -> None:
    event = {"id": "evt_1", "verb": "dance", "object": {"type": "tag", "gadget_id": "gad_9"}, "created_at": "?"}
    refused = httpx.Response(400, json={"type": "invalid_request", "message": "expand?"})
    akiles.on("GET /events", refused, {"data": [event], "has_next": False})
    akiles.on("GET /gadgets/gad_9", httpx.Response(404, json={"type": "not_found", "message": ""}))
    [found] = await everything(client.events.list())
    assert (found.verb, found.object.type, found.object_gadget) == ("dance", "tag", None)


async def test_a_refusal_further_on_is_no_reason_to_drop_a_wish(practice: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(lists, "PAGE", 10)

    def refuse_cursors(request: httpx.Request) -> None:
        practice.refuses = {"cursor"} if "cursor" in request.url.params else set()

    practice.before = refuse_cursors
    async with practice.client() as client:
        with pytest.raises(Refused):
            await everything(client.members.list())
        assert client.calls == 2
        assert client._transport.refused == set()


async def test_times_that_are_none_are_refused_here(practice: Any) -> None:
    async with practice.client() as client:
        for text in ("yesterday", "2026-01-01", "2026-01-01T00:00:00", "2026-13-01T00:00:00Z"):
            with pytest.raises(ValueError, match=r"RFC 3339|month"):
                await everything(client.members.list(since=text))
    assert practice.requests == []


# No page is ever lost or read twice

STEP = st.tuples(st.sampled_from(["create", "delete"]), st.integers(0, 30))
KINDS = ["members", "events", "member_groups", "schedules", "cards", "webhooks", "emails", "pins", "group_associations"]


class Disturbed:
    """A practice Akiles whose objects of one kind come and go between the pages of a list."""

    def __init__(self, practice: Any, kind: str, count: int) -> None:
        self.practice = practice
        self.backend = practice.backend
        self.kind = kind
        self.member = self.backend.make("members", {"name": "Ana"})["id"]
        self.group = self.backend.make("member_groups", {"name": "All"})["id"]
        self.number = 0
        for _ in range(count):
            self.create()
        self.always = self.living()
        self.ever = self.living()

    def living(self) -> set[str]:
        if self.kind in self.backend.tables:
            return {o["id"] for o in self.backend.tables[self.kind].by_id.values() if not o.get("is_deleted")}
        return {one["id"] for one in self.backend.living(self.kind, self.member)}

    def create(self) -> None:
        self.number += 1
        n, of_member = self.number, f"/members/{self.member}"
        path, body = {
            "members": ("/members", {"name": f"Name {n % 3}"}),
            "events": ("/members", {"name": "makes an event"}),
            "member_groups": ("/member_groups", {"name": f"Group {n % 3}"}),
            "schedules": ("/schedules", {"name": "Always", "weekdays": [{"ranges": []}] * 7}),
            "cards": ("/cards", {"uid": f"{n:08X}"}),
            "webhooks": ("/webhooks", {"url": "https://x.example", "filter": []}),
            "emails": (f"{of_member}/emails", {"email": f"a{n}@example.com"}),
            "pins": (f"{of_member}/pins", {}),
            "group_associations": (f"{of_member}/group_associations", {"member_group_id": self.group}),
        }[self.kind]
        self._write("POST", path, body)

    def delete(self, place: int) -> None:
        living = sorted(self.living())
        if not living or self.kind == "events":
            return
        path = f"/members/{self.member}/{self.kind}" if self.kind not in self.backend.tables else f"/{self.kind}"
        self._write("DELETE", f"{path}/{living[place % len(living)]}", None)

    def _write(self, method: str, path: str, body: Any) -> None:
        answer = self.practice(httpx.Request(method, f"https://x/v2{path}", json=body))
        assert answer.status_code == 200, answer.text

    def step(self, what: str, place: int) -> None:
        if what == "create":
            self.create()
        else:
            self.delete(place)
        self.always &= self.living()
        self.ever |= self.living()

    def listing(self, client: Client, sort: str | None) -> Any:
        noun = getattr(client, self.kind)
        return noun.list(self.member, sort=sort) if self.kind not in self.backend.tables else noun.list(sort=sort)


@settings(max_examples=300, deadline=None)
@given(
    kind=st.sampled_from(KINDS),
    count=st.integers(0, 12),
    between=st.lists(st.lists(STEP, max_size=4), max_size=8),
    size=st.integers(1, 4),
    sort=st.sampled_from([None, "id:asc", "id:desc"]),
)
def test_nothing_is_lost_or_read_twice_while_others_write(
    new_practice: Any, kind: str, count: int, between: list[Any], size: int, sort: str | None
) -> None:
    """Whatever happens between two pages: who was there all the time is in the list, once."""
    akiles = Disturbed(new_practice("empty"), kind, count)
    todo = iter(between)

    def disturb(request: httpx.Request) -> None:
        if "cursor" in request.url.params:
            for step in next(todo, ()):
                akiles.step(*step)

    async def read() -> list[str]:
        async with akiles.practice.client() as client:
            akiles.practice.before = disturb
            return [one.id async for one in akiles.listing(client, sort)]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lists, "PAGE", size)
        found = asyncio.run(read())
    assert len(found) == len(set(found))
    assert akiles.always <= set(found) <= akiles.ever


async def test_pages_that_overlap_give_each_object_once(client: Client, akiles: Any) -> None:
    """A server that counts positions shifts its pages when somebody creates."""

    def page(*numbers: int, cursor: str | None = None) -> dict[str, Any]:
        data = [{"id": f"site_{n}", "name": "x"} for n in numbers]
        return {"data": data, "has_next": cursor is not None, "cursor_next": cursor}

    akiles.on("GET /sites", page(5, 4, 3, cursor="3"), page(3, 2, cursor="6"), page(cursor="7"), page(1))
    assert [site.id for site in await everything(client.sites.list())] == [f"site_{n}" for n in (5, 4, 3, 2, 1)]
