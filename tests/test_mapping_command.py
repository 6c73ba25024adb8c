"""`akiles-console mapping`: shown, out to a file, in from one, and what a colleague then has."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import pytest

from akiles_console import arguments, commands, mapping_command
from akiles_console.clock import Clock
from akiles_console.demo.faults import Fault, Rule
from akiles_console.demo.server import DemoServer
from akiles_console.failure import Failure
from akiles_console.people import mapping
from akiles_console.people.mapping import Mapping
from akiles_console.session import Session

pytestmark = pytest.mark.anyio


async def run(session: Session, export: Path | None = None, source: Path | None = None) -> tuple[bool, Any, list[str]]:
    await session.restore()
    return await mapping_command.run(session, Clock(), export=export, source=source)


async def test_a_file_is_taken_in_and_a_colleague_has_it(
    session: Session, demo: DemoServer, tmp_path: Path, own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mapping.write(tmp_path / "in.json", Mapping.of({"Shop": ["Sales", "Everyone"], "Lab": ["Nowhere"]}, ["Everyone"]))
    fine, document, lines = await run(session, source=tmp_path / "in.json")
    assert fine
    assert document["vanished"] == ["Nowhere"]
    assert document["calls"] == 1 + 2 + 1  # the listing, two groups, and what was written read back
    assert len(demo.writes) == 2
    assert set(lines) == {
        "Lab: Nowhere", "Shop: Everyone, Sales", "Without a group: Everyone",
    }  # fmt: skip
    monkeypatch.setenv("AKILES_CONSOLE_HOME", str(own_folder.parent / "colleague"))
    fine, document, _lines = await run(session, export=tmp_path / "out.json")
    assert fine
    assert set(document["groups"]) == {"Shop"}  # what is nowhere at Akiles cannot be kept there
    assert mapping.read(tmp_path / "out.json") == Mapping.of(document["groups"], document["default"])
    assert len(demo.writes) == 2


async def test_showing_asks_once_and_writes_nothing(session: Session, demo: DemoServer) -> None:
    fine, document, lines = await run(session)
    assert (fine, document["groups"], document["calls"]) == (True, {}, 1)
    assert lines == ["No group is mapped yet."]
    assert demo.writes == []


async def test_a_file_that_cannot_be_read_or_written_is_said(session: Session, tmp_path: Path) -> None:
    for way in ({"source": tmp_path / "no.json"}, {"export": tmp_path / "no" / "no.json"}):
        with pytest.raises(Failure) as caught:
            await run(session, **way)
        assert caught.value.code in {"mapping_unreadable", "file_unwritable"}


async def test_the_command_says_by_its_exit_code_what_is_not_with_the_organization(
    demo: DemoServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AKILES_API_URL", demo.api_url)
    monkeypatch.setenv("AKILES_AUTH_URL", demo.auth_url)
    monkeypatch.setenv("AKILES_ACCESS_TOKEN", demo.access_token)
    mapping.write(tmp_path / "in.json", Mapping.of({"Shop": ["Sales"]}))
    demo.faults.append(Rule(Fault.FORBIDDEN, "/member_groups", "PATCH"))
    ends = []
    for words in (["--import", str(tmp_path / "in.json")], [], ["--import", str(tmp_path / "in.json")]):
        chosen = arguments.parser().parse_args(["mapping", *words])
        code, document, lines = await commands.RUN["mapping"](chosen)
        ends.append((code, document["pending"], len(lines)))
    assert ends == [(commands.ATTENTION, 1, 2), (commands.DONE, 1, 2), (commands.DONE, 0, 1)]


def test_a_file_goes_one_way_at_a_time() -> None:
    with pytest.raises(arguments.UsageError):
        arguments.parser().parse_args(["mapping", "--import", "a", "--export", "b"])
    chosen: argparse.Namespace = arguments.parser().parse_args(["mapping", "--import", "a", "--json"])
    assert chosen.source == Path("a")
