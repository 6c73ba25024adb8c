"""What is mounted on the walls of the practice office: sites, devices, doors; and the groups that may use them."""

from __future__ import annotations

from datetime import datetime, timedelta

from akiles_console.demo.backend import Backend
from akiles_console.demo.lists import Object

_OPEN = {"id": "open", "name": "Open"}
_CLOSE = {"id": "close", "name": "Close"}

# Product id: its name, and what its devices can do beyond what is common to all.
PRODUCTS: dict[str, tuple[str, dict[str, object]]] = {
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

SITES = ("Calle Mayor office", "Harbour workshop")
# Name, site, product, online, battery in per cent
_DEVICES: tuple[tuple[str, int, str, bool, float | None], ...] = (
    ("Entrance controller", 0, "controller_ethernet", True, None),
    ("Entrance keypad", 0, "reader_keypad", True, None),
    ("Second floor controller", 0, "controller_ethernet", True, None),
    ("Second floor keypad", 0, "reader_keypad", True, None),
    ("Archive cylinder", 0, "lock_cylinder", True, 82.0),
    ("Workshop gateway", 1, "gateway_wifi", True, None),
    ("Workshop controller", 1, "controller_ethernet", True, None),  # virtual, see below
    ("Tool room cylinder", 1, "lock_cylinder", False, 7.5),
)
_VIRTUAL = "Workshop controller"  # no hardware behind it: its actions always succeed
# Keypad: what is typed before the PIN or card, and the door that opens
_INPUT_RULES = {
    "Entrance keypad": {"": "Street door", "*1": "Garage gate", "*2": "Lift"},
    "Second floor keypad": {"": "Second floor door", "*1": "Meeting room", "*2": "Server room"},
}
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


def add_sites(backend: Backend, names: tuple[str, ...], at: datetime) -> list[Object]:
    """One site a name."""
    details = {"geo": None, "map": None, "phone": None, "email": None, "info": None}
    return [
        backend.make("sites", {"name": name, "timezone": "Europe/Madrid", **details}, at=at + timedelta(minutes=place))
        for place, name in enumerate(names)
    ]


def add_doors(backend: Backend, sites: list[Object], at: datetime) -> dict[str, Object]:
    """The devices and what they control; gadgets by name."""
    devices = []
    for place, (name, site, product, online, battery) in enumerate(_DEVICES):
        device = {
            "name": name,
            "site_id": sites[site]["id"],
            "hardware_id": None if name == _VIRTUAL else backend.new_id("hw"),
            "product_id": product,
            "revision_id": "06",
            "input_rules": [],
            "capabilities": {**_NO_CAPABILITIES, **PRODUCTS[product][1]},
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
    for device in devices:
        device["input_rules"] = [
            {"code": code, "gadget_id": gadgets[door]["id"], "action_id": "open"}
            for code, door in _INPUT_RULES.get(device["name"], {}).items()
        ]
    return gadgets


def add_groups(backend: Backend, sites: list[Object], gadgets: dict[str, Object], at: datetime) -> dict[str, str]:
    """The schedules and the groups with their rules; ids of groups by name."""
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
