"""Records of the Akiles API (API reference v2, `openapi.json`): frozen, lean, tolerant of the unknown.

Times are RFC 3339 texts as Akiles sends them, with up to nine fraction digits. Unknown fields are
dropped, unknown values of text fields are kept as they come.
"""

from __future__ import annotations

import msgspec


class _Record(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    id: str
    is_deleted: bool = False
    created_at: str = ""
    metadata: dict[str, str] = {}


class Organization(_Record, frozen=True, kw_only=True):
    """One Akiles customer; an access token belongs to exactly one."""

    name: str


class Site(_Record, frozen=True, kw_only=True):
    """A place with gadgets. `timezone` is an IANA name; schedules and dates are meant in it."""

    name: str
    timezone: str = "UTC"


class Product(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of device; show `name`, never `id`, to a person."""

    id: str
    name: str


class DeviceStatus(msgspec.Struct, frozen=True, kw_only=True):
    """What a device last said of itself; `battery_percent` is 0 to 100."""

    online: bool = False
    battery_present: bool = False
    battery_percent: float | None = None


class DeviceCapabilities(msgspec.Struct, frozen=True, kw_only=True):
    """What a device can do: `pin` = has a keypad, `nfc` = reads cards."""

    pin: bool = False
    nfc: bool = False
    battery: bool = False


class Device(_Record, frozen=True, kw_only=True):
    """A piece of hardware on a wall."""

    name: str
    site_id: str
    product_id: str
    hardware_id: str | None = None
    capabilities: DeviceCapabilities = DeviceCapabilities()
    status: DeviceStatus = DeviceStatus()


class GadgetAction(msgspec.Struct, frozen=True, kw_only=True):
    """Something a gadget does, for example `open`."""

    id: str
    name: str = ""


class Gadget(_Record, frozen=True, kw_only=True):
    """A thing that can be controlled, usually a door."""

    name: str
    site_id: str
    device_id: str | None = None
    actions: tuple[GadgetAction, ...] = ()


class PermissionRule(msgspec.Struct, frozen=True, kw_only=True):
    """One rule of a group; what is None matches everything. Rules of all groups add up."""

    site_id: str | None = None
    gadget_id: str | None = None
    action_id: str | None = None
    schedule_id: str | None = None
    presence: str | None = None
    access_methods: dict[str, bool] | None = None


class MemberGroup(_Record, frozen=True, kw_only=True):
    """A set of doors that members of it may open."""

    name: str
    permissions: tuple[PermissionRule, ...] = ()


class Schedule(_Record, frozen=True, kw_only=True):
    """A week of opening hours."""

    name: str


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """A card of the organization, known by id, `uid` (hex) or `printed_code`."""

    id: str
    name: str | None = None
    uid: str | None = None
    printed_code: str | None = None


class GroupAssociation(_Record, frozen=True, kw_only=True):
    """A member is in a group, perhaps only between two times."""

    member_id: str
    member_group_id: str
    starts_at: str | None = None
    ends_at: str | None = None


class MemberEmail(_Record, frozen=True, kw_only=True):
    """An address a member may sign in with to open doors."""

    member_id: str
    email: str


class MemberPin(_Record, frozen=True, kw_only=True):
    """A PIN of `length` digits; the digits themselves are only in a reveal."""

    member_id: str
    length: int = 0


class MemberMagicLink(_Record, frozen=True, kw_only=True):
    """A link that opens doors; the link itself is only in a reveal."""

    member_id: str


class MemberCard(_Record, frozen=True, kw_only=True):
    """A card given to a member."""

    member_id: str
    card_id: str


class Member(_Record, frozen=True, kw_only=True):
    """Somebody who may open doors. The tuples hold living children when they were asked for by `expand`."""

    name: str
    starts_at: str | None = None
    ends_at: str | None = None
    emails: tuple[MemberEmail, ...] = ()
    pins: tuple[MemberPin, ...] = ()
    magic_links: tuple[MemberMagicLink, ...] = ()
    cards: tuple[MemberCard, ...] = ()
    group_associations: tuple[GroupAssociation, ...] = ()
