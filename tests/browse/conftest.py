"""A client of the practice organization over real HTTP, and a clock on which nobody waits."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import msgspec
import pytest

from akiles_console.api.client import Client
from akiles_console.api.models import GroupAssociation, Member, MemberEmail, MemberMagicLink, MemberPin
from akiles_console.auth.tokens import BearerAuth
from akiles_console.browse.difference import NEW
from akiles_console.clock import Clock
from akiles_console.demo.server import DemoServer


async def _at_once(_seconds: float) -> None:
    """No waiting."""


@dataclass
class Desk:
    """What somebody who edits people has at hand."""

    server: DemoServer
    client: Client
    clock: Clock

    async def person(self, name: str) -> Member:
        """The member whose name begins so, with credentials and groups."""
        found = [one async for one in self.client.members.list() if one.name.startswith(name)]
        return found[0]

    def group(self, name: str) -> str:
        """The id of a group."""
        groups = self.server.backend.tables["member_groups"].by_id.values()
        return str(next(group["id"] for group in groups if group["name"] == name))

    def writes(self) -> list[str]:
        """Methods and paths of the requests that changed something, in order."""
        return [f"{method} {path}" for method, path in self.server.requests if method != "GET"]


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with DemoServer() as server, httpx.AsyncClient(trust_env=False) as http:
        clock = Clock(sleep=_at_once)
        yield Desk(server, Client(http, server.api_url, BearerAuth(server.access_token), clock=clock), clock)


class Wishes:
    """Members as somebody wants them."""

    @staticmethod
    def with_email(member: Member, email: str) -> Member:
        new = MemberEmail(id=f"{NEW}{email}", member_id=member.id, email=email)
        return msgspec.structs.replace(member, emails=(*member.emails, new))

    @staticmethod
    def in_group(member: Member, group_id: str, starts_at: str | None = None, ends_at: str | None = None) -> Member:
        new = GroupAssociation(
            id=f"{NEW}{group_id}", member_id=member.id, member_group_id=group_id, starts_at=starts_at, ends_at=ends_at
        )
        return msgspec.structs.replace(member, group_associations=(*member.group_associations, new))

    @staticmethod
    def with_pin(member: Member, length: int = 6) -> Member:
        return msgspec.structs.replace(
            member, pins=(*member.pins, MemberPin(id=f"{NEW}pin", member_id=member.id, length=length))
        )

    @staticmethod
    def with_link(member: Member) -> Member:
        return msgspec.structs.replace(member, magic_links=(MemberMagicLink(id=f"{NEW}link", member_id=member.id),))

    @staticmethod
    def bare(member: Member) -> Member:
        """Without groups."""
        return msgspec.structs.replace(member, group_associations=())


@pytest.fixture
def wishes() -> type[Wishes]:
    return Wishes
