"""Webhooks: where Akiles sends events to, and how to tell that it was Akiles."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence

import msgspec
from msgspec import UNSET, UnsetType

from akiles_console.api.resources import Objects, given
from akiles_console.api.transport import Transport

SIGNATURE = "X-Akiles-Sig-SHA256"
"""The header with the signature of a webhook's body."""


class WebhookRule(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Events about objects of this type (gadget, gadget_action, member, member_group, organization, site), with this
    verb (create, edit, delete, use) or, with None, with any."""

    object_type: str
    verb: str | None = None


class Webhook(msgspec.Struct, frozen=True, kw_only=True):
    """An address that gets a POST for each event that fits one rule of `filter`; without rules it gets none."""

    id: str
    url: str
    filter: tuple[WebhookRule, ...] = ()
    is_enabled: bool = True
    is_deleted: bool = False
    created_at: str = ""


class NewWebhook(Webhook, frozen=True, kw_only=True):
    """A webhook with the `secret` that its requests are signed with: Akiles tells it this once."""

    secret: str

    def __repr__(self) -> str:
        return f"NewWebhook(id={self.id!r}, ***)"

    def __rich_repr__(self) -> list[tuple[str, str]]:
        return [("id", self.id)]


class Webhooks(Objects[Webhook]):
    """Addresses that Akiles reports events to."""

    def __init__(self, transport: Transport) -> None:
        super().__init__(transport, "/webhooks", Webhook)

    async def create(self, *, url: str, filter: Sequence[WebhookRule], is_enabled: bool = True) -> NewWebhook:
        """Adds one. Its secret cannot be seen again: keep it, or delete the webhook and make another."""
        body = {"url": url, "filter": filter, "is_enabled": is_enabled}
        return await self._transport.request(NewWebhook, "POST", self._path, body=body)

    async def edit(
        self,
        id: str,
        *,
        url: str | UnsetType = UNSET,
        filter: Sequence[WebhookRule] | UnsetType = UNSET,
        is_enabled: bool | UnsetType = UNSET,
    ) -> Webhook:
        """Changes one; `filter` replaces all rules."""
        return await self._edit(id, given(url=url, filter=filter, is_enabled=is_enabled))

    async def delete(self, id: str) -> None:
        """Deletes one: it is sent nothing more."""
        await self._delete(id)


def is_genuine(body: bytes, signature: str, secret: str) -> bool:
    """Whether the raw body of a webhook request was signed (hex, from its header) by who knows the secret."""
    expected = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected.encode(), signature.strip().lower().encode())
