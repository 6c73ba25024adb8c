"""The kinds of objects the practice Akiles has: their ids, what may be written, asked for and expanded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from akiles_console.demo import fields
from akiles_console.demo.fields import Check

_METADATA: Mapping[str, Check] = {"metadata": fields.metadata}
_DATES: Mapping[str, Check] = {"starts_at": fields.moment, "ends_at": fields.moment}
_WEBHOOK: Mapping[str, Check] = {
    "filter": fields.webhook_filter,
    "url": fields.web_address,
    "is_enabled": fields.boolean,
}
_TIMES = frozenset(f"created_at:{how}" for how in ("gt", "ge", "lt", "le"))


@dataclass(frozen=True)
class Kind:
    """One kind of object.

    `create` and `edit` are the fields a body may have (None: not possible); `blank` gives the fields
    that a body may leave out, `lacks` what other kinds have and this one has not. `one` names what
    `expand` replaces by a single object: name -> (kind, the dotted field with its id).
    """

    prefix: str
    type: str
    create: Mapping[str, Check] | None = None
    edit: Mapping[str, Check] | None = None
    required: tuple[str, ...] = ()
    blank: Mapping[str, object] = field(default_factory=dict)
    can_delete: bool = False
    filters: frozenset[str] = frozenset()
    sorts: tuple[str, ...] = ("created_at", "id")
    lacks: frozenset[str] = frozenset()
    one: Mapping[str, tuple[str, str]] = field(default_factory=dict)


KINDS: Mapping[str, Kind] = {
    "sites": Kind("site", "site", edit=_METADATA, sorts=("created_at", "id", "name")),
    "products": Kind(
        "",
        "product",
        sorts=("id", "name"),
        lacks=frozenset({"created_at", "is_deleted", "organization_id", "metadata"}),
    ),
    "devices": Kind(
        "dev",
        "device",
        edit=_METADATA,
        sorts=("created_at", "id", "name"),
        one={"site": ("sites", "site_id"), "product": ("products", "product_id")},
    ),
    "gadgets": Kind(
        "gad",
        "gadget",
        edit=_METADATA,
        sorts=("created_at", "id", "name"),
        one={"site": ("sites", "site_id"), "device": ("devices", "device_id")},
    ),
    "members": Kind(
        "mem",
        "member",
        create={"name": fields.name, **_DATES, **_METADATA},
        edit={"name": fields.name, **_DATES, "is_deleted": fields.boolean, **_METADATA},
        required=("name",),
        blank={"starts_at": None, "ends_at": None},
        can_delete=True,
        filters=_TIMES | {"is_deleted", "email"},
        sorts=("created_at", "id", "name"),
    ),
    "member_groups": Kind(
        "mg",
        "member_group",
        create={"name": fields.name, "permissions": fields.permissions, **_METADATA},
        edit={"name": fields.name, "permissions": fields.permissions, **_METADATA},
        required=("name",),
        blank={"permissions": []},
        can_delete=True,
        filters=frozenset({"q"}),
        sorts=("created_at", "id", "name"),
    ),
    "schedules": Kind(
        "sch",
        "schedule",
        create={"name": fields.name, "weekdays": fields.weekdays, **_METADATA},
        edit={"name": fields.name, "weekdays": fields.weekdays, **_METADATA},
        required=("name", "weekdays"),
        can_delete=True,
        filters=frozenset({"q"}),
        sorts=("created_at", "id", "name"),
    ),
    "cards": Kind(
        "crd",
        "card",
        create={
            "id": fields.card_id,
            "printed_code": fields.text_or_null,
            "uid": fields.uid,
            "name": fields.text_or_null,
            **_METADATA,
        },
        edit={"name": fields.text_or_null, **_METADATA},
        blank={"name": None, "uid": None, "printed_code": None},
        can_delete=True,
        sorts=("id", "name"),
        lacks=frozenset({"created_at", "is_deleted"}),
    ),
    "webhooks": Kind(
        "wh",
        "webhook",
        create=_WEBHOOK,
        edit=_WEBHOOK,
        required=("filter", "url"),
        blank={"is_enabled": True},
        can_delete=True,
        lacks=frozenset({"metadata"}),
    ),
    "events": Kind(
        "evt",
        "event",
        filters=_TIMES
        | {"verb", "object.type", "object.gadget_id", "object.device_id", "object.member_id"}
        | {"subject.member_id"},
        one={
            "subject_member": ("members", "subject.member_id"),
            "object_member": ("members", "object.member_id"),
            "object_gadget": ("gadgets", "object.gadget_id"),
            "object_device": ("devices", "object.device_id"),
            "object_site": ("sites", "object.site_id"),
        },
    ),
}

CHILDREN: Mapping[str, Kind] = {
    "emails": Kind(
        "me",
        "member_email",
        create={"email": fields.email, **_METADATA},
        edit=_METADATA,
        required=("email",),
        can_delete=True,
        filters=frozenset({"q"}),
        sorts=("created_at", "id", "email"),
    ),
    "magic_links": Kind("mml", "member_magic_link", create=_METADATA, edit=_METADATA, can_delete=True),
    "pins": Kind(
        "mp",
        "member_pin",
        create={"length": fields.pin_length, "pin": fields.pin, **_METADATA},
        edit=_METADATA,
        can_delete=True,
    ),
    "cards": Kind(
        "mc",
        "member_card",
        create={
            "card_id": fields.text_or_null,
            "printed_code": fields.text_or_null,
            "uid": fields.uid,
            **_METADATA,
        },
        edit=_METADATA,
        can_delete=True,
        one={"card": ("cards", "card_id")},
    ),
    "tokens": Kind("mt", "member_token", create=_METADATA, edit=_METADATA, can_delete=True),
    "group_associations": Kind(
        "mga",
        "member_group_association",
        create={"member_group_id": fields.name, **_DATES, **_METADATA},
        edit={**_DATES, **_METADATA},
        required=("member_group_id",),
        blank={"starts_at": None, "ends_at": None},
        can_delete=True,
        one={"member_group": ("member_groups", "member_group_id")},
    ),
}
