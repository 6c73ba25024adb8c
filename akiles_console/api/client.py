"""The client of the Akiles API v2: `await client.organization()`, `client.sites.list()`, `client.pins.create(...)`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import httpx

from akiles_console.api.credentials import Emails, GroupAssociations, MagicLinks, MemberCards, Pins, Tokens
from akiles_console.api.events import Events
from akiles_console.api.members import Members
from akiles_console.api.models import (
    Card,
    Device,
    Gadget,
    GroupAssociation,
    MemberCard,
    MemberEmail,
    MemberGroup,
    MemberMagicLink,
    MemberPin,
    MemberToken,
    Organization,
    Product,
    Schedule,
    Site,
)
from akiles_console.api.resources import Cards, Gadgets, Marked, MemberGroups, Objects, Schedules
from akiles_console.api.retry import TRIES
from akiles_console.api.transport import Transport
from akiles_console.api.webhooks import Webhooks
from akiles_console.clock import Clock


class Client:
    """One connection to one organization. Every method raises ApiError, or the Failure that signed us out."""

    def __init__(
        self, http: httpx.AsyncClient, api_url: str, auth: httpx.Auth, *, clock: Clock, concurrency: int = 4
    ) -> None:
        """`http` stays its owner's to close; `concurrency` requests are in flight at first, and more or fewer later."""
        transport = self._transport = Transport(http, api_url, auth, clock=clock, concurrency=concurrency)
        self.sites = Marked(transport, "/sites", Site)
        self.products = Objects(transport, "/products", Product)
        self.devices = Marked(transport, "/devices", Device)
        self.gadgets = Gadgets(transport, "/gadgets", Gadget)
        self.member_groups = MemberGroups(transport, "/member_groups", MemberGroup)
        self.schedules = Schedules(transport, "/schedules", Schedule)
        self.cards = Cards(transport, "/cards", Card)
        self.events = Events(transport)
        self.webhooks = Webhooks(transport)
        self.emails = Emails(transport, "emails", MemberEmail)
        self.pins = Pins(transport, "pins", MemberPin)
        self.magic_links = MagicLinks(transport, "magic_links", MemberMagicLink)
        self.tokens = Tokens(transport, "tokens", MemberToken)
        self.member_cards = MemberCards(transport, "cards", MemberCard)
        self.group_associations = GroupAssociations(transport, "group_associations", GroupAssociation)
        self.members = Members(
            transport,
            {
                "emails": self.emails,
                "pins": self.pins,
                "cards": self.member_cards,
                "magic_links": self.magic_links,
                "group_associations": self.group_associations,
            },
        )

    def authorize(self, auth: httpx.Auth) -> None:
        """Sends every request from now on with `auth`: after a new login, what is under way goes on."""
        self._transport.authorize(auth)

    def now(self) -> datetime:
        """What time it is at Akiles (aware, UTC), as its last answer said; until then what our clock says."""
        return self._transport.now()

    @property
    def calls(self) -> int:
        """HTTP requests sent to the API so far, every try counted."""
        return self._transport.calls

    async def organization(self, *, tries: int = TRIES) -> Organization:
        """The organization that this connection belongs to; `tries` is for somebody who is waiting."""
        return await self._transport.request(Organization, "GET", "/organization", tries=tries)

    async def edit_organization(self, *, metadata: Mapping[str, str]) -> Organization:
        """Replaces the organization's metadata: texts, at most 1,024 bytes."""
        return await self._transport.request(Organization, "PATCH", "/organization", body={"metadata": metadata})
