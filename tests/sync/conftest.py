"""A reading made by hand, and a client connected to a demo organization over real HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass
from typing import Any

import httpx
import msgspec
import pytest

from akiles_console.api.client import Client
from akiles_console.auth.tokens import BearerAuth
from akiles_console.clock import Clock
from akiles_console.demo.server import DemoServer
from akiles_console.people.employee import Employee, Problem
from akiles_console.people.mapping import Mapping
from akiles_console.people.spreadsheet.reading import Reading
from akiles_console.sync import run
from akiles_console.sync.guard import Approval
from akiles_console.sync.plan import Options


def make_reading(employees: Iterable[Employee], parked: Iterable[int] = ()) -> Reading:
    problems = tuple(Problem(row=row, severity="error", code="test") for row in parked)
    return Reading(file="people.xlsx", digest="0" * 64, format="xlsx", employees=tuple(employees), problems=problems)


def make_employee(number: int, **fields: Any) -> Employee:
    plain = Employee(
        row=number,
        employee_id=f"{number:05}",
        name=f"Person {number}",
        emails=(f"person{number}@example.com",),
        groups=("Engineering",),
    )
    return msgspec.structs.replace(plain, **fields)


@pytest.fixture
def reading() -> Callable[..., Reading]:
    return make_reading


@pytest.fixture
def employee() -> Callable[..., Employee]:
    return make_employee


class PatientClock:
    """Sleeps nobody waits for; what was slept is kept."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    def clock(self) -> Clock:
        return Clock(sleep=self.sleep)


MAPPING = Mapping.of({"Engineering": ["Engineering"], "Sales": ["Sales"], "Operations": ["Operations", "Everyone"]})


@dataclass
class Office:
    """The demo organization and everything a run needs; `sync` approves its own plan's losses only when told."""

    server: DemoServer
    client: Client
    time: PatientClock
    mapping: Mapping = MAPPING

    async def plan(self, employees: Iterable[Employee], options: Options = Options(), **more: Any) -> run.Proposal:
        given = make_reading(employees, more.pop("parked", ()))
        return await run.prepare(
            self.client, given, more.pop("mapping", self.mapping), options, clock=self.time.clock()
        )

    async def sync(
        self,
        employees: Iterable[Employee],
        options: Options = Options(),
        approval: Approval = Approval(),
        **more: Any,
    ) -> run.Report:
        given = make_reading(employees, more.pop("parked", ()))
        mapping = more.pop("mapping", self.mapping)
        return await run.execute(self.client, given, mapping, options, approval, clock=self.time.clock(), **more)

    def member(self, key: str) -> dict[str, Any]:
        """The living member with our mark and that id, as the server has it."""
        found = [m for m in self.members() if m["metadata"].get("sourceID") == key]
        assert len(found) == 1, f"{len(found)} members with id {key}"
        return found[0]

    def members(self) -> list[dict[str, Any]]:
        return [member for member in self.server.backend.members if not member["is_deleted"]]

    def ours(self) -> list[dict[str, Any]]:
        """The living members with our mark."""
        return [member for member in self.members() if member["metadata"].get("source") == "akiles-console"]

    def groups(self, key: str) -> list[str]:
        names = {group["id"]: group["name"] for group in self.server.backend.tables["member_groups"].by_id.values()}
        living = [child for child in self.member(key)["group_associations"] if not child["is_deleted"]]
        return sorted(names[child["member_group_id"]] for child in living)


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with DemoServer() as server, httpx.AsyncClient(trust_env=False) as http:
        time = PatientClock()
        client = Client(http, server.api_url, BearerAuth(server.access_token), clock=time.clock())
        yield Office(server, client, time)
