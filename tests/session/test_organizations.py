"""Several organizations: each has its own keys, and a session never becomes another organization's."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from akiles_console import connections, paths, settings
from akiles_console.auth.tokens import SignedOut
from akiles_console.demo.server import DemoServer
from akiles_console.failure import Failure
from akiles_console.session import Session

pytestmark = pytest.mark.anyio


@pytest.fixture
async def office_and_annex(session: Session, started: Any, login: Any, browser: Any) -> tuple[Session, Session]:
    """Two connections at one time; the annex came second, and is the active one."""
    await login(session)
    annex = started()
    await login(annex, browser(organization=1))
    return session, annex


async def test_each_has_its_own_keys_and_both_work(office_and_annex: tuple[Session, Session], ring: Any) -> None:
    office, annex = office_and_annex
    assert (await office.client.organization()).name == "Practice office"
    assert (await annex.client.organization()).name == "Practice annex"
    assert office.connection != annex.connection
    assert len(ring.entries) == 4
    assert len({value for (service, _), value in ring.entries.items() if service.endswith("refresh-token")}) == 2


async def test_a_start_takes_up_the_active_one_and_may_take_another(
    office_and_annex: tuple[Session, Session], started: Any
) -> None:
    office, annex = office_and_annex
    again = started()
    assert await again.restore()
    assert again.organization == annex.organization
    other = started(connection=office.connection)
    assert await other.restore()
    assert other.organization == office.organization
    settings.update(lambda kept: connections.activated(kept, str(office.connection)))
    third = started()
    assert await third.restore()
    assert third.organization == office.organization


async def test_mapping_and_journal_are_apart(office_and_annex: tuple[Session, Session]) -> None:
    folders = {paths.organization(session.organization.id) for session in office_and_annex if session.organization}
    assert len(folders) == 2


async def test_removing_one_leaves_the_other_and_takes_none_into_use(
    office_and_annex: tuple[Session, Session], started: Any, ring: Any
) -> None:
    office, annex = office_and_annex
    await annex.disconnect()
    assert not annex.connected
    assert (await office.client.organization()).name == "Practice office"
    assert len(ring.entries) == 2
    kept = settings.load()
    assert list(kept.connections) == [office.connection]
    assert connections.active(kept, "demo") is None
    assert not await started().restore()


async def test_one_that_is_not_open_can_be_removed(
    office_and_annex: tuple[Session, Session], started: Any, ring: Any
) -> None:
    office, annex = office_and_annex
    await started(connection=office.connection).disconnect()
    assert list(settings.load().connections) == [annex.connection]
    assert len(ring.entries) == 2


async def test_connecting_again_keeps_its_keys_name_and_place_in_the_list(
    office_and_annex: tuple[Session, Session], started: Any, login: Any, ring: Any
) -> None:
    office, _annex = office_and_annex
    settings.update(lambda kept: connections.renamed(kept, str(office.connection), "Main house"))
    before = list(settings.load().connections)
    again = started()
    await login(again)
    assert again.connection == office.connection
    kept = settings.load()
    assert list(kept.connections) == before
    assert connections.title(kept.connections[office.connection or ""]) == "Main house"
    assert connections.active(kept, "demo") == office.connection
    assert len(ring.entries) == 4


async def test_another_organization_than_before_is_refused_and_nothing_is_kept_of_it(
    session: Session, login: Any, browser: Any, ring: Any
) -> None:
    await login(session)
    before, kept = dict(ring.entries), settings.load()
    person = browser(organization=1)
    with pytest.raises(Failure) as caught:
        await login(session, person)
    await person.done()
    assert caught.value.code == "organization_changed"
    assert caught.value.details == {"expected": "Practice office", "found": "Practice annex"}
    assert (dict(ring.entries), settings.load()) == (before, kept)
    assert (await session.client.organization()).name == "Practice office"


async def test_after_akiles_took_it_back_the_secret_is_still_here(
    session: Session, started: Any, demo: DemoServer, login: Any, browser: Any
) -> None:
    await login(session)
    demo.gate.revoke_all()
    again = started()
    with pytest.raises(SignedOut):
        await again.restore()
    person = browser()
    await again.connect(demo.client_id, port=0, show=person.show)
    await person.done()
    assert again.connected


async def test_without_a_secret_anywhere_it_is_asked_for(session: Session, demo: DemoServer, browser: Any) -> None:
    with pytest.raises(Failure) as caught:
        await session.connect(demo.client_id, port=0, show=browser().show)
    assert caught.value.code == "client_secret_missing"


async def test_what_earlier_days_stored_is_taken_up(session: Session, started: Any, login: Any, ring: Any) -> None:
    """Then, a place had one connection, and the keyring's entries were named after the place alone."""
    await login(session)
    key = str(session.connection)
    ring.entries = {(name.replace(key, "demo"), user): value for (name, user), value in ring.entries.items()}
    file = paths.home() / "settings.json"
    one = settings.load().connections[key]
    settings.save(settings.Settings(client_id=one.client_id, connections={"demo": replace(one, place="")}))
    assert '"place": ""' in file.read_text()
    again = started()
    assert await again.restore()
    assert again.connection == "demo"
    await login(again)
    assert list(settings.load().connections) == ["demo"]
    assert len(ring.entries) == 2
