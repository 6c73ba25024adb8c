"""The mapping kept with the organization: two computers, one practice Akiles, and what it costs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from akiles_console.api.errors import ApiError, Forbidden
from akiles_console.clock import Clock
from akiles_console.demo.faults import Fault, Rule
from akiles_console.people import kept_mapping
from akiles_console.people.kept_mapping import Kept
from akiles_console.people.mapping import Mapping
from akiles_console.people.pairings import METADATA
from akiles_console.sync import shared_mapping
from akiles_console.sync.shared_mapping import Shared

pytestmark = pytest.mark.anyio
GROUPS = "/member_groups"


class Desk:
    """One computer: a folder of its own, and the office's client."""

    def __init__(self, office: Any, folder: Path) -> None:
        folder.mkdir()
        self.office, self.folder = office, folder

    @property
    def kept(self) -> Kept:
        return kept_mapping.load(self.folder)[0]

    def choose(self, groups: dict[str, list[str]], default: tuple[str, ...] = ()) -> None:
        """Maps to groups by name, on this computer only."""
        ids = {group["name"]: group["id"] for group in stored(self.office)}
        mapping = Mapping.of({hr: [ids.get(name, name) for name in to] for hr, to in groups.items()}, default)
        kept_mapping.update(self.folder, lambda kept: kept_mapping.revise(kept, mapping, Clock().now(), "somebody"))

    async def share(self) -> Shared:
        return await shared_mapping.share(self.office.client, self.folder, self.office.time.clock())

    def names(self) -> dict[str, list[str]]:
        names = {group["id"]: group["name"] for group in stored(self.office)}
        return {hr: sorted(names.get(to, to) for to in ids) for hr, ids in self.kept.mapping.groups}


def stored(office: Any) -> list[dict[str, Any]]:
    return [one for one in office.server.backend.tables["member_groups"].by_id.values() if not one["is_deleted"]]


def group(office: Any, name: str) -> dict[str, Any]:
    return next(one for one in stored(office) if one["name"] == name)


@pytest.fixture
def desk(office: Any, tmp_path: Path) -> Callable[[str], Desk]:
    return lambda name: Desk(office, tmp_path / name)


async def test_a_colleague_sees_what_was_chosen_here(office: Any, desk: Any) -> None:
    ana, ben = desk("ana"), desk("ben")
    ana.choose({"Engineers": ["Engineering", "Everyone"]})
    await ana.share()
    await ben.share()
    assert ben.names() == {"Engineers": ["Engineering", "Everyone"]}
    assert [state.by for state in ben.kept.history] == [""]


async def test_only_groups_that_changed_are_written_and_an_unchanged_mapping_costs_one_listing(
    office: Any, desk: Any
) -> None:
    ana = desk("ana")
    ana.choose({"Engineers": ["Engineering", "Everyone"], "Shop": ["Sales"]})
    await ana.share()
    writes = [("PATCH", f"{GROUPS}/{group(office, name)['id']}") for name in ("Engineering", "Everyone", "Sales")]
    assert sorted(office.server.writes) == sorted(writes)
    assert office.client.calls == 1 + 3 + 1  # what was written is read back
    ana.choose({"Engineers": ["Engineering"], "Shop": ["Sales"]})
    await ana.share()
    assert office.server.writes[3:] == [("PATCH", f"{GROUPS}/{group(office, 'Everyone')['id']}")]
    calls = office.client.calls
    await ana.share()
    assert office.client.calls == calls + 1
    assert len(office.server.writes) == 4


async def test_taking_in_writes_and_asks_nothing(office: Any, desk: Any) -> None:
    ana = desk("ana")
    ana.choose({"Shop": ["Sales"]})
    listed = [one async for one in office.client.member_groups.list()]
    shared = await shared_mapping.take_in(ana.folder, office.time.clock(), listed)
    assert list(shared.pending) == [group(office, "Sales")["id"]]
    assert office.server.writes == []
    assert office.client.calls == 1


async def test_listed_groups_are_not_listed_again(office: Any, desk: Any) -> None:
    ana = desk("ana")
    listed = [one async for one in office.client.member_groups.list()]
    calls = office.client.calls
    shared = await shared_mapping.share(office.client, ana.folder, office.time.clock(), listed)
    assert office.client.calls == calls
    assert {one.name for one in shared.groups} >= {"Engineering", "Sales"}


async def test_keys_of_other_integrations_stay_as_they_are(office: Any, desk: Any) -> None:
    group(office, "Sales")["metadata"] = {"source": "guesty", "note": "ø"}
    ana = desk("ana")
    ana.choose({"Shop": ["Sales"]})
    await ana.share()
    assert group(office, "Sales")["metadata"] == {"source": "guesty", "note": "ø", METADATA: "Shop"}
    ana.choose({})
    await ana.share()
    assert group(office, "Sales")["metadata"] == {"source": "guesty", "note": "ø", METADATA: "Shop\t2"}


async def test_two_who_edit_at_once_both_keep_what_they_added(office: Any, desk: Any) -> None:
    ana, ben = desk("ana"), desk("ben")
    ana.choose({"Shop": ["Sales"]})
    ben.choose({"Field": ["Sales"], "Office": ["Everyone"]})
    await asyncio.gather(ana.share(), ben.share())
    await ana.share()
    await ben.share()  # where ana had written over it, ben's comes back here
    await ana.share()
    both = {"Shop": ["Sales"], "Field": ["Sales"], "Office": ["Everyone"]}
    assert ana.names() == ben.names() == both


async def test_what_somebody_overwrote_comes_back_from_who_knows_it(office: Any, desk: Any) -> None:
    ana = desk("ana")
    ana.choose({"Shop": ["Sales"]})
    await ana.share()
    group(office, "Sales")["metadata"] = {METADATA: "Field"}  # written from a listing that was older than ours
    shared = await ana.share()
    assert group(office, "Sales")["metadata"][METADATA].split("\n") == ["Field", "Shop"]
    assert shared.conflicts == ()


async def test_a_removal_reaches_the_colleague_and_an_addition_beside_it_stays(office: Any, desk: Any) -> None:
    ana, ben = desk("ana"), desk("ben")
    ana.choose({"Shop": ["Sales", "Everyone"]})
    await ana.share()
    await ben.share()
    ben.choose({"Shop": ["Sales", "Everyone", "Engineering"]})
    ana.choose({"Shop": ["Sales"]})
    await ana.share()
    shared = await ben.share()
    await ana.share()
    assert ana.names() == ben.names() == {"Shop": ["Engineering", "Sales"]}
    assert shared.conflicts == ("Shop",)


async def test_what_does_not_fit_stays_on_this_computer_and_is_told(office: Any, desk: Any) -> None:
    ana = desk("ana")
    ana.choose({f"Department number {n:03}": ["Sales"] for n in range(100)})
    shared = await ana.share()
    assert 40 < len(shared.left_out) < 70
    assert shared.trouble is None
    assert len(ana.kept.mapping.groups) == 100
    writes = len(office.server.writes)
    assert len((await ana.share()).left_out) == len(shared.left_out)
    assert len(office.server.writes) == writes == 1


async def test_a_connection_that_may_not_write_groups_keeps_the_mapping_here(office: Any, desk: Any) -> None:
    ana = desk("ana")
    ana.choose({"Shop": ["Sales"]})
    office.server.faults.append(Rule(Fault.FORBIDDEN, GROUPS, "PATCH", count=100))
    shared = await ana.share()
    assert isinstance(shared.trouble, Forbidden)
    assert shared.pending
    assert ana.names() == {"Shop": ["Sales"]}
    office.server.faults.clear()
    assert (await ana.share()).trouble is None
    assert group(office, "Sales")["metadata"] == {METADATA: "Shop"}


async def test_offline_the_local_copy_stays_and_is_shared_later(office: Any, desk: Any) -> None:
    ana = desk("ana")
    await ana.share()
    ana.choose({"Shop": ["Sales"]})
    office.server.faults.append(Rule(Fault.UNAVAILABLE, GROUPS, "GET", count=100))
    with pytest.raises(ApiError):
        await ana.share()
    assert ana.names() == {"Shop": ["Sales"]}
    assert "Sales" in ana.kept.names.values()


async def test_a_lost_answer_is_no_reason_to_forget_a_removal(office: Any, desk: Any) -> None:
    ana = desk("ana")
    ana.choose({"Shop": ["Sales"]})
    office.server.faults.append(Rule(Fault.ERROR_AFTER, GROUPS, "PATCH", count=100))
    assert (await ana.share()).trouble is not None
    ana.choose({})
    office.server.faults.clear()
    await ana.share()
    assert group(office, "Sales")["metadata"] == {METADATA: "Shop\t2"}


async def test_a_group_that_vanished_or_is_called_otherwise_is_told_and_never_guessed(office: Any, desk: Any) -> None:
    ana = desk("ana")
    ana.choose({"Shop": ["Sales"], "Tech": ["Engineering"]})
    await ana.share()
    gone = group(office, "Engineering")
    await office.client.member_groups.delete(gone["id"])
    group(office, "Sales")["name"] = "Selling"
    writes = len(office.server.writes)
    shared = await ana.share()
    assert shared.renamed == (("Sales", "Selling"),)
    assert shared.kept.mapping.as_dict()["Tech"] == (gone["id"],)
    assert shared.kept.names[gone["id"]] == "Engineering"
    assert len(office.server.writes) == writes
    assert (await ana.share()).renamed == ()
