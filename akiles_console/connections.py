"""The organizations that this computer can work with: pure functions over the settings.

A connection's id also names its entries in the keyring and its lock. One connection of each place is active: the one
that a start of the program takes up.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from akiles_console.failure import Failure
from akiles_console.settings import Connection, Settings

_LONGEST_NAME = 60
_COLOUR = re.compile("#[0-9a-f]{6}")


def at(kept: Settings, place: str) -> dict[str, Connection]:
    """The connections of a place by id, in the order in which they were made."""
    return {key: one for key, one in kept.connections.items() if one.place == place}


def active(kept: Settings, place: str) -> str | None:
    """The id of the connection in use at a place; None where there is none."""
    key = kept.active.get(place, "")
    return key if key in at(kept, place) else None


def of_organization(kept: Settings, place: str, organization_id: str) -> str | None:
    """The id of the connection to an organization; None where there is none."""
    return next((key for key, one in at(kept, place).items() if one.organization_id == organization_id), None)


def id_for(kept: Settings, place: str, organization_id: str) -> str:
    """The id of the connection to an organization, also of one that is still to be made."""
    return of_organization(kept, place, organization_id) or f"{place} {organization_id}"


def title(one: Connection) -> str:
    """What the person calls the organization, else what Akiles does."""
    return one.name or one.organization_name


def added(kept: Settings, one: Connection) -> Settings:
    """With the connection, or with it renewed where its organization is known; it is in use then."""
    key = id_for(kept, one.place, one.organization_id)
    before = kept.connections.get(key)
    if before is not None:
        one = replace(one, name=before.name, colour=before.colour)
    return replace(
        kept,
        client_id=one.client_id,
        redirect_port=one.redirect_port,
        connections=kept.connections | {key: one},
        active=kept.active | {one.place: key},
    )


def removed(kept: Settings, key: str) -> Settings:
    """Without the connection. No other takes its place: nobody should write to an organization by surprise."""
    connections = {other: one for other, one in kept.connections.items() if other != key}
    active = {place: other for place, other in kept.active.items() if other != key}
    return replace(kept, connections=connections, active=active)


def activated(kept: Settings, key: str) -> Settings:
    """With this connection in use at its place. Raises Failure `connection_unknown`."""
    return replace(kept, active=kept.active | {_known(kept, key).place: key})


def renamed(kept: Settings, key: str, name: str) -> Settings:
    """With a name for this computer; "" for the one that Akiles has.

    Raises Failure `connection_unknown`, `name_too_long`, and `name_taken` where another one is called that.
    """
    one = _known(kept, key)
    name = " ".join(name.split())
    if len(name) > _LONGEST_NAME:
        raise Failure("name_too_long", longest=_LONGEST_NAME)
    others = {title(other).casefold() for other_key, other in at(kept, one.place).items() if other_key != key}
    if name and name.casefold() in others:
        raise Failure("name_taken", name=name)
    return _changed(kept, key, replace(one, name="" if name == one.organization_name else name))


def coloured(kept: Settings, key: str, colour: str) -> Settings:
    """With a colour, `#rrggbb`; "" for the one that comes by itself. Raises Failure `connection_unknown`."""
    one = _known(kept, key)
    return _changed(kept, key, replace(one, colour=colour if _COLOUR.fullmatch(colour) else ""))


def _known(kept: Settings, key: str) -> Connection:
    if key not in kept.connections:
        raise Failure("connection_unknown")
    return kept.connections[key]


def _changed(kept: Settings, key: str, one: Connection) -> Settings:
    return replace(kept, connections=kept.connections | {key: one})
