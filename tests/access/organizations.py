"""Random organizations, explained, and looked at minute by minute by somebody who knows nothing of the engine:
`.venv/bin/python tests/access/organizations.py N [SEED]`.

The other one reads Akiles' own JSON, and asks at each minute of a week for each rule whether it holds.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from math import ceil
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from akiles_console.access import ways
from akiles_console.access.building import Building
from akiles_console.access.explain import Explainer
from akiles_console.api import models

METHODS = ("online", "bluetooth", "mobile_nfc", "pin", "card")
GOOD_FOR = {
    "emails": {"online", "bluetooth", "mobile_nfc"}, "magic_links": {"online", "bluetooth"},
    "pins": {"pin"}, "cards": {"card"},
}  # fmt: skip
MINUTES = 7 * 24 * 60
# Zones with the Mondays of weeks in which their clocks change, two at midnight, one by half an hour; and quiet ones.
ZONES = {
    "Europe/Madrid": ("2026-03-23", "2026-10-19"),
    "America/New_York": ("2026-03-02", "2026-10-26"),
    "Australia/Lord_Howe": ("2026-03-30", "2026-09-28"),
    "Africa/Cairo": ("2026-04-20", "2026-10-26"),
    "America/Santiago": ("2026-03-30", "2026-08-31"),
    "Asia/Kathmandu": ("2026-06-01",),
    "UTC": ("2026-12-28",),
}
Json = dict[str, Any]


class Disagreement(AssertionError):
    """The engine says something else than the minutes do."""


def some_organization(chance: random.Random) -> Json:
    """Sites, doors, devices, schedules, groups and one member, as Akiles has them, and the start of a week."""
    zones = chance.choices(list(ZONES), k=2)
    start = datetime.fromisoformat(chance.choice(ZONES[zones[0]])).replace(tzinfo=UTC)
    start += timedelta(seconds=chance.choice((0, 0, -3600 * 9, 17)))
    sites = [{"id": f"site_{n}", "name": f"Site {n}", "timezone": zone} for n, zone in enumerate(zones)]
    gadgets = [_gadget(n, chance) for n in range(chance.randint(1, 4))]
    schedules = [_schedule(n, chance) for n in range(3)]
    groups = [_group(n, gadgets, chance) for n in range(3)]
    return {
        "start": start, "sites": sites, "gadgets": gadgets, "schedules": schedules, "groups": groups,
        "devices": [_device(n, gadgets, chance) for n in range(3)], "member": _member(start, chance),
    }  # fmt: skip


def _gadget(number: int, chance: random.Random) -> Json:
    actions = [{"id": name, "name": name} for name in chance.sample(("open", "close", "stop"), chance.randint(1, 2))]
    return {
        "id": f"gad_{number}", "name": f"Door {number}", "site_id": f"site_{chance.randrange(2)}", "actions": actions,
        "device_id": chance.choice(("dev_0", "dev_1", "dev_2", None)), "created_at": str(chance.randrange(3)),
        "is_deleted": chance.random() < 0.05,
    }  # fmt: skip


def _device(number: int, gadgets: list[Json], chance: random.Random) -> Json:
    rules = []
    for code in range(chance.choice((0, 0, 1, 3))):
        gadget = chance.choice(gadgets)
        action = chance.choice(gadget["actions"])["id"]
        rules.append({"code": f"*{code}", "gadget_id": gadget["id"], "action_id": action})
    able = {"pin": chance.random() < 0.6, "nfc": chance.random() < 0.6}
    return {
        "id": f"dev_{number}", "name": "Device", "site_id": "site_0", "product_id": "p", "input_rules": rules,
        "capabilities": able, "is_deleted": chance.random() < 0.05,
    }  # fmt: skip


def _schedule(number: int, chance: random.Random) -> Json:
    return {
        "id": f"sch_{number}", "name": f"Hours {number}", "is_deleted": chance.random() < 0.05,
        "weekdays": [{"ranges": _ranges(chance)} for _ in range(7)] if chance.random() < 0.9 else [{"ranges": []}] * 7,
    }  # fmt: skip


def _ranges(chance: random.Random) -> list[Json]:
    """None, the whole day, some that may touch; the small hours, in which clocks change, more often than others."""
    if chance.random() < 0.2:
        return chance.choice(([], [{"start": 0, "end": 86400}]))
    night = chance.random() < 0.5
    cuts = sorted(chance.sample(range(0, 16200, 450) if night else range(0, 86401, 900), 4))
    ranges = [{"start": cuts[0], "end": cuts[1]}, {"start": cuts[chance.choice((1, 2))], "end": cuts[3]}]
    return ranges[: chance.randint(1, 2)]


def _group(number: int, gadgets: list[Json], chance: random.Random) -> Json:
    rules = [_rule(gadgets, chance) for _ in range(chance.choice((0, 1, 1, 2, 3)))]
    return {"id": f"mg_{number}", "name": f"Group {number}", "permissions": rules, "is_deleted": chance.random() < 0.05}


def _rule(gadgets: list[Json], chance: random.Random) -> Json:
    rule: Json = {}
    where = chance.random()
    if where < 0.5:
        rule["gadget_id"] = chance.choice([*(one["id"] for one in gadgets), "gad_gone"])
        if chance.random() < 0.4:
            rule["action_id"] = chance.choice(("open", "close", "stop"))
    elif where < 0.8:
        rule["site_id"] = f"site_{chance.randrange(2)}"
    if chance.random() < 0.7:
        rule["schedule_id"] = chance.choice(("sch_0", "sch_1", "sch_2", "sch_gone"))
    if chance.random() < 0.3:
        rule["presence"] = chance.choice(("none", "gps"))
    if chance.random() < 0.5:
        rule["access_methods"] = {name: chance.random() < 0.6 for name in METHODS}
    return rule


def _dates(start: datetime, chance: random.Random) -> Json:
    """No date, or one around the week, at some second."""

    def some() -> str | None:
        at = start + timedelta(seconds=chance.randrange(-3 * 86400, 10 * 86400))
        return at.strftime("%Y-%m-%dT%H:%M:%S.123456789Z") if chance.random() < 0.35 else None

    return {"starts_at": some(), "ends_at": some()}


def _member(start: datetime, chance: random.Random) -> Json:
    links = [
        {"id": f"mga_{n}", "member_id": "mem_1", "member_group_id": chance.choice(("mg_0", "mg_1", "mg_2", "mg_gone")),
         **_dates(start, chance)}
        for n in range(chance.randint(0, 4))
    ]  # fmt: skip
    more = {"emails": {"email": "a@example.com"}, "cards": {"card_id": "crd_1"}}
    children = {
        kind: [{"id": kind, "member_id": "mem_1", **more.get(kind, {})}] if chance.random() < 0.6 else []
        for kind in GOOD_FOR
    }
    dates = _dates(start, chance) if chance.random() < 0.4 else {"starts_at": None, "ends_at": None}
    return {"id": "mem_1", "name": "Ana", **dates, **children, "group_associations": links,
            "is_deleted": chance.random() < 0.02}  # fmt: skip


# The one who looks at every minute ----------------------------------------------------------------------------------


@cache
def clock(zone: str, start: datetime) -> list[tuple[int, int]]:
    """Weekday and second of the day on the wall, at each minute of the week."""
    local = [(start + timedelta(minutes=n)).astimezone(ZoneInfo(zone)) for n in range(MINUTES)]
    return [(at.weekday(), at.hour * 3600 + at.minute * 60 + at.second) for at in local]


@cache
def stamps(start: datetime) -> list[str]:
    """Each minute of the week as Akiles writes times."""
    return [(start + timedelta(minutes=n)).strftime("%Y-%m-%dT%H:%M:%S.000000000Z") for n in range(MINUTES)]


def minutes(org: Json) -> dict[tuple[str, str, str], set[int]]:
    """(door, action, method) -> the minutes at which the member can; "online" from anywhere, "at_site" there."""
    found: dict[tuple[str, str, str], set[int]] = {}
    member = org["member"]
    held = {method for kind, methods in GOOD_FOR.items() if member[kind] for method in methods}
    if member["is_deleted"]:
        return found
    groups = {one["id"]: one for one in org["groups"] if not one["is_deleted"]}
    for link in member["group_associations"]:
        for rule in groups.get(link["member_group_id"], {"permissions": []})["permissions"]:
            for gadget in org["gadgets"]:
                keys = list(_done_by(rule, gadget, held, org))
                for minute in _when(rule, gadget, (member, link), org) if keys else ():
                    for key in keys:
                        found.setdefault(key, set()).add(minute)
    return found


def _when(rule: Json, gadget: Json, dated: tuple[Json, Json], org: Json) -> Iterator[int]:
    site = next(one for one in org["sites"] if one["id"] == gadget["site_id"])
    schedule = next((s for s in org["schedules"] if s["id"] == rule.get("schedule_id") and not s["is_deleted"]), None)
    for minute, (weekday, second) in enumerate(clock(site["timezone"], org["start"])):
        if "schedule_id" in rule:
            if schedule is None:
                continue
            if not any(r["start"] <= second < r["end"] for r in schedule["weekdays"][weekday]["ranges"]):
                continue
        at = stamps(org["start"])[minute]
        if all((one["starts_at"] or "") <= at < (one["ends_at"] or "9") for one in dated):
            yield minute


def _done_by(rule: Json, gadget: Json, held: set[str], org: Json) -> Iterator[tuple[str, str, str]]:
    """What the rule grants at a door at all, whenever it does."""
    if gadget["is_deleted"] or rule.get("gadget_id", gadget["id"]) != gadget["id"]:
        return
    if rule.get("site_id", gadget["site_id"]) != gadget["site_id"]:
        return
    for action in gadget["actions"]:
        if rule.get("action_id", action["id"]) != action["id"]:
            continue
        for method in METHODS:
            allowed = "access_methods" not in rule or rule["access_methods"][method]
            if not (allowed and method in held and _something_there(method, gadget, action, org)):
                continue
            if method == "online":
                yield gadget["id"], action["id"], "at_site"
                if rule.get("presence") == "gps":
                    continue
            yield gadget["id"], action["id"], method


def _something_there(method: str, gadget: Json, action: Json, org: Json) -> bool:
    if method in ("online", "bluetooth"):
        return True
    for device in org["devices"]:
        if device["is_deleted"] or not device["capabilities"]["pin" if method == "pin" else "nfc"]:
            continue
        aims = [(one["gadget_id"], one["action_id"]) for one in device["input_rules"]]
        if not aims:
            own = [g for g in org["gadgets"] if g["device_id"] == device["id"] and not g["is_deleted"]]
            own.sort(key=lambda one: (one["created_at"], one["id"]))
            aims = [(g["id"], g["actions"][0]["id"]) for g in own[:1]]
        if (gadget["id"], action["id"]) in aims:
            return True
    return False


# Both beside one another --------------------------------------------------------------------------------------------


def explained(org: Json) -> dict[tuple[str, str, str], set[int]]:
    """The same as `minutes`, by the engine; checks on the way that its answers agree with one another."""
    building = Building.of(
        *(msgspec.convert(org[name], tuple[kind, ...]) for name, kind in (  # type: ignore[valid-type]
            ("groups", models.MemberGroup), ("gadgets", models.Gadget), ("sites", models.Site),
            ("schedules", models.Schedule), ("devices", models.Device),
        ))
    )  # fmt: skip
    member = msgspec.convert(org["member"], models.Member)
    start = org["start"]
    explainer = Explainer(building, start)
    found: dict[tuple[str, str, str], set[int]] = {}
    for door in explainer.person(member).doors:
        for way in door.ways:
            its = _minutes_of(way, door.zone, start)
            for key in _keys(door.gadget_id, way):
                found.setdefault(key, set()).update(its)
        here = _both_ways(explainer, member, door)
        open_now, change = ways.now_and_next(here, door.zone, start)
        any_minute = set().union(*(_minutes_of(way, door.zone, start) for way in here))
        if open_now != (0 in any_minute) or (any_minute and not open_now and change is None):
            raise Disagreement(
                f"{door.door}: now {open_now}, {change}, and the minutes say {min(any_minute, default=-1)}"
            )
    return {key: its for key, its in found.items() if its}


def _both_ways(explainer: Explainer, member: models.Member, door: Any) -> tuple[ways.Way, ...]:
    """The ways of a door as asking back gives them, which is as asking for the person does."""
    back = explainer.who(door.gadget_id, [member])
    if [one.door for one in back] != ([door] if door.ways else []):
        raise Disagreement(f"{door.door}: asked back it is {back}")
    return door.ways


def _keys(gadget_id: str, way: ways.Way) -> Iterator[tuple[str, str, str]]:
    for action in way.actions:
        for method in way.methods:
            if method == "online":
                yield gadget_id, action, "at_site"
            if not (method == "online" and way.nearby):
                yield gadget_id, action, method


def _minutes_of(way: ways.Way, zone: str, start: datetime) -> set[int]:
    found = set()
    for begin, end in ways.spans((way,), zone, start, start + timedelta(minutes=MINUTES)):
        first, last = ((moment - start).total_seconds() / 60 for moment in (begin, end))
        found.update(range(ceil(first), ceil(last)))
    for minute in (*list(found)[:2], 0, MINUTES // 2):
        if ways.is_open(way, zone, start + timedelta(minutes=minute)) != (minute in found):
            raise Disagreement(f"{way}: at minute {minute} it says one thing as a span and another as a moment")
    return found


def check(seed: int) -> int:
    """Holds both against each other and gives how many minutes of doors are open; raises Disagreement."""
    org = some_organization(random.Random(seed))
    by_minutes, by_engine = minutes(org), explained(org)
    for key in sorted(by_minutes.keys() | by_engine.keys()):
        wrong = by_minutes.get(key, set()) ^ by_engine.get(key, set())
        if wrong:
            at = org["start"] + timedelta(minutes=min(wrong))
            raise Disagreement(
                f"{key}: {len(wrong)} minutes, first {at}, engine {min(wrong) in by_engine.get(key, ())}"
            )
    return sum(map(len, by_minutes.values()))


def main(cases: int, first: int) -> int:
    """Checks that many and prints the seeds that disagree; the exit code."""
    wrong = opened = 0
    for seed in range(first, first + cases):
        try:
            opened += check(seed)
        except Disagreement as found:
            wrong += 1
            print(f"seed {seed}: {found}", flush=True)
    print(f"{cases} organizations from seed {first}, {opened} minutes open: {wrong} disagree")
    return 1 if wrong or not opened else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
