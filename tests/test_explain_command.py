"""`akiles-console explain`: where somebody of the practice office gets in, as `cli.md` has it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from akiles_console import cli, explain_command
from akiles_console.api.models import Member
from akiles_console.clock import Clock
from akiles_console.demo.faults import Fault, Rule
from akiles_console.demo.server import DemoServer
from akiles_console.failure import Failure
from akiles_console.session import Session

pytestmark = pytest.mark.anyio

THURSDAY = Clock(now=lambda: datetime(2026, 3, 12, 9, 30, tzinfo=UTC))


async def named(session: Session, name: str) -> Member:
    await session.restore()
    (found,) = [one async for one in session.client.members.list() if one.name == name]
    return found


async def explain(session: Session, person: str) -> tuple[dict[str, Any], list[str]]:
    await session.restore()
    return await explain_command.run(session.client, THURSDAY, person, "akiles-console")


async def test_the_document_is_as_it_is_promised(session: Session) -> None:
    member = await named(session, "Henrik Sørensen")
    document, _lines = await explain(session, member.id)
    assert {"member", "doors", "warnings"} <= set(document)
    assert document["member"]["id"] == member.id and document["member"]["name"] == "Henrik Sørensen"
    doors = {door["gadget"]: door for door in document["doors"]}
    promised = {"gadget_id", "gadget", "site", "actions", "when", "methods", "until", "through", "warnings"}
    assert all(promised <= set(door) for door in doors.values())
    assert set(doors) == {
        "Street door", "Lift", "Second floor door", "Server room", "Workshop door", "Loading bay", "Tool room",
    }  # fmt: skip
    street, server = doors["Street door"], doors["Server room"]
    assert street["methods"] == ["online", "bluetooth", "mobile_nfc", "pin"]
    assert (street["when"], street["until"], street["through"]) == ("Office hours", None, ["Everyone"])
    assert (street["open_now"], street["changes_at"]) == (True, "2026-03-12T19:00:00Z")
    assert (server["when"], server["actions"], server["through"]) == ("always", ["open"], ["Engineering"])
    assert [one["code"] for one in server["warnings"]] == ["pins_forbidden"]
    assert [one["code"] for one in doors["Tool room"]["warnings"]] == ["pin_no_keypad", "door_offline"]
    assert document["calls"] == 6


async def test_the_same_is_said_where_nothing_is_expanded(session: Session, demo: DemoServer) -> None:
    member = await named(session, "Ferran Puig i Soler")
    expected, _lines = await explain(session, member.id)
    demo.faults.append(Rule(Fault.REFUSE, "/members/mem_", "GET", query="expand=", count=9))
    found, _lines = await explain(session, member.id)
    assert found | {"calls": 0} == expected | {"calls": 0}
    assert found["calls"] > expected["calls"]


async def test_somebody_is_found_by_the_employee_id_also_where_it_cannot_be_asked_for(
    session: Session, demo: DemoServer
) -> None:
    member = await named(session, "Rafael D'Ávila")
    employee = member.metadata["sourceID"]
    document, _lines = await explain(session, employee)
    assert (document["member"]["id"], document["member"]["source"]) == (member.id, "nexudus")
    demo.faults.append(Rule(Fault.REFUSE, "/members$", "GET", query="metadata", count=9))
    again, _lines = await explain(session, employee)
    assert again["doors"] == document["doors"]


async def test_of_several_with_an_employee_id_ours_is_meant_and_without_ours_it_is_asked(session: Session) -> None:
    await session.restore()
    made = [
        await session.client.members.create(name=f"Ana {source}", metadata={"source": source, "sourceID": "0042"})
        for source in ("guesty", "akiles-console", "nexudus")
    ]
    document, lines = await explain(session, "0042")
    assert document["member"]["id"] == made[1].id
    assert lines[0] == "Ana akiles-console gets in nowhere."
    await session.client.members.delete(made[1].id)
    with pytest.raises(Failure) as caught:
        await explain(session, "0042")
    assert caught.value.code == "member_not_unique" and made[0].id in str(caught.value.details["ids"])


async def test_lines_are_for_people(session: Session) -> None:
    member = await named(session, "Ferran Puig i Soler")
    _document, lines = await explain(session, member.id)
    assert lines[:4] == [
        "Ferran Puig i Soler gets in at 4 of 6 doors.",
        "Garage gate, Calle Mayor office: opens now",
        "  always, only Open, by card, through Operations (Europe/Madrid)",
        "Lift, Calle Mayor office: opens now, changes at 2026-03-12T19:00:00Z",
    ]
    assert "  ! The card does nothing here: there is no card reader for this door." in lines


async def test_dates_of_a_guest_are_the_end(session: Session) -> None:
    guest = await named(session, "Apartment 5 - Moreau")
    document, _lines = await explain(session, guest.id)
    assert {door["until"] for door in document["doors"]} == {f"{(guest.ends_at or '')[:19]}Z"}


@pytest.mark.parametrize("person", ["mem_0000000000", "nobody"])
def test_the_exit_code_says_that_nobody_has_the_id(
    demo: DemoServer, person: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AKILES_API_URL", demo.api_url)
    monkeypatch.setenv("AKILES_AUTH_URL", demo.auth_url)
    monkeypatch.setenv("AKILES_ACCESS_TOKEN", demo.access_token)
    assert cli.main(["explain", person, "--json"], lambda _demo: 99) == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "member_unknown"


def test_the_command_prints_one_document(
    demo: DemoServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AKILES_API_URL", demo.api_url)
    monkeypatch.setenv("AKILES_AUTH_URL", demo.auth_url)
    monkeypatch.setenv("AKILES_ACCESS_TOKEN", demo.access_token)
    employee = "ne-8618"
    assert cli.main(["explain", employee, "--json"], lambda _demo: 99) == 0
    assert json.loads(capsys.readouterr().out)["member"]["employee_id"] == employee
    assert cli.main(["explain", employee], lambda _demo: 99) == 0
    assert "gets in at" in capsys.readouterr().out
