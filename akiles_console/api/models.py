"""Records of the Akiles API (API reference v2, `openapi.json`): frozen, lean, tolerant of the unknown.

Times are RFC 3339 texts as Akiles sends them, with up to nine fraction digits; `created_at` is when the object was
made. Unknown fields are dropped, unknown values of text fields are kept as they come. `organization_id` is left out:
a connection has one. `is_deleted` objects are gone for people and stay readable.
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


class Location(msgspec.Struct, frozen=True, kw_only=True):
    """A point on the earth, in degrees."""

    lat: float | None = None
    lng: float | None = None


class SiteGeo(msgspec.Struct, frozen=True, kw_only=True):
    """Where a phone counts as present: within `radius` metres of the location."""

    location: Location = Location()
    radius: float | None = None


class SiteMap(msgspec.Struct, frozen=True, kw_only=True):
    """What the app's card of a site shows: an address, and a picture at `image_url`."""

    location: Location = Location()
    place_id: str | None = None
    address: str | None = None
    image_url: str | None = None


class Site(_Record, frozen=True, kw_only=True):
    """A place with gadgets. `timezone` is an IANA name; schedules and dates are meant in it.

    `phone`, `email` and `info` are what the app shows to people.
    """

    name: str
    timezone: str = "UTC"
    geo: SiteGeo | None = None
    map: SiteMap | None = None
    phone: str | None = None
    email: str | None = None
    info: str | None = None


class Product(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of device; show `name`, never `id`, to a person."""

    id: str
    name: str


class DeviceStatus(msgspec.Struct, frozen=True, kw_only=True):
    """What a device last said of itself; `battery_percent` is 0 to 100."""

    online: bool = False
    mains_present: bool = False
    battery_present: bool = False
    battery_charging: bool = False
    battery_percent: float | None = None


class DeviceCapabilities(msgspec.Struct, frozen=True, kw_only=True):
    """What a device can do: `pin` = has a keypad, `nfc` = reads cards and phones, `audio` = has a buzzer.

    `gadgets` is none, single or multiple, at most `gadget_max_count`; `internet` = reaches Akiles without a gateway.
    """

    gadgets: str = ""
    gadget_max_count: int = 0
    script: bool = False
    internet: bool = False
    ethernet: bool = False
    wifi: bool = False
    cellular: bool = False
    pin: bool = False
    nfc: bool = False
    input_rules: bool = False
    mains: bool = False
    battery: bool = False
    battery_rechargeable: bool = False
    audio: bool = False


class InputRule(msgspec.Struct, frozen=True, kw_only=True):
    """What a keypad does elsewhere: `code` (digits, * and #) before a PIN or card triggers a gadget's action."""

    code: str
    gadget_id: str
    action_id: str


class Device(_Record, frozen=True, kw_only=True):
    """A piece of hardware on a wall; without `hardware_id` (its serial number) a virtual one for trying."""

    name: str
    site_id: str
    product_id: str
    hardware_id: str | None = None
    revision_id: str | None = None
    input_rules: tuple[InputRule, ...] = ()
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


class PermissionRule(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One rule of a group; what is None matches everything. Rules of all groups add up.

    Not both `site_id` and `gadget_id`; `action_id` wants a gadget. `presence` is none or gps (of phones over the
    internet only); `access_methods` has online, bluetooth, mobile_nfc, pin, card -> whether they are allowed.
    """

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


class TimeRange(msgspec.Struct, frozen=True, kw_only=True):
    """A span of a day: seconds from 00:00 in the site's zone, 0 to 86,400, `start` before `end`."""

    start: int
    end: int


class Weekday(msgspec.Struct, frozen=True, kw_only=True):
    """The spans of one day; they do not overlap."""

    ranges: tuple[TimeRange, ...] = ()


class Schedule(_Record, frozen=True, kw_only=True):
    """A week of opening hours: seven `weekdays` from Monday on."""

    name: str
    weekdays: tuple[Weekday, ...] = ()


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """A card of the organization, known by id, `uid` (4, 7 or 10 bytes in hex) or `printed_code`."""

    id: str
    name: str | None = None
    uid: str | None = None
    printed_code: str | None = None
    metadata: dict[str, str] = {}


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


class MemberToken(_Record, frozen=True, kw_only=True):
    """A token with which software opens doors as a member; the token itself is only in a reveal."""

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


class _Revealed(_Record, frozen=True, kw_only=True):
    """Something with a secret in it: only its id is ever shown by accident."""

    member_id: str

    def __repr__(self) -> str:
        return f"{type(self).__name__}(id={self.id!r}, ***)"

    def __rich_repr__(self) -> list[tuple[str, str]]:
        return [("id", self.id)]


class RevealedPin(_Revealed, frozen=True, kw_only=True):
    """A PIN with its digits in `pin`; the reveal is on record at Akiles."""

    pin: str
    length: int = 0


class RevealedMagicLink(_Revealed, frozen=True, kw_only=True):
    """A magic link with its address in `link`; the reveal is on record at Akiles."""

    link: str


class RevealedToken(_Revealed, frozen=True, kw_only=True):
    """A member's token with its text in `token`; the reveal is on record at Akiles."""

    token: str
