"""What the Doors page shows, read in one go."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from akiles_console.access import building as access
from akiles_console.access.building import Building
from akiles_console.api.client import Client
from akiles_console.api.models import Card, Product
from akiles_console.api.webhooks import Webhook
from akiles_console.clock import Clock
from akiles_console.ui import words
from akiles_console.ui.widgets.page import everything


@dataclass(frozen=True)
class Contents:
    """An organization but for its people: the building, and what stands beside it; living things only.

    `now` (UTC) is when it was read.
    """

    building: Building = field(default_factory=Building)
    products: Mapping[str, Product] = field(default_factory=dict)
    cards: Mapping[str, Card] = field(default_factory=dict)
    webhooks: Mapping[str, Webhook] = field(default_factory=dict)
    now: datetime = datetime(1970, 1, 1, tzinfo=UTC)

    def site(self, id: str) -> str:
        """The name of a site, its id where it is not known."""
        return self.building.sites[id].name if id in self.building.sites else id

    def product(self, id: str) -> str:
        """The name of a product, its id where it is not known."""
        return self.products[id].name if id in self.products else id

    def door(self, id: str) -> str:
        """The name of a door, its id where it is not known."""
        return self.building.gadgets[id].name if id in self.building.gadgets else id


async def read(client: Client, clock: Clock) -> Contents:
    """Reads it: one call for each hundred of a kind, eight calls as a rule. Raises ApiError."""
    building, products, cards, webhooks = await asyncio.gather(
        access.read(client), everything(client.products.list()),
        everything(client.cards.list()), everything(client.webhooks.list()),
    )  # fmt: skip
    return Contents(
        building=building,
        products=words.by_id(products),
        cards={card.id: card for card in cards},
        webhooks={hook.id: hook for hook in webhooks if not hook.is_deleted},
        now=clock.now(),
    )
