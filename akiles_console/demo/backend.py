"""One practice organization in memory: its objects, and how each kind is read and written.

Objects are plain dicts in the shapes of the Akiles API. Deleting is soft, except for cards, which carry
no mark for it.
"""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from akiles_console.demo import credentials
from akiles_console.demo.kinds import CHILDREN, KINDS, Kind
from akiles_console.demo.lists import Object, Table
from akiles_console.demo.refusal import invalid, not_found

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_OBJECT_IDS = (
    *("device_id", "gadget_id", "gadget_action_id", "member_id", "member_email_id"),
    *("member_magic_link_id", "member_group_id", "member_group_association_id", "member_pin_id"),
    *("member_card_id", "member_token_id", "organization_id", "site_id", "webhook_id", "hardware_id"),
    "card_id",
)
_SUBJECT_IDS = (
    *("member_id", "member_email_id", "member_magic_link_id", "member_pin_id", "member_card_id"),
    *("member_token_id", "client", "ip_address", "access_method"),
)


@lru_cache(maxsize=8)
def _to_the_second(seconds: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds))


class Backend:
    """The objects of one organization.

    `now` gives an aware time, `chance` makes the ids. `tables` holds what stands alone, by kind;
    `children` what belongs to a member: kind -> member id -> object id -> object. `buffered` are events
    that an offline device still keeps to itself; `on_event` is called with each event that is reported.
    """

    def __init__(
        self, name: str, *, now: Callable[[], datetime], chance: random.Random, organization_id: str | None = None
    ) -> None:
        self.now = now
        self.chance = chance
        self._last_stamp = 0
        self.organization: Object = {
            "id": organization_id or self.new_id("org"),
            "name": name,
            "is_deleted": False,
            "created_at": self.stamp(),
            "metadata": {},
        }
        self.tables = {kind: Table(KINDS[kind]) for kind in KINDS}
        self.children: dict[str, dict[str, dict[str, Object]]] = {child: defaultdict(dict) for child in CHILDREN}
        self.pins = credentials.Pins()
        self.by_email: dict[str, set[str]] = defaultdict(set)  # folded address -> members that ever had it
        self.by_source_id: dict[str, set[str]] = defaultdict(set)  # metadata.sourceID -> members, likewise
        self._card_holders: dict[str, str] = {}  # card id -> member id
        self.buffered: list[Object] = []
        self.on_event: Callable[[Object], None] = lambda event: None

    @property
    def id(self) -> str:
        """The organization's id."""
        return str(self.organization["id"])

    @property
    def members(self) -> list[Object]:
        """The living members with their living children; copies, for a look from outside."""
        living = [one for one in list(self.tables["members"].by_id.values()) if not one["is_deleted"]]
        return [{**one, **{child: self.living(child, one["id"]) for child in CHILDREN}} for one in living]

    def count_members(self) -> int:
        """How many members live."""
        return sum(not one["is_deleted"] for one in self.tables["members"].by_id.values())

    def living(self, child: str, member_id: str) -> list[Object]:
        """The living children of one kind."""
        return [one for one in self.all_children(child, member_id) if not one["is_deleted"]]

    def all_children(self, child: str, member_id: str) -> list[Object]:
        """The children of one kind, deleted ones too, oldest first."""
        return list(self.children[child].get(member_id, {}).values())

    # Making objects

    def new_id(self, prefix: str) -> str:
        """An id in the shape of Akiles: a prefix and 20 small letters and digits."""
        return f"{prefix}_{self.chance.getrandbits(80):020x}"

    def stamp(self, at: datetime | None = None) -> str:
        """RFC 3339 with nine fraction digits; without `at` it is now, and never the same twice."""
        lapse = (at or self.now()) - _EPOCH
        nanoseconds = (lapse.days * 86400 + lapse.seconds) * 10**9 + lapse.microseconds * 1000
        nanoseconds += self.chance.getrandbits(9)
        if at is None:
            nanoseconds = self._last_stamp = max(nanoseconds, self._last_stamp + 1)
        seconds, fraction = divmod(nanoseconds, 10**9)
        return f"{_to_the_second(seconds)}.{fraction:09d}Z"

    def clock_was_set(self) -> None:
        """Lets stamps go back: until then each is later than the one before."""
        self._last_stamp = 0

    def make(self, kind: str, values: Object, *, at: datetime | None = None) -> Object:
        """Takes in a new object of a kind that stands alone, without an event; adds what every object has."""
        one = self._complete(KINDS[kind], values, at)
        for field in KINDS[kind].lacks:
            del one[field]
        self.take_in(kind, one)
        return one

    def make_child(self, child: str, member_id: str, values: Object, *, at: datetime | None = None) -> Object:
        """Takes in a new child of a member, without an event."""
        asked = dict(values)
        length, digits = asked.pop("length", None), asked.pop("pin", None)
        one = self._complete(CHILDREN[child], {"member_id": member_id, **asked}, at)
        if child == "pins":
            one["length"] = len(self.pins.give(one["id"], length, digits))
        self._index_child(child, one)
        return one

    def _complete(self, kind: Kind, values: Object, at: datetime | None) -> Object:
        one = {
            "id": None,
            **kind.blank,
            **values,
            "organization_id": self.id,
            "is_deleted": False,
            "created_at": self.stamp(at),
            "metadata": values.get("metadata", {}),
        }
        one["id"] = one["id"] or self.new_id(kind.prefix)
        return one

    def take_in(self, kind: str, one: Object) -> None:
        """Takes in a whole object, as it was kept."""
        self.tables[kind].add(one)
        if kind == "members":
            self.index_metadata(one)

    def take_in_child(self, child: str, one: Object) -> None:
        """Takes in a whole child, as it was kept; a PIN gets digits anew."""
        if child == "pins":
            self.pins.give(one["id"], one["length"], None)
            if one["is_deleted"]:
                self.pins.release(one["id"])
        self._index_child(child, one)

    def _index_child(self, child: str, one: Object) -> None:
        self.children[child][one["member_id"]][one["id"]] = one
        if child == "emails":
            self.by_email[one["email"].casefold()].add(one["member_id"])
        if child == "cards" and not one["is_deleted"]:
            self._card_holders[one["card_id"]] = one["member_id"]

    def index_metadata(self, member: Object) -> None:
        """Makes a member findable by `metadata.sourceID`."""
        if "sourceID" in member["metadata"]:
            self.by_source_id[member["metadata"]["sourceID"]].add(member["id"])

    # Finding

    def get(self, kind: str, object_id: str) -> Object:
        """One object that stands alone, deleted ones too."""
        one = self.tables[kind].by_id.get(object_id)
        if one is None:
            raise not_found(f"The {KINDS[kind].type}")
        return one

    def get_child(self, child: str, member_id: str, object_id: str) -> Object:
        """One child of a member, deleted ones too."""
        self.get("members", member_id)
        one = self.children[child].get(member_id, {}).get(object_id)
        if one is None:
            raise not_found(f"The {CHILDREN[child].type}")
        return one

    def card_to_give(self, asked: Object) -> str:
        """The id of the free card that `card_id`, `uid` or `printed_code` names; refuses none or a taken one."""
        names = {field: value for field, value in asked.items() if value is not None}
        if len(names) != 1:
            raise invalid("Name the card by exactly one of card_id, uid and printed_code.")
        ((field, value),) = names.items()
        own = "id" if field == "card_id" else field
        card = next((one for one in self.tables["cards"].by_id.values() if one[own] == value), None)
        if card is None:
            raise invalid("The card was not found.", field=field)
        if card["id"] in self._card_holders:
            raise invalid("The card is in use.", field=field)
        return str(card["id"])

    # Deleting

    def revoke_all(self, one: Object) -> None:
        """Deletes all children of a member softly."""
        for child in CHILDREN:
            self._mark_children(child, self.living(child, one["id"]))

    def leave_group(self, group_id: str) -> None:
        """Ends all associations of a group."""
        for member_id in self.children["group_associations"]:
            mine = self.living("group_associations", member_id)
            self._mark_children("group_associations", (a for a in mine if a["member_group_id"] == group_id))

    def take_card(self, card_id: str) -> None:
        """Removes a card from the organization and from whoever holds it."""
        holder = self._card_holders.get(card_id, "")
        self._mark_children("cards", (c for c in self.living("cards", holder) if c["card_id"] == card_id))
        self.tables["cards"].remove(card_id)

    def mark_child_deleted(self, child: str, one: Object) -> None:
        """Deletes a child softly; its PIN or card is free again."""
        self._mark_children(child, [one])

    def _mark_children(self, child: str, some: Iterable[Object]) -> None:
        for one in some:
            one["is_deleted"] = True
            if child == "pins":
                self.pins.release(one["id"])
            if child == "cards":
                self._card_holders.pop(one["card_id"], None)

    # Remembering

    def record(self, verb: str, type_: str, *, at: datetime | None = None, **ids: Any) -> Object:
        """Makes an event and reports it at once."""
        return self.report(self.event(verb, type_, at=at, **ids))

    def event(self, verb: str, type_: str, *, at: datetime | None = None, **ids: Any) -> Object:
        """An event about an object; `subject` is who did it (None: somebody in the panel or by the API)."""
        subject = ids.pop("subject", None) or {}
        return {
            "id": self.new_id("evt"),
            "organization_id": self.id,
            "subject": {**dict.fromkeys(_SUBJECT_IDS), **subject},
            "verb": verb,
            "object": {"type": type_, **dict.fromkeys(_OBJECT_IDS), **ids, "organization_id": self.id},
            "created_at": self.stamp(at),
        }

    def report(self, event: Object) -> Object:
        """Writes an event to the log, at the place of the time it really had."""
        self.tables["events"].add(event)
        self.on_event(event)
        return event
