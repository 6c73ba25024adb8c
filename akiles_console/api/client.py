"""The client of the Akiles API v2: `await client.organization()`, `client.sites.list()`, `client.pins.create(...)`."""

from __future__ import annotations

import httpx

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
    Organization,
    Product,
    Schedule,
    Site,
)
from akiles_console.api.resources import (
    Emails,
    GroupAssociations,
    Listing,
    MagicLinks,
    MemberCards,
    Page,
    Pins,
)
from akiles_console.api.retry import TRIES
from akiles_console.api.transport import Transport
from akiles_console.clock import Clock


class Client:
    """One connection to one organization. Every method raises ApiError, or the Failure that signed us out."""

    def __init__(
        self, http: httpx.AsyncClient, api_url: str, auth: httpx.Auth, *, clock: Clock, concurrency: int = 4
    ) -> None:
        """`http` stays its owner's to close; `concurrency` requests are in flight at most."""
        transport = self._transport = Transport(http, api_url, auth, clock=clock, concurrency=concurrency)
        self.sites = Listing(transport, "/sites", Page[Site])
        self.products = Listing(transport, "/products", Page[Product])
        self.devices = Listing(transport, "/devices", Page[Device])
        self.gadgets = Listing(transport, "/gadgets", Page[Gadget])
        self.member_groups = Listing(transport, "/member_groups", Page[MemberGroup])
        self.schedules = Listing(transport, "/schedules", Page[Schedule])
        self.cards = Listing(transport, "/cards", Page[Card])
        self.emails = Emails(transport, "emails", MemberEmail)
        self.pins = Pins(transport, "pins", MemberPin)
        self.magic_links = MagicLinks(transport, "magic_links", MemberMagicLink)
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

    @property
    def calls(self) -> int:
        """HTTP requests sent to the API so far, every try counted."""
        return self._transport.calls

    async def organization(self, *, tries: int = TRIES) -> Organization:
        """The organization that this connection belongs to; `tries` is for somebody who is waiting."""
        return await self._transport.request(Organization, "GET", "/organization", tries=tries)
