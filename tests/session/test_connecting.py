"""A login over real HTTP, with the practice Akiles, and each way in which it can end."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from akiles_console import settings
from akiles_console.api.errors import ApiError, LostAnswer
from akiles_console.demo.faults import Fault, Rule
from akiles_console.demo.server import DemoServer
from akiles_console.failure import Failure
from akiles_console.session import Session

pytestmark = pytest.mark.anyio


async def test_a_login_ends_with_an_organization(session: Session, ring: Any, login: Any) -> None:
    assert not session.connected
    person = await login(session)
    assert session.organization is not None
    assert session.organization.name == "Practice office"
    assert session.since is not None
    assert session.keyring == "Ring"
    assert len([s async for s in session.client.sites.list()]) == 2
    assert len([m async for m in session.client.members.list()]) == 25
    assert "close this page" in person.pages[0]
    assert sorted(service.split()[-1] for service, _ in ring.entries) == ["client-secret", "refresh-token"]


async def test_a_login_works_on_the_window_s_loop(qapp: Any, session: Session, login: Any) -> None:
    await login(session)
    assert len([m async for m in session.client.members.list()]) == 25


async def test_the_other_organization_may_be_chosen(session: Session, login: Any, browser: Any) -> None:
    await login(session, browser(organization=1))
    assert session.organization is not None
    assert session.organization.name == "Practice annex"


async def test_a_denial_leaves_everything_as_it_was(session: Session, ring: Any, login: Any, browser: Any) -> None:
    await login(session)
    before = dict(ring.entries)
    with pytest.raises(Failure) as caught:
        await login(session, browser("deny"))
    assert caught.value.code == "consent_denied"
    assert session.connected
    assert ring.entries == before


async def test_a_port_in_use_is_named(session: Session, demo: DemoServer, login: Any) -> None:
    with pytest.raises(Failure) as caught:
        await login(session, port=demo.port)
    assert (caught.value.code, caught.value.details) == ("port_in_use", {"port": demo.port})


async def test_a_wrong_secret_is_told(session: Session, demo: DemoServer, browser: Any) -> None:
    person = browser()
    with pytest.raises(Failure) as caught:
        await session.connect(demo.client_id, "wrong", port=0, show=person.show)
    await person.done()
    assert caught.value.code == "client_refused"
    assert not session.connected


async def test_one_login_at_a_time_and_it_can_be_cancelled(session: Session, demo: DemoServer, login: Any) -> None:
    shown: asyncio.Queue[str] = asyncio.Queue()
    first = asyncio.create_task(session.connect(demo.client_id, "x", port=0, show=shown.put_nowait))
    url = await shown.get()
    with pytest.raises(Failure) as caught:
        await login(session)
    assert caught.value.code == "login_runs"
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    port = int(parse_qs(urlsplit(url).query)["redirect_uri"][0].split(":")[2].split("/")[0])
    await login(session, port=port)  # the port is free again
    assert session.connected


async def test_a_full_disk_is_told(session: Session, monkeypatch: pytest.MonkeyPatch, login: Any, browser: Any) -> None:
    def full(changed: settings.Settings) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(settings, "save", full)
    person = browser()
    with pytest.raises(Failure) as caught:
        await login(session, person)
    await person.done()
    assert caught.value.details == {"reason": "No space left on device"}
    assert not session.connected


async def test_the_settings_hold_no_secret(
    session: Session, demo: DemoServer, ring: Any, own_folder: Path, login: Any, content: Any
) -> None:
    await login(session)
    written = content(own_folder)
    assert "Practice office" in written
    assert demo.client_id in written
    assert [secret for secret in ring.entries.values() if secret in written] == []


async def test_no_secret_reaches_the_log(
    session: Session, demo: DemoServer, ring: Any, own_folder: Path, logged: None, login: Any, content: Any
) -> None:
    await login(session)
    client = session.client
    member = await client.members.create(name="Ana Canary", metadata={})
    await client.emails.create(member.id, email="ana.canary@example.com", metadata={})
    await client.pins.create(member.id, pin="83196427", metadata={})
    assert [m async for m in client.members.list(email="ana.canary@example.com")] != []
    with pytest.raises(ApiError):  # taken
        await client.pins.create(member.id, pin="83196427", metadata={})
    demo.gate._access.clear()
    await client.organization()
    demo.faults.append(Rule(Fault.LOSE_ANSWER, "/members$", "POST"))
    with pytest.raises(LostAnswer) as caught:
        await client.members.create(name="Ana Canary", metadata={})
    logging.getLogger("akiles_console.test").error("it failed", exc_info=caught.value)
    text = content(own_folder)
    assert "POST /members/{member_id}/pins 200" in text
    secrets = [*ring.entries.values(), "83196427", "canary", "Canary"]
    assert [secret for secret in secrets if secret in text] == []


async def test_where_the_port_is_taken_the_address_is_pasted(
    session: Session, demo: DemoServer, browser: Any, until: Any
) -> None:
    """The browser ends at an address that somebody else answers, or nobody: it holds what we wait for."""
    person = browser(comes_back=False)
    options = {"port": demo.port, "show": person.show, "listen": False}
    login = asyncio.create_task(session.connect(demo.client_id, demo.client_secret, **options))
    await until(lambda: person.ended_at)
    for wrong in ("", "https://akiles.app", person.ended_at.replace("state=", "state=x"), person.ended_at + "\nX: y"):
        assert not session.paste(wrong)
    assert session.paste(f"  {person.ended_at}\n")
    await login
    assert session.connected
    assert not session.paste(person.ended_at)  # nobody waits for it any more
