"""Writing: what is made, changed and deleted, what is refused, and what the event log says of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from akiles_console.demo.credentials import Pins
from akiles_console.demo.refusal import Refusal
from akiles_console.demo.server import DemoServer

pytestmark = pytest.mark.anyio

_NIGHT = [{"ranges": [{"start": 79200, "end": 86400}]}] * 7


async def _member(api: httpx.AsyncClient, **fields: Any) -> str:
    answer = await api.post("/members", json={"name": "Ana Peña", **fields})
    return str(answer.raise_for_status().json()["id"])


def _refused(answer: httpx.Response) -> bool:
    return answer.status_code == 400 and answer.json()["type"] == "invalid_request"


async def test_a_member_is_made_read_changed_and_deleted(api: httpx.AsyncClient) -> None:
    """Times come back in UTC, PATCH changes what it names, DELETE is soft and answers with the object."""
    dates = {"starts_at": "2026-03-16T00:00:00+01:00", "ends_at": None}
    made = (await api.post("/members", json={"name": "Ana", **dates, "metadata": {"source": "x"}})).json()
    assert (made["starts_at"], made["ends_at"], made["is_deleted"]) == ("2026-03-15T23:00:00Z", None, False)
    path = f"/members/{made['id']}"
    changed = (await api.patch(path, json={"ends_at": "2026-04-01T00:00:00Z"})).json()
    assert changed == {**made, "ends_at": "2026-04-01T00:00:00Z"}
    assert (await api.patch(path, json={"metadata": {"other": "y"}})).json()["metadata"] == {"other": "y"}
    deleted = (await api.delete(path)).json()
    assert deleted["is_deleted"]
    assert (await api.get(path)).json() == deleted
    assert (await api.delete(path)).json() == deleted
    assert _refused(await api.patch(path, json={"name": "Eva"}))
    assert _refused(await api.post(f"{path}/emails", json={"email": "ana@example.com"}))
    assert _refused(await api.patch(path, json={"is_deleted": "no"}))
    assert not (await api.patch(path, json={"is_deleted": False})).json()["is_deleted"]
    assert (await api.patch(path, json={"is_deleted": True})).json()["is_deleted"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"name": ""},
        {"name": " "},
        {"name": None},
        {"name": 7},
        {"name": "Ana", "colour": "red"},
        {"name": "Ana", "id": "mem_1"},
        {"name": "Ana", "starts_at": "2026-03-16"},
        {"name": "Ana", "starts_at": "2026-03-16T00:00:00"},
        {"name": "Ana", "starts_at": "2026-02-30T00:00:00Z"},
        {"name": "Ana", "starts_at": "0001-01-01T00:00:00+01:00"},
        {"name": "Ana", "starts_at": 0},
        {"name": "Ana", "starts_at": "2026-03-16T00:00:00.5Z", "ends_at": "2026-03-16T00:00:00.25Z"},
        {"name": "Ana", "metadata": None},
        {"name": "Ana", "metadata": {"a": 1}},
        {"name": "Ana", "metadata": {"a": None}},
        {"name": "Ana", "metadata": {"a": "ñ" * 510}},
    ],
)
async def test_wrong_members_are_refused(api: httpx.AsyncClient, server: DemoServer, body: Any) -> None:
    """Nothing is made of a body that is not exactly right."""
    assert _refused(await api.post("/members", json=body))
    assert len(server.backend.members) == 25


async def test_metadata_may_be_as_long_as_allowed(api: httpx.AsyncClient) -> None:
    """1,024 bytes are not too many."""
    assert await _member(api, metadata={"a": "ñ" * 508})


async def test_a_body_must_be_json_and_say_so(api: httpx.AsyncClient) -> None:
    """No body, no JSON, another content type, bytes that are no text."""
    assert _refused(await api.post("/members"))
    assert _refused(await api.post("/members", content=b"{", headers={"content-type": "application/json"}))
    assert _refused(
        await api.post("/members", content=b'{"name": "\xff"}', headers={"content-type": "application/json"})
    )
    assert _refused(await api.post("/members", content=b'{"name": "Ana"}', headers={"content-type": "text/plain"}))


async def test_unknown_ids_paths_and_methods(api: httpx.AsyncClient) -> None:
    """404 for what is not there, 405 for what cannot be done."""
    member = await _member(api)
    for path in ("/members/mem_0", "/members/mem_0/pins", f"/members/{member}/pins/mp_0", "/sites/x", "/x", "/"):
        answer = await api.get(path)
        assert (answer.status_code, answer.json()["type"]) == (404, "not_found")
    assert (await api.delete("/members/mem_0")).status_code == 404
    assert (await api.patch("/members/mem_0", json={})).status_code == 404
    assert (await api.post("/members/mem_0/pins", json={})).status_code == 404
    assert (await api.delete("/members")).status_code == 405
    assert (await api.post("/sites", json={"name": "x"})).status_code == 405
    assert (await api.put(f"/members/{member}", json={})).status_code == 405
    assert (await api.delete("/organization")).status_code == 405


async def test_emails(api: httpx.AsyncClient) -> None:
    """Exactly one address each; metadata is all that changes afterwards."""
    path = f"/members/{await _member(api)}/emails"
    made = (await api.post(path, json={"email": "Ana.Peña@example.com", "metadata": {"op": "1"}})).json()
    assert made["email"] == "Ana.Peña@example.com"
    assert (await api.patch(f"{path}/{made['id']}", json={"metadata": {}})).json()["metadata"] == {}
    assert _refused(await api.patch(f"{path}/{made['id']}", json={"email": "eva@example.com"}))
    for wrong in ("", "ana", "ana@", "ana@example", "a@x.org, b@y.org", "Ana <ana@x.org>", "a b@x.org", None, 7):
        assert _refused(await api.post(path, json={"email": wrong})), wrong
    assert len((await api.get(path, params={"q": "PEÑA"})).json()["data"]) == 1
    assert (await api.get(path, params={"q": "eva"})).json()["data"] == []


async def test_pins_are_made_as_asked(api: httpx.AsyncClient) -> None:
    """Free digits, free digits of a length, the very digits; only the answer to a create or reveal shows them."""
    path = f"/members/{await _member(api)}/pins"
    free = (await api.post(path, json={})).json()
    assert len(free["pin"]) == free["length"] == 6
    nulls = (await api.post(path, json={"length": None, "pin": None})).json()
    assert nulls["pin"] != free["pin"]
    assert len((await api.post(path, json={"length": 20})).json()["pin"]) == 20
    chosen = (await api.post(path, json={"pin": "00420042", "metadata": {"op": "1"}})).json()
    assert (chosen["pin"], chosen["length"]) == ("00420042", 8)
    listed = (await api.get(path)).json()["data"]
    assert [sorted(one) for one in listed] == [sorted(set(chosen) - {"pin"})] * 4
    assert (await api.post(f"{path}/{free['id']}/reveal", json={})).json() == free


@pytest.mark.parametrize(
    "body",
    [
        {"pin": "123"},
        {"pin": "1" * 21},
        {"pin": "12a4"},
        {"pin": "١٢٣٤"},
        {"pin": 1234},
        {"pin": "1234", "length": 5},
        {"length": 3},
        {"length": 21},
        {"length": "6"},
        {"length": True},
        {"digits": 6},
    ],
)
async def test_wrong_pins_are_refused(api: httpx.AsyncClient, body: Any) -> None:
    """4 to 20 digits, and nothing else."""
    assert _refused(await api.post(f"/members/{await _member(api)}/pins", json=body))


async def test_a_pin_exists_once(api: httpx.AsyncClient) -> None:
    """A taken PIN is refused for everybody and is free again once it, or its member, is deleted."""
    first, second = await _member(api), await _member(api)
    pin = (await api.post(f"/members/{first}/pins", json={"pin": "4711"})).json()
    assert _refused(await api.post(f"/members/{second}/pins", json={"pin": "4711"}))
    assert _refused(await api.post(f"/members/{first}/pins", json={"pin": "4711"}))
    await api.delete(f"/members/{first}/pins/{pin['id']}")
    assert _refused(await api.post(f"/members/{first}/pins/{pin['id']}/reveal", json={}))
    assert (await api.post(f"/members/{second}/pins", json={"pin": "4711"})).status_code == 200
    await api.delete(f"/members/{second}")
    assert (await api.post(f"/members/{first}/pins", json={"pin": "4711"})).status_code == 200


def test_random_pins_never_repeat() -> None:
    """Four digits give thousands of different PINs, and when hardly any is left it says so."""
    pins, given = Pins(), []
    with pytest.raises(Refusal) as caught:
        for number in range(10_001):
            given.append(pins.give(f"mp_{number}", 4, None))
    assert caught.value.status == 400
    assert len(set(given)) == len(given) > 9_000


async def test_links_and_tokens_are_shown_on_create_and_reveal(api: httpx.AsyncClient) -> None:
    """The same secret both times, another one for another child."""
    member = await _member(api)
    for child, secret in (("magic_links", "link"), ("tokens", "token")):
        path = f"/members/{member}/{child}"
        first, second = (await api.post(path, json={})).json(), (await api.post(path, json={})).json()
        assert first[secret] != second[secret]
        assert (await api.post(f"{path}/{first['id']}/reveal", json={})).json() == first
        assert secret not in (await api.get(f"{path}/{first['id']}")).json()
        assert _refused(await api.post(f"{path}/{first['id']}/reveal", json={"x": 1}))
        assert (await api.get(f"{path}/{first['id']}/reveal")).status_code == 405
        assert (await api.put(f"{path}/{first['id']}", json={})).status_code == 405
        assert (await api.put(path, json={})).status_code == 405
        assert (await api.delete(f"{path}/{first['id']}")).json()["is_deleted"]


async def test_associations(api: httpx.AsyncClient, group: Callable[[str], str]) -> None:
    """With dates or without; an unknown or deleted group is refused; a group that goes takes them along."""
    path = f"/members/{await _member(api)}/group_associations"
    body = {"member_group_id": group("Sales"), "starts_at": "2026-03-16T00:00:00Z"}
    made = (await api.post(path, json=body)).json()
    assert (made["member_group_id"], made["starts_at"], made["ends_at"]) == (*body.values(), None)
    ended = await api.patch(f"{path}/{made['id']}", json={"ends_at": "2026-03-17T00:00:00Z"})
    assert ended.json() == {**made, "ends_at": "2026-03-17T00:00:00Z"}
    assert _refused(await api.patch(f"{path}/{made['id']}", json={"starts_at": "2026-03-18T00:00:00Z"}))
    assert _refused(await api.patch(f"{path}/{made['id']}", json={"member_group_id": group("Finance")}))
    assert _refused(await api.post(path, json={}))
    assert _refused(await api.post(path, json={"member_group_id": "mg_0"}))
    assert (await api.delete(f"/member_groups/{group('Sales')}")).json()["is_deleted"]
    assert (await api.get(path)).json()["data"] == []
    assert _refused(await api.post(path, json={"member_group_id": group("Sales")}))


async def test_cards_of_members(api: httpx.AsyncClient, server: DemoServer) -> None:
    """A card is named by exactly one of its three names, and belongs to one member at a time."""
    path, other = f"/members/{await _member(api)}/cards", f"/members/{await _member(api)}/cards"
    held = {one["card_id"] for member in server.backend.members for one in member["cards"]}
    cards = server.backend.tables["cards"].by_id.values()
    free = [one for one in cards if one["id"] not in held and one["printed_code"]]
    assert held
    made = (await api.post(path, json={"uid": free[0]["uid"].lower()})).json()
    assert made["card_id"] == free[0]["id"]
    assert (await api.post(path, json={"printed_code": free[1]["printed_code"], "uid": None})).status_code == 200
    assert (await api.post(path, json={"card_id": free[2]["id"]})).json()["card_id"] == free[2]["id"]
    assert _refused(await api.post(other, json={"card_id": free[0]["id"]}))
    assert _refused(await api.post(path, json={"card_id": free[0]["id"]}))
    assert _refused(await api.post(other, json={"card_id": sorted(held)[0]}))
    for wrong in ({}, {"uid": "xyz"}, {"uid": "04E96E09CE15A9"}, {"printed_code": "-----"}, {"card_id": "crd_0"}):
        assert _refused(await api.post(other, json=wrong)), wrong
    assert _refused(await api.post(other, json={"card_id": free[3]["id"], "uid": free[3]["uid"]}))
    got = await api.get(f"{path}/{made['id']}", params={"expand": "card"})
    assert got.json()["card"]["uid"] == free[0]["uid"]
    await api.delete(f"{path}/{made['id']}")
    assert (await api.post(other, json={"card_id": free[0]["id"]})).status_code == 200


async def test_cards_of_the_organization(api: httpx.AsyncClient) -> None:
    """A card is added by any of its names, renamed, and removed from its holder with it."""
    made = (await api.post("/cards", json={"uid": "04aabbccddeeff", "name": "Visitor"})).json()
    assert (made["uid"], made["printed_code"], made["id"][:4]) == ("04AABBCCDDEEFF", None, "crd_")
    assert _refused(await api.post("/cards", json={"uid": "04AABBCCDDEEFF"}))
    assert _refused(await api.post("/cards", json={"name": "Nothing"}))
    assert (await api.post("/cards", json={"id": "crd_abc"})).json()["id"] == "crd_abc"
    assert (await api.patch(f"/cards/{made['id']}", json={"name": None})).json()["name"] is None
    assert _refused(await api.patch(f"/cards/{made['id']}", json={"name": 7}))
    member = await _member(api)
    await api.post(f"/members/{member}/cards", json={"card_id": made["id"]})
    assert (await api.delete(f"/cards/{made['id']}")).json()["id"] == made["id"]
    assert (await api.get(f"/cards/{made['id']}")).status_code == 404
    assert (await api.get(f"/members/{member}/cards")).json()["data"] == []


async def test_groups_and_schedules(api: httpx.AsyncClient, server: DemoServer) -> None:
    """Rules name what exists; a schedule in use stays; arrays are replaced whole."""
    site = next(iter(server.backend.tables["sites"].by_id))
    night = (await api.post("/schedules", json={"name": "Night", "weekdays": _NIGHT})).json()
    rule = {"site_id": site, "schedule_id": night["id"], "access_methods": {"card": True}, "presence": "gps"}
    group = (await api.post("/member_groups", json={"name": "Guards", "permissions": [rule]})).json()
    methods = {**dict.fromkeys(("online", "bluetooth", "mobile_nfc", "pin"), False), "card": True}
    assert group["permissions"] == [{**rule, "gadget_id": None, "action_id": None, "access_methods": methods}]
    assert _refused(await api.delete(f"/schedules/{night['id']}"))
    assert (await api.patch(f"/member_groups/{group['id']}", json={"permissions": []})).json()["permissions"] == []
    assert (await api.delete(f"/schedules/{night['id']}")).json()["is_deleted"]
    wrong_rules = ({"site_id": "site_0"}, {"schedule_id": night["id"]}, {"presence": "nearby"}, {"door": "x"}, 7)
    gadget = next(iter(server.backend.tables["gadgets"].by_id))
    for action in ({"action_id": "open"}, {"action_id": "fly", "gadget_id": gadget}):
        assert _refused(await api.post("/member_groups", json={"name": "X", "permissions": [action]})), action
    for wrong in (*wrong_rules, {"access_methods": {"fax": True}}, {"access_methods": {"pin": 1}}):
        assert _refused(await api.post("/member_groups", json={"name": "X", "permissions": [wrong]})), wrong
    assert _refused(await api.post("/member_groups", json={"name": "X", "permissions": {}}))
    overlap = [{"ranges": [{"start": 5, "end": 9}, {"start": 1, "end": 6}]}] * 7
    for days in (
        [],
        _NIGHT[:6],
        [{}] * 7,
        [{"ranges": [{"start": 5, "end": 5}]}] * 7,
        [{"ranges": [{}]}] * 7,
        overlap,
        None,
    ):
        assert _refused(await api.post("/schedules", json={"name": "X", "weekdays": days})), days


async def test_deleting_a_member_revokes_everything(api: httpx.AsyncClient, server: DemoServer) -> None:
    """What a deleted member had is deleted too, and stays so when the member comes back."""
    member = next(one for one in server.backend.members if one["emails"] and one["cards"])
    path = f"/members/{member['id']}"
    await api.delete(path)
    got = (await api.get(path, params={"expand": "emails,cards,group_associations"})).json()
    assert all(one["is_deleted"] for kind in ("emails", "cards", "group_associations") for one in got[kind])
    await api.patch(path, json={"is_deleted": False})
    assert (await api.get(f"{path}/emails")).json()["data"] == []
    assert _refused(await api.patch(f"{path}/emails/{member['emails'][0]['id']}", json={"metadata": {}}))


async def test_every_write_is_an_event(api: httpx.AsyncClient, group: Callable[[str], str]) -> None:
    """Create, edit, reveal and delete, with the ids of what they were done to, and no digits."""
    member = await _member(api)
    path = f"/members/{member}"
    pin = (await api.post(f"{path}/pins", json={"pin": "471108"})).json()
    await api.post(f"{path}/pins/{pin['id']}/reveal", json={})
    body = {"member_group_id": group("Sales")}
    association = (await api.post(f"{path}/group_associations", json=body)).json()
    await api.patch(path, json={"name": "Eva"})
    await api.delete(f"{path}/pins/{pin['id']}")
    await api.delete(path)
    found = await api.get("/events", params={"object.member_id": member, "sort": "created_at:asc"})
    events = found.json()["data"]
    assert [(one["verb"], one["object"]["type"]) for one in events] == [
        ("create", "member"),
        ("create", "member_pin"),
        ("reveal", "member_pin"),
        ("create", "member_group_association"),
        ("edit", "member"),
        ("delete", "member_pin"),
        ("delete", "member"),
    ]
    assert events[2]["object"]["member_pin_id"] == pin["id"]
    assert events[3]["object"]["member_group_association_id"] == association["id"]
    assert events[3]["object"]["member_group_id"] == body["member_group_id"]
    assert "471108" not in found.text


async def test_metadata_of_sites_devices_and_gadgets(api: httpx.AsyncClient, server: DemoServer) -> None:
    """Nothing but metadata can be changed on what is mounted on a wall."""
    for kind in ("sites", "devices", "gadgets"):
        path = f"/{kind}/{next(iter(server.backend.tables[kind].by_id))}"
        assert (await api.patch(path, json={"metadata": {"floor": "2"}})).json()["metadata"] == {"floor": "2"}
        assert _refused(await api.patch(path, json={"name": "Other"}))
        assert (await api.delete(path)).status_code == 405
