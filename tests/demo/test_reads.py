"""Reading: every list, its order, pages, filters and expansions."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akiles_console.demo import data, routes
from akiles_console.demo.server import DemoServer

pytestmark = pytest.mark.anyio

_KINDS = ("sites", "products", "devices", "gadgets", "members", "member_groups", "schedules", "cards", "events")
_EXPAND = "emails,pins,cards,magic_links,tokens,group_associations.member_group"


async def _all(api: httpx.AsyncClient, path: str, **params: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    while True:
        answer = (await api.get(path, params=params)).raise_for_status().json()
        found += answer["data"]
        if not answer["has_next"]:
            assert answer["cursor_next"] is None
            return found
        params["cursor"] = answer["cursor_next"]


@pytest.mark.parametrize("kind", _KINDS)
async def test_every_kind_is_listed_and_read_by_id(api: httpx.AsyncClient, kind: str) -> None:
    """All pages together hold each object once, newest first, and each can be read alone."""
    found = await _all(api, f"/{kind}", limit=3 if kind != "events" else 50)
    assert found
    assert len({one["id"] for one in found}) == len(found)
    key = "created_at" if "created_at" in found[0] else "id"
    assert [one[key] for one in found] == sorted((one[key] for one in found), reverse=True)
    assert (await api.get(f"/{kind}/{found[0]['id']}")).json() == found[0]


@pytest.mark.parametrize("child", ["emails", "pins", "magic_links", "cards", "group_associations", "tokens"])
async def test_children_are_listed_and_read_by_id(api: httpx.AsyncClient, server: DemoServer, child: str) -> None:
    """Each kind of child is found below its member, and not below another one."""
    if child == "tokens":
        await api.post(f"/members/{server.backend.members[0]['id']}/tokens", json={})
    mine = next(one for one in server.backend.members if one[child])
    other = next(one for one in server.backend.members if one["id"] != mine["id"])
    listed = await _all(api, f"/members/{mine['id']}/{child}", limit=1)
    assert {one["id"] for one in listed} == {one["id"] for one in mine[child]}
    assert (await api.get(f"/members/{mine['id']}/{child}/{listed[0]['id']}")).json() == listed[0]
    assert (await api.get(f"/members/{other['id']}/{child}/{listed[0]['id']}")).status_code == 404


async def test_organization(api: httpx.AsyncClient, server: DemoServer) -> None:
    """The organization is the one of the token, and takes metadata."""
    answer = (await api.get("/organization")).json()
    assert (answer["id"], answer["name"]) == (server.backend.id, "Practice office")
    changed = await api.patch("/organization", json={"metadata": {"note": "ours"}})
    assert changed.json()["metadata"] == {"note": "ours"}


async def test_sort_by_name(api: httpx.AsyncClient) -> None:
    """A list in another order is paged like any other."""
    names = [one["name"] for one in await _all(api, "/members", sort="name:asc", limit=4)]
    assert names == sorted(names)
    assert len(names) == 25


@pytest.mark.parametrize(
    "query",
    [
        {"limit": "0"},
        {"limit": "101"},
        {"limit": "x"},
        {"limit": "²"},
        {"limit": "1000"},
        {"limit": "-1"},
        {"sort": "name"},
        {"sort": "colour:asc"},
        {"cursor": "no cursor"},
        {"cursor": "e30="},
        {"cursor": "NQ=="},
        {"expand": "friends"},
        {"expand": "emails,"},
        {"expand": "group_associations.friends"},
        {"expand": "emails.member_group"},
        {"is_deleted": "perhaps"},
        {"created_at:ge": "yesterday"},
        {"colour": "red"},
        {"q": "ana"},
    ],
)
async def test_wrong_parameters_are_refused(api: httpx.AsyncClient, query: dict[str, str]) -> None:
    """What the list of members does not know is an invalid request, never ignored."""
    answer = await api.get("/members", params=query)
    assert (answer.status_code, answer.json()["type"]) == (400, "invalid_request")


async def test_parameters_where_none_belong_are_refused(api: httpx.AsyncClient, server: DemoServer) -> None:
    """A parameter given twice, one on a write, one on the organization, a cursor of another list."""
    assert (await api.get("/members", params=[("limit", "1"), ("limit", "2")])).status_code == 400
    assert (await api.post("/members", params={"x": "1"}, json={"name": "Ana"})).status_code == 400
    assert (await api.get("/organization", params={"expand": "sites"})).status_code == 400
    assert (await api.get("/sites/x", params={"limit": "1"})).status_code == 404
    site = next(iter(server.backend.tables["sites"].by_id))
    assert (await api.get(f"/sites/{site}", params={"limit": "1"})).status_code == 400
    cursor = (await api.get("/gadgets", params={"limit": 1})).json()["cursor_next"]
    assert (await api.get("/devices", params={"limit": 1, "cursor": cursor})).status_code == 400
    assert (await api.get("/gadgets", params={"cursor": cursor, "sort": "name:asc"})).status_code == 400


async def test_filters_of_members(api: httpx.AsyncClient) -> None:
    """By source, by source and id, by address whatever its case, by time, by being deleted."""
    guests = await _all(api, "/members", **{"metadata.source": "guesty"})
    assert len(guests) == 5
    mark = guests[2]["metadata"]
    one = await _all(api, "/members", **{"metadata.source": "guesty", "metadata.sourceID": mark["sourceID"]})
    assert [guest["id"] for guest in one] == [guests[2]["id"]]
    assert not await _all(api, "/members", **{"metadata.source": "nexudus", "metadata.sourceID": mark["sourceID"]})
    assert [m["name"] for m in await _all(api, "/members", email="Chidi.Okonkwo@EXAMPLE.com")] == ["Chidi Okonkwo"]
    everybody = await _all(api, "/members", sort="created_at:asc")
    moment = everybody[9]["created_at"]
    assert await _all(api, "/members", **{"created_at:ge": moment, "sort": "created_at:asc"}) == everybody[9:]
    assert await _all(api, "/members", **{"created_at:lt": moment, "sort": "created_at:asc"}) == everybody[:9]
    await api.delete(f"/members/{guests[0]['id']}")
    assert len(await _all(api, "/members")) == 24
    assert [m["id"] for m in await _all(api, "/members", is_deleted="true")] == [guests[0]["id"]]
    assert len(await _all(api, "/members", is_deleted="any")) == 25
    assert len(await _all(api, "/members", is_deleted="false")) == 24


async def test_a_changed_mark_or_address_is_found_under_the_new_one_only(
    api: httpx.AsyncClient, server: DemoServer
) -> None:
    """The filters look at what is, not at what was."""
    member = next(one for one in server.backend.members if one["emails"])
    await api.patch(f"/members/{member['id']}", json={"metadata": {"sourceID": "1"}})
    await api.patch(f"/members/{member['id']}", json={"metadata": {"sourceID": "2"}})
    assert not await _all(api, "/members", **{"metadata.sourceID": "1"})
    assert len(await _all(api, "/members", **{"metadata.sourceID": "2"})) == 1
    old = member["emails"][0]
    assert len(await _all(api, "/members", email=old["email"])) == 1
    await api.delete(f"/members/{member['id']}/emails/{old['id']}")
    assert not await _all(api, "/members", email=old["email"])


async def test_filters_of_events(api: httpx.AsyncClient, server: DemoServer) -> None:
    """By verb, by gadget, by who did it and since when."""
    events = await _all(api, "/events", limit=100)
    gadget = events[0]["object"]["gadget_id"]
    at_gadget = await _all(api, "/events", **{"object.gadget_id": gadget, "verb": "use"})
    assert at_gadget == [one for one in events if one["object"]["gadget_id"] == gadget]
    member = events[0]["subject"]["member_id"]
    theirs = await _all(api, "/events", **{"subject.member_id": member, "object.type": "gadget_action"})
    assert theirs == [one for one in events if one["subject"]["member_id"] == member]
    assert await _all(api, "/events", **{"created_at:gt": events[9]["created_at"]}) == events[:9]


async def test_events_expand_what_they_name(api: httpx.AsyncClient) -> None:
    """Who, which door, which device and site come along; what an event does not name is null."""
    names = "subject_member,object_member,object_gadget,object_device,object_site"
    event = (await api.get("/events", params={"limit": 1, "expand": names})).json()["data"][0]
    assert event["subject_member"]["id"] == event["subject"]["member_id"]
    assert event["object_gadget"]["id"] == event["object"]["gadget_id"]
    assert event["object_device"]["id"] == event["object"]["device_id"]
    assert event["object_site"]["id"] == event["object"]["site_id"]
    assert event["object_member"] is None


async def test_expanded_children_include_deleted_ones(api: httpx.AsyncClient, server: DemoServer) -> None:
    """A reader has to look at is_deleted; a list of children shows the living."""
    member = next(one for one in server.backend.members if one["emails"] and one["group_associations"])
    await api.delete(f"/members/{member['id']}/emails/{member['emails'][0]['id']}")
    got = (await api.get(f"/members/{member['id']}", params={"expand": _EXPAND})).json()
    assert [one["is_deleted"] for one in got["emails"]] == [True]
    assert (await api.get(f"/members/{member['id']}/emails")).json()["data"] == []
    association = got["group_associations"][0]
    assert association["member_group"]["id"] == association["member_group_id"]


async def test_no_secret_in_a_read(api: httpx.AsyncClient, server: DemoServer) -> None:
    """The digits of a PIN and a link are in the answers of a create and a reveal only."""
    for member in await _all(api, "/members", expand=_EXPAND):
        for kind in ("pins", "magic_links", "tokens"):
            assert not any({"pin", "link", "token"} & set(one) for one in member[kind])


async def test_five_thousand_members_are_fifty_requests(connect: Callable[..., httpx.AsyncClient]) -> None:
    """One expanded listing, 100 a page, nothing per member."""
    async with DemoServer(template="empty", members=5000) as server, connect(server) as api:
        everybody = await _all(api, "/members", limit=100, expand="emails,group_associations")
        assert len({one["metadata"]["sourceID"] for one in everybody}) == 5000
        assert all(len(one["emails"]) == len(one["group_associations"]) == 1 for one in everybody)
        assert len(server.requests) == 50


_STEP = st.one_of(st.just("create"), st.integers(0, 99))


@settings(deadline=None)
@given(
    size=st.integers(0, 30),
    limit=st.integers(1, 7),
    sort=st.sampled_from(["created_at:desc", "created_at:asc", "name:asc", "id:desc"]),
    between=st.lists(st.lists(_STEP, max_size=4), max_size=12),
    seed=st.integers(0, 9),
)
def test_paging_while_others_write(size: int, limit: int, sort: str, between: list[list[str | int]], seed: int) -> None:
    """Whoever is there from the first page to the last is read exactly once, whoever comes and goes meanwhile."""
    backend = data.build("empty", "Anywhere", lambda: datetime(2026, 1, 1, tzinfo=UTC))
    chance = random.Random(seed)

    def living() -> list[str]:
        return [one["id"] for one in backend.members]

    def create() -> None:
        routes.answer(backend, "POST", "/members", [], {"name": chance.choice("ABCDE")})

    for _ in range(size):
        create()
    throughout, read, cursor = set(living()), [], ""
    for steps in [*between, *[[]] * 100]:
        query = [("limit", str(limit)), ("sort", sort), *([("cursor", cursor)] if cursor else [])]
        answer = routes.answer(backend, "GET", "/members", query, None)
        read += [one["id"] for one in answer["data"]]
        if not answer["has_next"]:
            break
        cursor = answer["cursor_next"]
        for step in steps:
            if step == "create":
                create()
            elif isinstance(step, int) and (there := living()):
                routes.answer(backend, "DELETE", f"/members/{there[step % len(there)]}", [], None)
        throughout &= set(living())
    else:
        pytest.fail("the list never ends")
    assert len(read) == len(set(read))
    assert throughout <= set(read)
