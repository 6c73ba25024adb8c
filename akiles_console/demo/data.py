"""What the practice organizations hold at the start. The same clock gives the same objects."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from akiles_console.demo.backend import Backend
from akiles_console.demo.lists import Object

TEMPLATES = ("office", "empty")

_OPEN = {"id": "open", "name": "Open"}
_CLOSE = {"id": "close", "name": "Close"}

# Product id: its name, and what its devices can do beyond what is common to all.
_PRODUCTS: dict[str, tuple[str, dict[str, object]]] = {
    "controller_ethernet": (
        "Controller Ethernet",
        {"gadgets": "multiple", "gadget_max_count": 6, "ethernet": True, "internet": True, "mains": True},
    ),
    "reader_keypad": ("Keypad Reader", {"pin": True, "nfc": True, "input_rules": True, "audio": True}),
    "lock_cylinder": (
        "Smart Cylinder",
        {"gadgets": "single", "gadget_max_count": 1, "nfc": True, "battery": True, "audio": True},
    ),
    "gateway_wifi": ("Gateway", {"internet": True, "wifi": True, "ethernet": True, "mains": True}),
}
_NO_CAPABILITIES = {
    "gadgets": "none",
    "gadget_max_count": 0,
    **dict.fromkeys(("script", "internet", "ethernet", "wifi", "cellular", "pin", "nfc", "input_rules"), False),
    **dict.fromkeys(("mains", "battery", "battery_rechargeable", "audio"), False),
}

_SITES = ("Calle Mayor office", "Harbour workshop")
# Name, site, product, online, battery in per cent
_DEVICES: tuple[tuple[str, int, str, bool, float | None], ...] = (
    ("Entrance controller", 0, "controller_ethernet", True, None),
    ("Entrance keypad", 0, "reader_keypad", True, None),
    ("Second floor controller", 0, "controller_ethernet", True, None),
    ("Second floor keypad", 0, "reader_keypad", True, None),
    ("Archive cylinder", 0, "lock_cylinder", True, 82.0),
    ("Workshop gateway", 1, "gateway_wifi", True, None),
    ("Workshop controller", 1, "controller_ethernet", True, None),
    ("Tool room cylinder", 1, "lock_cylinder", False, 7.5),
)
# Name, device; the site is the device's
_GADGETS = (
    ("Street door", 0),
    ("Garage gate", 0),
    ("Lift", 0),
    ("Second floor door", 2),
    ("Meeting room", 2),
    ("Server room", 2),
    ("Archive", 4),
    ("Workshop door", 6),
    ("Loading bay", 6),
    ("Tool room", 7),
)
_HOURS = {
    "Office hours": [(7, 20)] * 5 + [None, None],
    "Weekdays and Saturday morning": [(6, 22)] * 5 + [(8, 14), None],
    "Cleaning": [(20, 23)] * 5 + [None, None],
}
_ALL_METHODS = {"online": True, "bluetooth": True, "mobile_nfc": True, "pin": True, "card": True}
_NO_PIN = {**_ALL_METHODS, "pin": False}
# Group: its rules as (site, gadget, schedule, access methods); None stands for all of them
_GROUPS: dict[str, tuple[tuple[int | None, str | None, str | None, dict[str, bool] | None], ...]] = {
    "Everyone": ((None, "Street door", "Office hours", None), (None, "Lift", "Office hours", None)),
    "Engineering": ((0, "Second floor door", None, None), (0, "Server room", None, _NO_PIN), (1, None, None, None)),
    "Sales": ((0, "Second floor door", "Office hours", None), (0, "Meeting room", "Office hours", None)),
    "Operations": ((0, "Garage gate", None, None), (1, None, "Weekdays and Saturday morning", None)),
    "Finance": ((0, "Second floor door", "Office hours", None), (0, "Archive", "Office hours", _NO_PIN)),
    "Management": ((None, None, None, None),),
}
# Name, groups, made by (a source, or "" for by hand), kinds of credentials
_PEOPLE = (
    ("Núria Casals Ferrer", "Everyone,Management", "", "emails,cards"),
    ("Henrik Sørensen", "Everyone,Engineering", "", "emails,pins"),
    ("Łucja Wiśniewska", "Everyone,Engineering", "", "emails,cards"),
    ("Tomás Ibáñez Rey", "Everyone,Sales", "", "emails,pins"),
    ("Aoife Ní Bhriain", "Everyone,Sales", "", "emails"),
    ("Chidi Okonkwo", "Everyone,Operations", "", "emails,cards"),
    ("Mai Thị Hương", "Everyone,Finance", "", "emails,pins"),
    ("Jörg Weißenfels", "Everyone,Engineering", "", "emails"),
    ("Élodie Marchand", "Everyone,Sales", "", "emails,magic_links"),
    ("Ferran Puig i Soler", "Everyone,Operations", "", "cards"),
    ("Zeynep Yıldırım", "Everyone,Finance", "", "emails,cards"),
    ("Kwabena Boateng", "Everyone,Engineering", "", "emails,pins"),
    ("Night cleaning team", "Everyone", "", "pins"),
    ("Delivery entrance code", "", "", "pins"),
    ("Ingrid Håkansson", "Everyone", "nexudus", "emails"),
    ("Rafael D'Ávila", "Everyone", "nexudus", "emails,pins"),
    ("Sofía Quintero", "Everyone,Sales", "nexudus", "emails"),
    ("Petr Dvořák", "Everyone", "nexudus", "emails,cards"),
    ("Haruka Ishikawa", "Everyone", "nexudus", "emails"),
    ("Leila Benmoussa", "Everyone", "nexudus", "emails,magic_links"),
    ("Gæsteværelse 4 - Lindqvist", "Everyone", "guesty", "magic_links"),
    ("Gästezimmer 2 - Grünwald", "Everyone", "guesty", "magic_links,pins"),
    ("Apartment 1 - O'Donnell", "Everyone", "guesty", "pins"),
    ("Apartment 3 - Papadopoulou", "Everyone", "guesty", "magic_links"),
    ("Apartment 5 - Moreau", "Everyone", "guesty", "pins"),
)
_GIVEN = (
    *("Ana", "Björn", "Carmen", "Dmytro", "Eszter", "Fátima", "Gonçalo", "Hanna", "Ivo", "Jūratė", "Kaito"),
    *("Laia", "Mateusz", "Nguyễn", "Oluwaseun", "Paweł", "Rubén", "Siobhán", "Théo", "Ulla", "Vít", "Ximena"),
)
_FAMILY = (
    *("Álvarez", "Bergström", "Castañeda", "Dąbrowski", "Eriksen", "Fernández", "Güler", "Hernández", "Iversen"),
    *("Jovanović", "Kovács", "López", "Müller", "Novák", "Ortiz", "Peña", "Quiroga", "Rossi", "Šimić", "Tremblay"),
    *("Ünal", "Varga", "Whelan", "Yamada", "Živković"),
)
_ACCESS_METHODS = {"emails": "online", "pins": "pin", "cards": "card", "magic_links": "online"}
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae"})
_SUBJECT_ID = {
    "emails": "member_email_id",
    "pins": "member_pin_id",
    "cards": "member_card_id",
    "magic_links": "member_magic_link_id",
}


def build(template: str, name: str, now: Callable[[], datetime], seed: int = 0) -> Backend:
    """A new organization; ValueError for a template that does not exist."""
    if template not in TEMPLATES:
        raise ValueError(f"no template {template!r}")
    chance = random.Random(seed)
    start = now() - timedelta(days=400)
    backend = Backend(name, now=now, chance=chance)
    for product, (title, _) in _PRODUCTS.items():
        backend.make("products", {"id": product, "name": title})
    if template == "empty":
        _add_sites(backend, _SITES[:1], start)
        return backend
    sites = _add_sites(backend, _SITES, start)
    gadgets = _add_doors(backend, sites, start)
    groups = _add_groups(backend, sites, gadgets, start)
    _add_people(backend, groups, now(), chance)
    _add_week(backend, list(gadgets.values()), now(), chance)
    return backend


def add_members(backend: Backend, count: int, now: datetime) -> None:
    """Members as a sync by this program would have made them: e-mail, one group, our mark on all of it."""
    chance = random.Random(count)
    groups = list(backend.tables["member_groups"].by_id) or [backend.make("member_groups", {"name": "Everyone"})["id"]]
    begun = now - timedelta(days=30)
    for number in range(1, count + 1):
        at = begun + timedelta(seconds=number)
        person = f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}"
        mark = {"source": "akiles-console", "sourceID": f"{number:06d}"}
        member = backend.make("members", {"name": person, "metadata": mark}, at=at)
        address = f"person.{number:06d}@example.com"
        backend.make_child("emails", member["id"], {"email": address, "metadata": dict(mark)}, at=at)
        group = {"member_group_id": chance.choice(groups), "metadata": dict(mark)}
        backend.make_child("group_associations", member["id"], group, at=at)


def _add_sites(backend: Backend, names: tuple[str, ...], at: datetime) -> list[Object]:
    details = {"geo": None, "map": None, "phone": None, "email": None, "info": None}
    return [
        backend.make("sites", {"name": name, "timezone": "Europe/Madrid", **details}, at=at + timedelta(minutes=place))
        for place, name in enumerate(names)
    ]


def _add_doors(backend: Backend, sites: list[Object], at: datetime) -> dict[str, Object]:
    devices = []
    for place, (name, site, product, online, battery) in enumerate(_DEVICES):
        device = {
            "name": name,
            "site_id": sites[site]["id"],
            "hardware_id": backend.new_id("hw"),
            "product_id": product,
            "revision_id": "06",
            "input_rules": [],
            "capabilities": {**_NO_CAPABILITIES, **_PRODUCTS[product][1]},
            "status": {
                "online": online,
                "mains_present": battery is None,
                "battery_present": battery is not None,
                "battery_charging": False,
                "battery_percent": battery,
            },
        }
        devices.append(backend.make("devices", device, at=at + timedelta(hours=1, minutes=place)))
    gadgets = {}
    for place, (name, device_place) in enumerate(_GADGETS):
        values = {
            "name": name,
            "site_id": devices[device_place]["site_id"],
            "device_id": devices[device_place]["id"],
            "actions": [_OPEN, _CLOSE] if "gate" in name or "bay" in name else [_OPEN],
        }
        gadgets[name] = backend.make("gadgets", values, at=at + timedelta(hours=2, minutes=place))
    return gadgets


def _add_groups(backend: Backend, sites: list[Object], gadgets: dict[str, Object], at: datetime) -> dict[str, str]:
    schedules = {}
    for place, (name, hours) in enumerate(_HOURS.items()):
        days = [{"ranges": [{"start": h[0] * 3600, "end": h[1] * 3600}] if h else []} for h in hours]
        made = backend.make("schedules", {"name": name, "weekdays": days}, at=at + timedelta(days=1, minutes=place))
        schedules[name] = made["id"]
    groups = {}
    for place, (name, rules) in enumerate(_GROUPS.items()):
        permissions = [
            {
                "access_methods": methods,
                "action_id": None,
                "gadget_id": gadgets[gadget]["id"] if gadget else None,
                "presence": None,
                "schedule_id": schedules[schedule] if schedule else None,
                "site_id": None if site is None else sites[site]["id"],
            }
            for site, gadget, schedule, methods in rules
        ]
        values = {"name": name, "permissions": permissions}
        groups[name] = backend.make("member_groups", values, at=at + timedelta(days=1, hours=1, minutes=place))["id"]
    return groups


def _add_people(backend: Backend, groups: dict[str, str], now: datetime, chance: random.Random) -> None:
    cards = _add_cards(backend, chance)
    for place, (name, of, source, kinds) in enumerate(_PEOPLE):
        at = now - timedelta(days=200 - 7 * place, minutes=chance.randrange(600))
        mark = {"source": source, "sourceID": f"{source[:2]}-{8100 + 37 * place}"} if source else {}
        dates = {}
        if source == "guesty":
            dates = {
                "starts_at": backend.stamp(now - timedelta(days=1)),
                "ends_at": backend.stamp(now + timedelta(days=4)),
            }
        member = backend.make("members", {"name": name, "metadata": mark, **dates}, at=at)
        for group in filter(None, of.split(",")):
            of_group = {"member_group_id": groups[group], "metadata": dict(mark)}
            backend.make_child("group_associations", member["id"], of_group, at=at)
        for child in kinds.split(","):
            values: Object = {"metadata": dict(mark)}
            if child == "emails":
                values["email"] = f"{_plain(name)}@example.com"
            if child == "cards":
                values["card_id"] = next(cards)
            backend.make_child(child, member["id"], values, at=at)


def _add_cards(backend: Backend, chance: random.Random) -> Iterator[str]:
    """Fourteen cards, some with a printed code; the caller gives the first of them to people."""
    ids = []
    for number in range(1, 15):
        uid = f"04{chance.randrange(16**12):012X}"
        code = "".join(chance.choices("ABCDEFGHJKLMNPRSTUVWXYZ", k=5)) if number % 3 else None
        card: Object = {"name": f"Card {number:02d}", "uid": uid, "printed_code": code, "metadata": {}}
        ids.append(backend.make("cards", card)["id"])
    return iter(ids)


def _add_week(backend: Backend, gadgets: list[Object], now: datetime, chance: random.Random) -> None:
    """Doors opened in the last seven days, by day more than by night and less at the weekend."""
    people = backend.members
    for days in range(7, 0, -1):
        day = (now - timedelta(days=days)).replace(hour=0, minute=0, second=0, microsecond=0)
        for _ in range(5 if day.weekday() >= 5 else 30):
            at = day + timedelta(seconds=int(chance.triangular(6 * 3600, 22 * 3600, 9 * 3600)))
            _open_a_door(backend, chance.choice(people), chance.choice(gadgets), at, chance)


def _open_a_door(backend: Backend, member: Object, gadget: Object, at: datetime, chance: random.Random) -> None:
    kind = chance.choice([kind for kind in _SUBJECT_ID if member[kind]])
    backend.record(
        "use",
        "gadget_action",
        at=at,
        subject={
            "member_id": member["id"],
            _SUBJECT_ID[kind]: member[kind][0]["id"],
            "access_method": _ACCESS_METHODS[kind],
        },
        gadget_id=gadget["id"],
        gadget_action_id="open",
        device_id=gadget["device_id"],
        site_id=gadget["site_id"],
    )


def _plain(name: str) -> str:
    """`Łucja Wiśniewska` -> `lucja.wisniewska`, as addresses are made of names."""
    letters = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    words = "".join(c for c in letters if c.isascii() and (c.isalpha() or c == " ")).split()
    return ".".join(words[:2])
