"""Several organizations in one window: switching, naming, removing; the first page; practice on request."""

import asyncio
import contextlib
import socket
from datetime import UTC, datetime

import httpx
import pytest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton

from akiles_console import connections, settings
from akiles_console.session import Endpoints, Session
from akiles_console.ui.organizations import Organizations
from akiles_console.ui.widgets.application_form import ApplicationForm
from akiles_console.ui.widgets.practice_panel import monday_morning

pytestmark = pytest.mark.anyio


@pytest.fixture
def real(demo):
    """The practice server in the part of the real Akiles."""
    return Endpoints(demo.api_url, demo.auth_url, "akiles")


@pytest.fixture
def connect(demo, ring):
    """Connects as a person would who takes the organization at that place of the consent page."""

    async def through(endpoints, choice):
        session = Session(endpoints, backend=ring)
        async with contextlib.aclosing(session):
            organization = list(demo._organizations)[choice]
            visits = []

            async def visit(address):
                async with httpx.AsyncClient(trust_env=False) as browser:
                    asked = dict(httpx.URL(address).params)
                    form = {**asked, "decision": "allow", "organization": organization}
                    done = await browser.post(address.partition("?")[0], data=form)
                    await browser.get(done.headers["location"])

            def show(address):
                visits.append(asyncio.ensure_future(visit(address)))

            with socket.create_server(("127.0.0.1", 0)) as probe:
                port = probe.getsockname()[1]
            await session.connect(demo.client_id, demo.client_secret, port=port, show=show)
            await asyncio.gather(*visits)
            return session.connection

    return through


@pytest.fixture
async def office_and_annex(connect, real):
    """Both are connected; the annex is the one in use."""
    return await connect(real, 0), await connect(real, 1)


def press(window, text):
    next(b for b in window.findChildren(QPushButton) if b.text() == text and b.isVisible()).click()


def said(window):
    return [found.text() for found in window.findChildren(QLabel) if found.isVisible()]


def menu_of(window):
    button = window.workspace.banner.organization
    button.fill()
    return {action.text(): action for action in button.menu_of_others.actions() if action.text()}


def shows(window, title):
    return lambda: window.workspace is not None and window.windowTitle().startswith(title)


async def people_are_read(window, until):
    page = window.workspace.page("people")
    await until(lambda: page.list.table.total, 10)


async def test_the_name_in_the_banner_leads_to_another_organization(
    window_on, office_and_annex, real, demo, ring, until
):
    async with window_on(Organizations(real, server=demo, backend=ring)) as window:
        assert window.windowTitle().startswith("Practice annex")
        colour = window.workspace.banner._colour
        assert list(menu_of(window)) == [
            "Practice office",
            "Practice annex, shown now",
            "Add an organization…",
            "Start a practice organization…",
        ]
        menu_of(window)["Practice office"].trigger()
        await until(shows(window, "Practice office"), 10)
        await people_are_read(window, until)
        assert window.workspace.banner._colour != colour
        assert connections.active(settings.load(), "akiles") == office_and_annex[0]
        menu_of(window)["Practice annex"].trigger()
        await until(shows(window, "Practice annex"), 10)
        menu_of(window)["Practice office"].trigger()
        await until(shows(window, "Practice office"), 10)
    async with window_on(Organizations(real, server=demo, backend=ring)) as restarted:
        assert restarted.windowTitle().startswith("Practice office")


async def test_nothing_of_the_organization_before_goes_on(window_on, office_and_annex, real, demo, ring, until):
    async with window_on(Organizations(real, server=demo, backend=ring)) as window:
        ended = []

        async def work():
            try:
                await asyncio.sleep(60)
            finally:
                ended.append(1)

        before = window.workspace
        window.tasks.start("work of a page", work())
        menu_of(window)["Practice office"].trigger()
        await until(shows(window, "Practice office"), 10)
        assert ended == [1]
        assert window.workspace is not before


async def test_in_the_middle_of_a_run_nobody_changes(window_on, office_and_annex, real, demo, ring, until):
    async with window_on(Organizations(real, server=demo, backend=ring)) as window:
        window.workspace.page("people")
        await until(lambda: not any(window.tasks.running(name) for name in ("today", "people")))
        window.workspace.page("people").busy.emit("Giving access.")
        menu_of(window)["Practice office"].trigger()
        await asyncio.sleep(0.05)
        assert window.windowTitle().startswith("Practice annex")
        assert "Let it end or cancel it" in window.workspace.banner.status()
        window.workspace.page("people").busy.emit("")
        menu_of(window)["Practice office"].trigger()
        await until(shows(window, "Practice office"), 10)


async def test_one_more_is_added_and_the_way_back_is_open(window_on, office_and_annex, real, demo, ring, until):
    async with window_on(Organizations(real, server=demo, backend=ring)) as window:
        menu_of(window)["Add an organization…"].trigger()
        await until(lambda: window.workspace is None and window.findChild(ApplicationForm))
        press(window, "Open Practice office")
        await until(shows(window, "Practice office"), 10)


async def test_a_name_and_a_colour_of_ones_own_are_shown_everywhere(
    window_on, office_and_annex, real, demo, ring, until
):
    async with window_on(Organizations(real, server=demo, backend=ring)) as window:
        window.workspace.go("settings")
        page = window.workspace.page("settings")
        rename = [b for b in page.findChildren(QPushButton) if b.accessibleName() == "Rename: Practice annex"]
        rename[0].click()
        await until(lambda: window.findChild(QDialog))
        dialog = window.findChild(QDialog)
        dialog.findChild(QLineEdit).setText("Practice office")
        press(dialog, "Rename")
        await until(lambda: any("tells them apart" in text for text in said(window)))
        page.organizations.renamed.emit(office_and_annex[1])
        await until(lambda: window.findChild(QDialog))
        window.findChild(QDialog).findChild(QLineEdit).setText("Side house")
        press(window.findChild(QDialog), "Rename")
        await until(shows(window, "Side house"))
        page.organizations.coloured.emit(office_and_annex[1], "#946b00")
        assert window.workspace.banner._colour.name() == "#946b00"
        assert "Side house" in window.workspace.banner.organization.text()
    async with window_on(Organizations(real, server=demo, backend=ring)) as restarted:
        assert restarted.windowTitle().startswith("Side house")
        assert restarted.workspace.banner._colour.name() == "#946b00"


async def test_another_one_is_removed_without_leaving_this_one(window_on, office_and_annex, real, demo, ring, until):
    async with window_on(Organizations(real, server=demo, backend=ring)) as window:
        window.workspace.go("settings")
        window.workspace.page("settings").organizations.removed.emit(office_and_annex[0])
        await until(lambda: window.findChild(QDialog))
        question = " ".join(said(window.findChild(QDialog)))
        assert "Practice office" in question
        assert "everybody keeps the access they have" in question
        press(window.findChild(QDialog), "Disconnect")
        await until(lambda: list(settings.load().connections) == [office_and_annex[1]])
        assert window.windowTitle().startswith("Practice annex")
        assert len(ring.kept) == 2


async def test_the_one_in_the_window_is_removed_and_the_others_are_offered(
    window_on, office_and_annex, real, demo, ring, until
):
    async with window_on(Organizations(real, server=demo, backend=ring)) as window:
        window.workspace.go("settings")
        press(window, "Disconnect…")
        await until(lambda: window.findChild(QDialog))
        press(window.findChild(QDialog), "Disconnect")
        await until(lambda: window.workspace is None and window.findChild(ApplicationForm))
        press(window, "Open Practice office")
        await until(shows(window, "Practice office"), 10)


async def test_a_connection_taken_back_is_made_again_with_the_secret_of_the_keyring(
    window_on, connect, real, demo, ring, consent, until
):
    await connect(real, 0)
    demo.gate.revoke_all()
    tasks = []

    def show(address):
        tasks.append(asyncio.ensure_future(consent(address)))

    async with window_on(Organizations(real, server=demo, backend=ring), show) as window:
        assert "Connect Practice office again" in said(window)
        press(window, "Connect")
        await until(shows(window, "Practice office"), 20)
        await asyncio.gather(*tasks)


async def test_akiles_away_at_the_start_is_tried_again_without_signing_in(window_on, connect, real, demo, ring, until):
    await connect(real, 0)
    port = demo.port
    await asyncio.to_thread(demo.stop_thread)
    async with window_on(Organizations(real, server=demo, backend=ring)) as window:
        assert window.workspace is None
        demo.port = port
        demo.start_in_thread()
        await asyncio.sleep(2.1)  # a server that is away is not asked again at once
        press(window, "Try again without signing in")
        await until(shows(window, "Practice office"), 20)


async def test_the_test_button_says_what_it_knows(window_on, real, demo, ring, until):
    async with window_on(Organizations(real, server=demo, backend=ring)) as window:
        form = window.findChild(ApplicationForm)
        press(window, "Test")
        assert any("Fill in the client id" in text for text in said(window))
        form.client_id.setText(demo.client_id)
        for secret, words in (("wrong", "does not accept the client id"), (demo.client_secret, "Akiles knows this")):
            form.client_secret.setText(secret)
            press(window, "Test")
            await until(lambda words=words: any(words in text for text in said(window)))
        assert ring.kept == {}


async def test_a_taken_port_is_no_dead_end(window_on, real, demo, ring, until):
    addresses = []
    async with window_on(Organizations(real, server=demo, backend=ring), addresses.append) as window:
        form = window.findChild(ApplicationForm)
        form.client_id.setText(demo.client_id)
        form.client_secret.setText(demo.client_secret)
        form.port.setText(str(demo.port))
        press(window, "Connect")
        await until(lambda: any("is taken" in text for text in said(window)))
        press(window, "Sign in without the port")
        await until(lambda: addresses)
        field = next(
            one for one in window.findChildren(QLineEdit) if one.accessibleName() == "Address of the last page"
        )
        field.setText("https://akiles.app")
        press(window, "Use this address")
        assert any("not the last page" in text for text in said(window))
        field.setText(await last_page(addresses[0], demo))
        press(window, "Use this address")
        await until(shows(window, "Practice office"), 20)


async def last_page(address, demo):
    async with httpx.AsyncClient(trust_env=False) as browser:
        form = {**dict(httpx.URL(address).params), "decision": "allow", "organization": demo.backend.id}
        return (await browser.post(address.partition("?")[0], data=form)).headers["location"]


async def test_practice_is_started_from_the_first_page_and_comes_back(window_on, real, ring, consent, until):
    tasks = []

    def show(address):
        tasks.append(asyncio.ensure_future(consent(address)))

    async with window_on(Organizations(real, backend=ring), show) as window:
        press(window, "Start a practice organization")
        await until(lambda: "Try it with a practice organization" in said(window), 10)
        press(window, "Connect")
        await until(shows(window, "Practice office"), 20)
        await asyncio.gather(*tasks)
        assert "Practice: nothing here is real" in said(window)
        window.workspace.go("settings")
        assert "Practice" in said(window)
    async with window_on(Organizations(real, backend=ring)) as restarted:
        assert restarted.windowTitle().startswith("Practice office")
        await people_are_read(restarted, until)
    assert connections.active(settings.load(), "akiles") is None


async def test_the_practice_controls_do_what_they_say(window_on, demo, connect, ring, until):
    await connect(Endpoints(demo.api_url, demo.auth_url, "demo"), 0)
    async with window_on(Organizations(None, server=demo, backend=ring)) as window:
        window.workspace.go("settings")
        panel = window.workspace.page("settings").practice
        press(panel, "It is Monday 09:00")
        await until(lambda: "09:00" in panel.said.text())
        press(panel, "Somebody opens a door")
        await until(lambda: " opened " in panel.said.text())
        press(panel, "An offline device reports late")
        await until(lambda: "reported" in panel.said.text())
        press(panel, "It is the real time")
        await until(lambda: "Time there" in panel.said.text())
        assert abs((demo.clock() - datetime.now(UTC)).total_seconds()) < 5
        press(panel, "Start anew…")
        await until(lambda: window.findChild(QDialog))
        press(window.findChild(QDialog), "Start anew")
        await until(lambda: "first day" in panel.said.text())
        assert (await window.workspace._session.client.organization()).name == "Practice office"


def test_monday_is_the_next_one_in_the_zone_of_the_building():
    for now in (datetime(2026, 3, 12, 9, 30, tzinfo=UTC), datetime(2026, 3, 15, 22, 59, tzinfo=UTC)):
        assert monday_morning(now, "Europe/Madrid").isoformat() == "2026-03-16T09:00:00+01:00"
    assert monday_morning(datetime(2026, 3, 15, 23, 1, tzinfo=UTC), "Europe/Madrid").isoformat()[:10] == "2026-03-23"
