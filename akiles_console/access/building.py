"""What the doors of an organization are: read in a handful of calls, looked up by id."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from typing import Protocol, TypeVar

import msgspec

from akiles_console.api.client import Client
from akiles_console.api.models import Device, Gadget, MemberGroup, Schedule, Site


class _Identified(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def is_deleted(self) -> bool: ...


R = TypeVar("R", bound=_Identified)


class Building(msgspec.Struct, frozen=True, kw_only=True):
    """Living groups, doors, sites, schedules and devices under their ids."""

    groups: Mapping[str, MemberGroup] = {}
    gadgets: Mapping[str, Gadget] = {}
    sites: Mapping[str, Site] = {}
    schedules: Mapping[str, Schedule] = {}
    devices: Mapping[str, Device] = {}

    @classmethod
    def of(
        cls,
        groups: Iterable[MemberGroup],
        gadgets: Iterable[Gadget],
        sites: Iterable[Site],
        schedules: Iterable[Schedule] = (),
        devices: Iterable[Device] = (),
    ) -> Building:
        """A building from lists; deleted things are left out."""
        return cls(
            groups=_living(groups),
            gadgets=_living(gadgets),
            sites=_living(sites),
            schedules=_living(schedules),
            devices=_living(devices),
        )


async def read(client: Client) -> Building:
    """Reads it: one call for each hundred of a kind, five calls as a rule. Raises ApiError."""
    return Building.of(
        *await asyncio.gather(
            _all(client.member_groups.list()), _all(client.gadgets.list()), _all(client.sites.list()),
            _all(client.schedules.list()), _all(client.devices.list()),
        )
    )  # fmt: skip


async def _all(records: AsyncIterator[R]) -> list[R]:
    return [record async for record in records]


def _living(records: Iterable[R]) -> dict[str, R]:
    return {record.id: record for record in records if not record.is_deleted}
