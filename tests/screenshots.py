"""Renders every page and step on the practice organization to PNG: `python tests/screenshots.py OUT [WORD]`.

Light and dark, 1280x800 and 1024x700, with a fixed clock, so that two runs give the same pictures. No display is
needed; the fonts are the system's. With WORD only the scenes whose name contains it are kept. A page adds its
scenes to `SCENES`: each is walked in order on one window, and pictures itself with `shots.take(name)`.
"""

from __future__ import annotations

import asyncio
import io
import os
import platform
import re
import socket
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["TZ"] = "UTC"
os.environ["LOGNAME"] = "sam"  # who ran an import, on whatever computer the pictures are made

import httpx
import msgspec
import PySide6.QtWidgets  # noqa: F401 - qasync takes the binding that is already imported
import qasync
from doors_scene import doors
from keyring.backend import KeyringBackend
from log_scene import log
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import Workbook
from people_scene import people
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from akiles_console import app as program
from akiles_console import paths
from akiles_console.clock import Clock
from akiles_console.demo.faults import Fault, Rule
from akiles_console.demo.server import DemoServer
from akiles_console.people import kept_mapping
from akiles_console.people.mapping import Mapping
from akiles_console.session import Endpoints, Session
from akiles_console.ui import dialogs
from akiles_console.ui.main_window import MainWindow
from akiles_console.ui.organizations import Organizations
from akiles_console.ui.places import Pages
from akiles_console.ui.search import Search
from akiles_console.ui.theme import Theme
from akiles_console.ui.widgets.application_form import ApplicationForm

platform.node = lambda: "desk-7"
NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
SIZES = (QSize(1280, 800), QSize(1024, 700))
SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}


@dataclass
class Shots:
    """Where pictures go, and the window they are taken of."""

    out: Path
    word: str
    window: MainWindow
    theme: Theme
    server: DemoServer
    taken: int = 0

    async def take(self, name: str, of: QWidget | None = None) -> None:
        """Pictures the window, with `of` a dialog over it, in every scheme and size."""
        self.taken += 1
        if self.word not in name:
            return
        for scheme, asked in SCHEMES.items():
            self.theme.dress(asked)
            for size in SIZES:
                self.window.resize(size)
                await asyncio.sleep(0.1)
                picture = (of or self.window).grab()
                picture.save(str(self.out / f"{self.taken:02}-{name}-{scheme}-{size.width()}x{size.height()}.png"))

    async def until(self, predicate: Callable[[], object], seconds: float = 20) -> None:
        """Waits for something to be on the screen."""
        async with asyncio.timeout(seconds):
            while not predicate():  # noqa: ASYNC110 - what it waits for is Qt's, not asyncio's
                await asyncio.sleep(0.02)

    def buttons(self) -> list[QPushButton]:
        """Every button of the window."""
        return self.window.findChildren(QPushButton)

    def press(self, text: str, within: QWidget | None = None) -> None:
        """Presses the visible button that says `text`."""
        buttons = (within or self.window).findChildren(QPushButton)
        next(b for b in buttons if b.text() == text and b.isVisible()).click()


async def connect_real(shots: Shots) -> None:
    """The first page for a real organization: empty, Connect pressed too early, tested, and with the port taken."""
    await shots.take("connect-real")
    shots.press("Connect")
    await shots.take("connect-problem")
    form = shots.window.findChild(ApplicationForm)
    form.client_id.setText(shots.server.client_id)
    for secret, name in ((shots.server.client_secret, "connect-tested"), ("wrong", "connect-wrong-secret")):
        form.client_secret.setText(secret)
        shots.press("Test")
        await shots.until(lambda: not shots.window.tasks.running("connect"))
        await shots.take(name)
    taken = socket.create_server(("127.0.0.1", 0))
    form.port.setText(str(taken.getsockname()[1]))
    shots.press("Connect")
    await shots.until(lambda: not shots.window.tasks.running("connect"))
    await shots.take("connect-port-taken")
    shots.press("Sign in without the port")
    await shots.until(lambda: any(b.text() == "Use this address" and b.isVisible() for b in shots.buttons()))
    shots.press("Use this address")
    await shots.take("connect-pasting")
    shots.press("Cancel")
    await shots.until(lambda: not shots.window.tasks.running("connect"))
    taken.close()


async def connect_practice(shots: Shots) -> None:
    """The first page for the practice organization, and while the browser is open."""
    await shots.take("connect-practice")
    shots.press("Connect")
    await shots.until(lambda: any(b.text() == "Cancel" and b.isVisible() for b in shots.buttons()))
    await shots.take("connect-waiting")
    shots.press("Cancel")
    await shots.until(lambda: not shots.window.tasks.running("connect"))


async def searching(shots: Shots) -> None:
    """Search over everything: at first, and with something typed."""
    search = shots.window.workspace.findChild(Search)
    search.open()
    await shots.until(lambda: search._things and not shots.window.tasks.running("search"))
    await shots.take("search")
    search.field.setText("ferr")
    await shots.until(lambda: not shots.window.tasks.running("search"))
    await shots.take("search-ferr")
    search.close_search()


async def settings(shots: Shots) -> None:
    """The page, its questions, and the menu of organizations."""
    shots.window.workspace.go("settings")
    page = shots.window.workspace.page("settings")
    await shots.take("settings")
    page.organizations.renamed.emit(page._session.connection)
    await shots.until(lambda: shots.window.findChild(dialogs.QDialog))
    await shots.take("settings-rename", shots.window.findChild(dialogs.QDialog))
    shots.window.findChild(dialogs.QDialog).reject()
    await shots.until(lambda: not shots.window.findChild(dialogs.QDialog))
    button = shots.window.workspace.banner.organization
    button.click()
    await shots.take("organizations-menu", button.menu_of_others)
    button.menu_of_others.hide()
    page.disconnect_button.click()
    await shots.until(lambda: shots.window.findChild(dialogs.QDialog))
    await shots.take("settings-disconnect", shots.window.findChild(dialogs.QDialog))
    shots.window.findChild(dialogs.QDialog).reject()


async def importing(shots: Shots) -> None:
    """The six steps with the sample, from the empty page to the report."""
    shots.window.workspace.go("import")
    page = shots.window.workspace.page("import")
    await shots.take("import-file-empty")
    page.open(paths.resource("sample_employees.xlsx"))
    await shots.until(lambda: not shots.window.tasks.running("import-read"))
    for step in ("file", "columns", "check", "groups", "preview"):
        await shots.until(lambda: page.primary.isEnabled() and not shots.window.tasks.running("import-groups"))
        await shots.take(f"import-{step}")
        page.primary.click()
    await shots.until(lambda: page.apply.isVisible() and not page.runner.running, 60)
    await shots.take("import-report")
    page.primary.click()
    await shots.until(lambda: page.file.last_file)
    await shots.take("import-file-last-time")
    page.open(page.file.last_file)
    await shots.until(lambda: page.check.isVisible() and not shots.window.tasks.running("import-read"))
    await shots.take("import-check-known")
    page.check.mend.begin()
    page.check.mend.text.setText("-")
    page.check.mend.one.click()
    await shots.until(lambda: not shots.window.tasks.running("import-read"))
    await shots.take("import-check-mended")


STAFF = """Employee ID,Name,E-mail,Department,First day,Last day
9001,Aina Ferrer,aina@example.com,Engineering,2026-03-16,
9002,Bo Lind,bo@example.com,Sales,2026-03-17,
9003,Mai Hương,mai.thi@example.com,Finance,,
9004,Cy Moon,cy@example.com,Cleaning,,
"""


async def losing(shots: Shots) -> None:
    """Losses that the guard stops, the person who loses, an offer, somebody new by door."""
    shots.window.workspace.go("import")
    page = shots.window.workspace.page("import")
    path = paths.home() / "staff.csv"
    path.write_text(STAFF, encoding="utf-8")
    page.open(path)
    await shots.until(lambda: not shots.window.tasks.running("import-read"))
    while not page.preview.isVisible():
        await shots.until(lambda: page.primary.isEnabled() and not shots.window.tasks.running("import-groups"))
        page.primary.click()
    await shots.until(lambda: page.runner.planned)
    await choose(shots, page, "Mai")
    await shots.take("preview-offer")
    await choose(shots, page, "Aina")
    await shots.take("preview-new")
    page.preview.settings.full.click()
    await shots.until(lambda: page.runner.planned)
    page.preview.person.closed.emit()
    await shots.take("preview-stopped")
    page.preview.list.view.selectRow(0)
    await shots.take("preview-loss")
    page.primary.click()
    await shots.until(lambda: shots.window.findChild(dialogs.QDialog))
    await shots.take("preview-number", shots.window.findChild(dialogs.QDialog))
    shots.window.findChild(dialogs.QDialog).reject()
    await shots.until(lambda: not shots.window.findChild(dialogs.QDialog))
    page.preview.settings.partial.click()
    await shots.until(lambda: page.runner.planned)


async def running(shots: Shots) -> None:
    """A run that pauses by itself and by the person, its report with somebody left, taking it back."""
    page = shots.window.workspace.page("import")
    await shots.until(lambda: page.runner.planned)
    shots.server.faults.append(Rule(Fault.UNAUTHORIZED, path="members", method="POST", count=1000, skip=1))
    shots.server.faults.append(Rule(Fault.REFUSE, path="emails", method="POST", count=1))
    page.primary.click()
    await shots.until(page.apply.reconnect_button.isVisible, 30)
    await shots.take("apply-signed-out")
    del shots.server.faults[0]
    page.performer._control.go_on()
    await shots.until(lambda: not page.runner.running, 60)
    shots.server.faults.clear()
    page.apply.list.view.selectRow(0)
    await shots.take("apply-needs-you")
    page.apply.undo_button.click()
    await shots.until(lambda: shots.window.findChild(dialogs.QDialog))
    await shots.take("apply-undo", shots.window.findChild(dialogs.QDialog))
    shots.window.findChild(dialogs.QDialog).reject()
    await shots.until(lambda: not shots.window.findChild(dialogs.QDialog))
    page.past.click()
    await shots.until(lambda: page.earlier.people.table.total)
    await shots.take("earlier")
    shots.window.workspace.go("today")
    await today(shots)


async def choose(shots: Shots, page: object, name: str) -> None:
    """Selects the first person of the plan whose name begins so."""
    found = page.preview.list
    row = next(at for at, line in enumerate(found.table.records()) if line.name.startswith(name))
    found.view.selectRow(row)


async def today(shots: Shots) -> None:
    """What the practice organization has to say today."""
    shots.window.workspace.go("today")
    page = shots.window.workspace.page("today")
    page.reload()
    await shots.until(lambda: not shots.window.tasks.running("today"))
    await shots.take("today")


async def mapping(shots: Shots) -> None:
    """What the import left, then a busy mapping: unmapped, proposed, vanished and not unique; history; nothing yet."""
    workspace = shots.window.workspace
    workspace.go("mapping")
    page = workspace.page("mapping")
    await shots.until(lambda: page.list.table.total and page.keeper.ours)
    await shots.take("mapping")
    folder = paths.organization(workspace._session.organization.id)
    people = [("Sales team", 14), ("Engineering & Labs", 9), ("Reception", 3), ("Cleaning", 2), ("Operation", 6)]
    file = kept_mapping.LastFile(
        name="new starters March.xlsx", at="2026-03-12T08:55:00Z", people=tuple(((name,), n) for name, n in people)
    )
    groups = {"Reception": ["mg_gone", *page.keeper.building.groups][:2], "Night shift": ["mg_gone"], "Temps": ["Lab"]}
    wanted = Mapping.of({**page.keeper.kept.mapping.as_dict(), **groups})

    def busy(kept: kept_mapping.Kept) -> kept_mapping.Kept:
        made = kept_mapping.revise(kept, wanted, NOW, "office")
        return msgspec.structs.replace(made, last_file=file, names={**kept.names, "mg_gone": "Floor 9"})

    kept_mapping.update(folder, busy)
    page.reload()
    await shots.until(lambda: page.list.table.row_of("operation") and not shots.window.tasks.running("mapping"))
    page.list.view.selectRow(page.list.table.row_of("reception"))
    await shots.take("mapping-busy")
    page.list.view.selectRow(page.list.table.row_of("operation"))
    await shots.take("mapping-proposal")
    page.history.click()
    await shots.until(lambda: shots.window.findChild(dialogs.QDialog))
    await shots.take("mapping-history", shots.window.findChild(dialogs.QDialog))
    shots.window.findChild(dialogs.QDialog).reject()
    page.list.search.setText("zzz")
    await shots.take("mapping-not-found")
    page.list.search.clear()


async def doubtful(shots: Shots) -> None:
    """Files that are not as they should be: letters, sheets, columns, a password, no spreadsheet; recent files."""
    shots.window.workspace.go("import")
    page = shots.window.workspace.page("import")
    folder = Path(os.environ["AKILES_CONSOLE_HOME"])

    async def opened(path: Path) -> None:
        page.open(path)
        await shots.until(lambda: not shots.window.tasks.running("import-read"))

    letters = folder / "personal.csv"
    letters.write_bytes("Id,Name,E-mail\n1,Bož Kral,b@example.com\n2,Eva Žak,e@example.com".encode("cp1250"))
    await opened(letters)
    await shots.take("import-letters")
    await opened(_ugly_workbook(folder / "staff.xlsx"))
    await shots.take("import-left-out")
    shots.press("Look at them")
    await shots.take("import-left-out-rows")
    doubted = folder / "doubted.csv"
    lines = [f"{n},Ana Ruiz {n},nobody,Lab" for n in range(1, 9)]
    doubted.write_text("\n".join(("Emplyee Nr,Name,E-mail,Departmnt", *lines, "9,Bo Lind,bo@example.com,Lab")))
    await opened(doubted)
    page._go("columns")
    await shots.take("import-columns-doubted")
    shots.press("Use it all the same")
    await shots.until(lambda: not shots.window.tasks.running("import-read"))
    page._go("check")
    await shots.take("import-check-alike")
    page.check.mend.text.setText("ana@example.com")
    page.check.mend.one.click()
    await shots.until(lambda: not shots.window.tasks.running("import-read"))
    await shots.take("import-check-mended-one")
    locked = io.BytesIO()
    OOXMLFile(io.BytesIO((folder / "staff.xlsx").read_bytes())).encrypt("secret", locked)
    (folder / "locked.xlsx").write_bytes(locked.getvalue())
    await opened(folder / "locked.xlsx")
    await shots.take("import-locked")
    (folder / "photo.xlsx").write_bytes(b"\x89PNG\r\n" + bytes(99))
    await opened(folder / "photo.xlsx")
    await shots.take("import-no-spreadsheet")
    page._begin_anew()
    await shots.until(lambda: not shots.window.tasks.running("import-last"))
    await shots.take("import-recent")


def _ugly_workbook(path: Path) -> Path:
    """A list with a hidden sheet, a hidden row, a blank one and a total."""
    book = Workbook()
    old, staff = book.worksheets[0], book.create_sheet("Staff")
    old.title, old.sheet_state, book.active = "Last year", "hidden", staff
    for sheet in (old, staff):
        sheet.append(["Staff of the whole office"])
        sheet.append(["Employee ID", "Name", "E-mail", "Department", "PIN"])
        for number in range(1, 8):
            sheet.append([f"E{number:04}", f"Ana Ruiz {number}", f"ana{number}@example.com", "Lab", 4711 + 97 * number])
    staff.row_dimensions[4].hidden = True
    staff.append([])
    staff.append(["E0009", "Bo Lind", "bo@example.com", "Sales"])
    staff.append(["Total", None, None, "8 people"])
    book.save(path)
    return path


SCENES: list[Callable[[Shots], Awaitable[None]]] = [
    today,
    people,
    importing,
    losing,
    running,
    doubtful,
    mapping,
    log,
    doors,
    searching,
    settings,
]


async def main(out: Path, word: str, theme: Theme) -> None:
    """Walks all scenes."""
    clock = Clock(now=lambda: NOW)
    server = DemoServer(now=lambda: NOW, token_seconds=10**8)
    server.start_in_thread()
    window = MainWindow()
    window.show()
    shots = Shots(out, word, window, theme, server)
    ring = Ring()

    async def begin(real: Endpoints | None) -> Organizations:
        organizations = Organizations(real, server=server, clock=clock, backend=ring)
        await window.begin(Pages(organizations, window.tasks, clock, lambda address: None))
        return organizations

    for real, scene in ((Endpoints(server.api_url, server.auth_url, "akiles"), connect_real), (None, connect_practice)):
        first = await begin(real)
        await scene(shots)
        await first.aclose()
    both = Organizations(None, server=server, clock=clock, backend=ring)
    for choice in (1, 0):
        await allow(await both.new(practice=True), server, choice)
    await both.aclose()
    organizations = await begin(None)
    for scene in SCENES:
        await scene(shots)
    await window.aclose()
    await organizations.aclose()
    server.stop_thread()


async def allow(session: Session, server: DemoServer, choice: int) -> None:
    """What a person does in the browser: chooses an organization and allows the access."""
    visits: list[asyncio.Task[None]] = []

    async def visit(address: str) -> None:
        async with httpx.AsyncClient(trust_env=False) as browser:
            page = (await browser.get(address)).text
            chosen = re.findall(r'name="organization" value="([^"]*)"', page)[choice]
            form = dict(parse_qsl(urlsplit(address).query)) | {"decision": "allow", "organization": chosen}
            done = await browser.post(address.partition("?")[0], data=form)
            await browser.get(done.headers["location"])

    def show(address: str) -> None:
        visits.append(asyncio.get_running_loop().create_task(visit(address)))

    await session.connect(server.client_id, server.client_secret, port=0, show=show)
    await asyncio.gather(*visits)


class Ring(KeyringBackend):
    """A keyring of these pictures alone."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self._kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self._kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self._kept[service, username]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        os.environ["AKILES_CONSOLE_HOME"] = home
        application = program.Application(["screenshots"])
        theme = program.dress(application)
        out = Path(sys.argv[1])
        out.mkdir(parents=True, exist_ok=True)
        with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(application)) as runner:
            runner.run(main(out, sys.argv[2] if len(sys.argv) > 2 else "", theme))
