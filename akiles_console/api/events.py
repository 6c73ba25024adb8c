"""The event log: who did what to what, newest first, with the names of people, doors and places."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from functools import partial
from typing import Any

import msgspec

from akiles_console.api.answers import Call, decoded
from akiles_console.api.errors import NotFound
from akiles_console.api.lists import Expand, Filter, Page, accepted, listed
from akiles_console.api.moments import created
from akiles_console.api.transport import Transport

_ALL = "/events"
_ONE = "/events/{id}"


class ClientInfo(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The phone or browser that somebody used, as it described itself."""

    device_type: str | None = None
    user_agent: str | None = None
    os: str | None = None
    os_version: str | None = None
    device_manufacturer: str | None = None
    device_model: str | None = None
    app_package_name: str | None = None
    app_name: str | None = None
    app_version: str | None = None
    app_version_code: str | None = None
    browser: str | None = None
    browser_version: str | None = None
    sdk_version: str | None = None
    sdk_commit: str | None = None


class EventSubject(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Who did it, and with what; all None for an administrator or an application.

    `access_method` is online, bluetooth, mobile_nfc, pin, card, or something new.
    """

    member_id: str | None = None
    member_email_id: str | None = None
    member_magic_link_id: str | None = None
    member_pin_id: str | None = None
    member_card_id: str | None = None
    member_token_id: str | None = None
    client: ClientInfo | None = None
    ip_address: str | None = None
    access_method: str | None = None


class EventObject(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What it was done to: `type` says what (gadget_action, member, ..., or something new), the ids say which."""

    type: str = ""
    device_id: str | None = None
    gadget_id: str | None = None
    gadget_action_id: str | None = None
    member_id: str | None = None
    member_email_id: str | None = None
    member_magic_link_id: str | None = None
    member_group_id: str | None = None
    member_group_association_id: str | None = None
    member_pin_id: str | None = None
    member_card_id: str | None = None
    member_token_id: str | None = None
    organization_id: str | None = None
    site_id: str | None = None
    webhook_id: str | None = None
    hardware_id: str | None = None
    card_id: str | None = None


class Named(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Somebody or something in an event, by name."""

    id: str
    name: str = ""


class Event(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Something that happened at `created_at` (RFC 3339): also where a device was offline and reported it later.

    `verb` is create, edit, delete, use, reveal, or something new. The five `Named` are there where they were asked for
    by `expand` and the object still is. `more` has what we know no field for, as it came: it is only shown.
    """

    id: str
    organization_id: str = ""
    created_at: str = ""
    verb: str = ""
    subject: EventSubject = EventSubject()
    object: EventObject = EventObject()
    subject_member: Named | None = None
    object_member: Named | None = None
    object_gadget: Named | None = None
    object_device: Named | None = None
    object_site: Named | None = None
    more: Mapping[str, Any] = {}


class _Page(Page[Event], kw_only=True):
    """A page of events that keep what we know no field for."""

    sent: tuple[msgspec.Raw, ...] = msgspec.field(name="data")
    data: tuple[Event, ...] = msgspec.field(default=(), name="events read from `data`")

    def __post_init__(self) -> None:
        self.data = tuple(_event(bytes(one)) for one in self.sent)


def _event(sent: bytes) -> Event:
    event = decoded(Event, Call(f"GET {_ALL}"), sent)
    whole = msgspec.json.decode(sent)
    more = _unknown(whole, Event)
    for field, kind in (("subject", EventSubject), ("object", EventObject)):
        if inner := _unknown(whole.get(field) or {}, kind):
            more[field] = inner
    return msgspec.structs.replace(event, more=more) if more else event


def _unknown(sent: Mapping[str, Any], kind: type[msgspec.Struct]) -> dict[str, Any]:
    return {name: value for name, value in sent.items() if name not in kind.__struct_fields__}


_NAMES = ("subject_member", "object_member", "object_gadget", "object_device", "object_site")


class Events:
    """What happened in the organization; only read."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def list(
        self,
        *,
        since: str | None = None,
        before: str | None = None,
        verb: str | None = None,
        object_type: str | None = None,
        gadget_id: str | None = None,
        device_id: str | None = None,
        member_id: str | None = None,
        by_member_id: str | None = None,
        expand: bool = True,
        sort: str | None = None,
    ) -> AsyncIterator[Event]:
        """Events that fit, the newest first; `expand` gives names at no further call, 100 to a call. Raises ApiError.

        `since` and `before` are RFC 3339 times, the first one included (ValueError for anything else). `gadget_id`,
        `device_id` and `member_id` are of the object, `by_member_id` of the subject. Where the server does not
        expand, each person and thing is read once a listing.
        """
        of_object = {"type": object_type, "gadget_id": gadget_id, "device_id": device_id, "member_id": member_id}
        filters: list[Filter[Event]] = list(created(since, before, sort))
        if verb is not None:
            filters.append(Filter("verb", verb, lambda event: event.verb == verb))
        for field, value in of_object.items():
            if value is not None:
                filters.append(Filter(f"object.{field}", value, partial(_of_object, field, value)))
        if by_member_id is not None:
            filters.append(Filter("subject.member_id", by_member_id, lambda one: one.subject.member_id == by_member_id))
        names = self._names() if expand else None
        return listed(self._transport, _Page, _ALL, filters=filters, expand=names, sort=sort)

    async def get(self, id: str, *, expand: bool = True) -> Event:
        """One event; raises NotFound."""
        names = self._names()
        wishes = {"expand": names.names} if expand else {}
        event, granted = await accepted(
            self._transport, Event, _ONE, ids={"id": id}, query={}, wishes=wishes, noun=_ALL
        )
        return await names.fill(event) if expand and not granted else event

    def _names(self) -> Expand[Event]:
        return Expand(",".join(_NAMES), lambda event: event, _Names(self._transport).fill)


class _Names:
    """Names read one by one, each once."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._known: dict[str, Named | None] = {}
        self._reading = asyncio.Lock()

    async def fill(self, event: Event) -> Event:
        """The event with the names of what it is about."""
        async with self._reading:  # events of one page have much in common
            found = {
                "subject_member": await self._named("/members", event.subject.member_id),
                "object_member": await self._named("/members", event.object.member_id),
                "object_gadget": await self._named("/gadgets", event.object.gadget_id),
                "object_device": await self._named("/devices", event.object.device_id),
                "object_site": await self._named("/sites", event.object.site_id),
            }
        return msgspec.structs.replace(event, **found)

    async def _named(self, path: str, id: str | None) -> Named | None:
        if id is None:
            return None
        if id not in self._known:
            try:
                self._known[id] = await self._transport.request(Named, "GET", f"{path}/{{id}}", ids={"id": id})
            except NotFound:
                self._known[id] = None
        return self._known[id]


def _of_object(field: str, value: str, event: Event) -> bool:
    return bool(getattr(event.object, field) == value)
