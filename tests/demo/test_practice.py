"""Practising: doors that open when somebody may, a clock to set, devices that come back, starting over."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from akiles_console.demo import access, data, practice
from akiles_console.demo.backend import Backend
from akiles_console.demo.practice import PracticeClock
from akiles_console.demo.server import DemoServer

_MONDAY = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)  # 10:00 in Madrid
_NIGHT = datetime(2026, 3, 9, 23, 30, tzinfo=UTC)
_SUNDAY = datetime(2026, 3, 8, 11, 0, tzinfo=UTC)
_METHODS = {"online": "emails magic_links", "bluetooth": "emails magic_links", "mobile_nfc": "emails"}
_METHODS |= {"pin": "pins", "card": "cards"}


@pytest.fixture
def office() -> Backend:
    return data.build("office", "Practice office", lambda: _MONDAY)


@pytest.fixture
def running() -> Iterator[DemoServer]:
    """An office in a thread of its own, as the window has it; it is Monday morning."""
    begun = time.monotonic()
    server = DemoServer(now=lambda: _MONDAY + timedelta(seconds=time.monotonic() - begun))
    server.start_in_thread()
    yield server
    server.stop_thread()


def _named(office: Backend, kind: str, name: str) -> Any:
    return next(one for one in office.tables[kind].by_id.values() if one["name"] == name)


def _ways(office: Backend, member: str, gadget: str, at: datetime = _MONDAY) -> set[str]:
    found = access.ways(office, _named(office, "members", member), _named(office, "gadgets", gadget), at)
    return {method for method, _ in found}


def _get(server: DemoServer, path: str, **params: Any) -> Any:
    headers = {"authorization": f"Bearer {server.access_token}"}
    with httpx.Client(base_url=server.api_url, headers=headers, trust_env=False) as http:
        return http.get(path, params=params).raise_for_status().json()


def test_who_gets_in_where(office: Backend) -> None:
    """Groups, hours in the site's zone, methods that a rule forbids, doors without a keypad, people without a group."""
    assert _ways(office, "Henrik Sørensen", "Street door") == {"online", "bluetooth", "mobile_nfc", "pin"}
    assert _ways(office, "Henrik Sørensen", "Server room") == {"online", "bluetooth", "mobile_nfc"}  # no PIN by rule
    assert _ways(office, "Tomás Ibáñez Rey", "Server room") == set()
    assert _ways(office, "Tomás Ibáñez Rey", "Street door", _NIGHT) == set()
    assert _ways(office, "Tomás Ibáñez Rey", "Street door", _SUNDAY) == set()
    six_at_night = datetime(2026, 3, 9, 18, 59, 59, tzinfo=UTC)  # 19:59:59 in Madrid, where the hours end at 20:00
    assert _ways(office, "Night cleaning team", "Street door", six_at_night) == {"pin"}
    assert _ways(office, "Night cleaning team", "Street door", six_at_night + timedelta(seconds=1)) == set()
    assert _ways(office, "Delivery entrance code", "Street door") == set()
    assert _ways(office, "Ferran Puig i Soler", "Tool room") == {"card"}
    assert "online" not in _ways(office, "Łucja Wiśniewska", "Tool room")  # its device is offline
    assert "online" in _ways(office, "Łucja Wiśniewska", "Workshop door")


def test_dates_and_deletion_end_access(office: Backend) -> None:
    """A guest before and after the stay, an association that ended, a group or member that is gone."""
    assert _ways(office, "Apartment 1 - O'Donnell", "Street door") == {"pin"}
    assert _ways(office, "Apartment 1 - O'Donnell", "Street door", _MONDAY + timedelta(days=7)) == set()
    assert _ways(office, "Apartment 1 - O'Donnell", "Street door", _MONDAY - timedelta(days=6)) == set()
    member = _named(office, "members", "Tomás Ibáñez Rey")
    for one in office.living("group_associations", member["id"]):
        one["ends_at"] = "2026-03-09T09:00:00Z"
    assert _ways(office, "Tomás Ibáñez Rey", "Street door") == set()
    _named(office, "member_groups", "Everyone")["is_deleted"] = True
    assert _ways(office, "Night cleaning team", "Street door") == set()
    assert _ways(office, "Henrik Sørensen", "Workshop door")
    _named(office, "members", "Henrik Sørensen")["is_deleted"] = True
    assert _ways(office, "Henrik Sørensen", "Workshop door") == set()


def test_the_week_before_happened_as_it_could(office: Backend) -> None:
    """Nobody in the log went where the rules do not let them, and with nothing they have not got."""
    for event in office.tables["events"].by_id.values():
        at = datetime.fromisoformat(event["created_at"][:26] + "+00:00")
        member = office.get("members", event["subject"]["member_id"])
        gadget = office.get("gadgets", event["object"]["gadget_id"])
        assert event["subject"]["access_method"] in {way for way, _ in access.ways(office, member, gadget, at)}


def test_somebody_opens_a_door(running: DemoServer) -> None:
    """Somebody who may; the event is in the log, now, with a credential they have."""
    running.set_online(_named(running.backend, "devices", "Tool room cylinder")["id"], True)
    for _ in range(30):
        told = running.open_door()
        assert (told["opened"], told["reported"]) == (True, True)
        event = _get(running, f"/events/{told['event_id']}")
        assert abs(datetime.fromisoformat(event["created_at"][:19] + "+00:00") - _MONDAY) < timedelta(minutes=1)
        assert (event["verb"], event["object"]["type"]) == ("use", "gadget_action")
        assert (event["subject"]["member_id"], event["object"]["gadget_id"]) == (told["member_id"], told["gadget_id"])
        member = _get(running, f"/members/{told['member_id']}", expand="emails,pins,cards,magic_links")
        assert member["name"] == told["member"]
        assert any(member[kind] for kind in _METHODS[told["access_method"]].split())


def test_only_who_may_opens_a_door(running: DemoServer) -> None:
    """A person at a door at a time: opened or not, and no event when not; what does not exist is said."""
    person = _named(running.backend, "members", "Tomás Ibáñez Rey")["id"]
    street, server_room = (_named(running.backend, "gadgets", name)["id"] for name in ("Street door", "Server room"))
    assert running.open_door(person, street)["opened"]
    events = len(running.backend.tables["events"].by_id)
    assert running.open_door(person, server_room) == {"opened": False, "reason": "not_allowed"}
    running.set_clock(_NIGHT)
    assert running.open_door(person, street) == {"opened": False, "reason": "not_allowed"}
    assert running.open_door("mem_0") == {"opened": False, "reason": "unknown"}
    assert running.open_door(gadget_id="gad_0") == {"opened": False, "reason": "unknown"}
    assert len(running.backend.tables["events"].by_id) == events
    running.reset("empty")
    assert running.open_door() == {"opened": False, "reason": "unknown"}


def test_the_clock_goes_on_from_where_it_was_set(running: DemoServer) -> None:
    """Objects and events take its time, also back; connections keep the real one; None is the real time again."""
    for moment in (_MONDAY + timedelta(days=3000), _MONDAY - timedelta(days=70)):
        running.set_clock(moment)
        made = running.open_door()
        assert made["created_at"].startswith(f"{moment:%Y-%m-%dT%H:%M}")
        assert timedelta() <= running.clock() - moment < timedelta(minutes=1)
        _get(running, "/organization")
    running.set_clock(None)
    assert timedelta() <= running.clock() - _MONDAY < timedelta(minutes=1)
    with pytest.raises(ValueError, match="time zone"):
        running.set_clock(datetime(2026, 3, 9, 9, 0))


def test_a_clock_of_its_own() -> None:
    """It moves with the real one."""
    real = [_MONDAY]
    clock = PracticeClock(lambda: real[0])
    clock.set(_SUNDAY)
    real[0] += timedelta(hours=2)
    assert clock() == _SUNDAY + timedelta(hours=2)


def test_an_offline_device_reports_late(running: DemoServer) -> None:
    """What happened at it is not in the log until it comes back, and then at the time when it happened."""
    door = _named(running.backend, "gadgets", "Tool room")
    told = running.open_door(gadget_id=door["id"])
    assert (told["opened"], told["reported"]) == (True, False)
    assert told["access_method"] != "online"
    running.set_clock(_MONDAY + timedelta(hours=5))
    since = running.open_door(gadget_id=_named(running.backend, "gadgets", "Workshop door")["id"])
    assert told["event_id"] not in {one["id"] for one in _get(running, "/events", limit=100)["data"]}
    back = running.late_report()
    assert (back["device"], [one["event_id"] for one in back["events"]]) == ("Tool room cylinder", [told["event_id"]])
    listed = [one["id"] for one in _get(running, "/events", limit=100)["data"]]
    assert listed.index(since["event_id"]) < listed.index(told["event_id"])
    assert _get(running, f"/events/{told['event_id']}")["created_at"] == told["created_at"]
    assert _get(running, f"/devices/{back['device_id']}")["status"]["online"]


def test_a_device_that_kept_nothing_has_made_up_events(running: DemoServer) -> None:
    """So many of the last hours, in order, by people who got in then; a named device; one that is none."""
    back = running.late_report(count=5, hours=2)
    times = [one["created_at"] for one in back["events"]]
    assert len(times) == 5
    assert times == sorted(times)
    assert f"{_MONDAY - timedelta(hours=2):%Y-%m-%dT%H:%M}" <= times[0] < times[-1] < f"{_MONDAY:%Y-%m-%dT%H:%M}"
    assert _get(running, f"/events/{back['events'][0]['event_id']}")["created_at"] == times[0]
    archive = _named(running.backend, "devices", "Archive cylinder")["id"]
    assert {one["gadget"] for one in running.late_report(archive)["events"]} == {"Archive"}
    virtual = _named(running.backend, "devices", "Workshop controller")["id"]
    for none in ("dev_0", virtual):
        assert running.late_report(none) == {"device_id": None, "device": None, "events": []}
        assert not running.set_online(none, False)
    assert running.set_online(archive, False)
    assert not _get(running, f"/devices/{archive}")["status"]["online"]


def test_starting_over(running: DemoServer) -> None:
    """As on the first day and nobody signed out; new objects do not get the ids of those that were thrown away."""
    headers = {"authorization": f"Bearer {running.access_token}"}
    before = running.backend.id
    with httpx.Client(base_url=running.api_url, headers=headers, trust_env=False) as http:
        first = http.post("/members", json={"name": "Ana"}).json()["id"]
        running.reset()
        assert running.backend.id == before == http.get("/organization").json()["id"]
        assert http.get(f"/members/{first}").status_code == 404
        assert len(running.backend.members) == 25
        assert http.post("/members", json={"name": "Ana"}).json()["id"] != first
        running.reset("empty")
        assert http.get("/members").json()["data"] == []
        with pytest.raises(ValueError, match="castle"):
            running.reset("castle")


@pytest.mark.anyio
async def test_from_the_same_thread_as_the_server(api: httpx.AsyncClient, server: DemoServer) -> None:
    """Nothing waits for itself."""
    assert server.open_door()["opened"]
    server.set_clock(_MONDAY)
    server.reset()
    assert (await api.get("/organization")).status_code == 200


def test_nobody_gets_in() -> None:
    """Where nobody of many may, the asking ends."""
    backend = data.build("empty", "Anywhere", lambda: _MONDAY)
    data.add_members(backend, 2000, _MONDAY)
    site = next(iter(backend.tables["sites"].by_id))
    backend.make("gadgets", {"name": "Door", "site_id": site, "device_id": None, "actions": [{"id": "open"}]})
    assert practice.open_door(backend) == {"opened": False, "reason": "not_allowed"}
