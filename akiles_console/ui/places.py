"""Which pages there are, in the order of the sidebar, and what each is made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from akiles_console.clock import Clock
from akiles_console.session import Session
from akiles_console.ui.organizations import PRACTICE, Organizations
from akiles_console.ui.pages.connect import ConnectPage
from akiles_console.ui.pages.doors.page import DoorsPage
from akiles_console.ui.pages.importing.page import ImportPage
from akiles_console.ui.pages.log.page import LogPage
from akiles_console.ui.pages.mapping.page import MappingPage
from akiles_console.ui.pages.people.page import PeoplePage
from akiles_console.ui.pages.settings import SettingsPage
from akiles_console.ui.pages.today.page import TodayPage
from akiles_console.ui.search import Search
from akiles_console.ui.tasks import Tasks
from akiles_console.ui.workspace import Place, Workspace
from akiles_console.wording import _


@dataclass(frozen=True)
class Pages:
    """Makes what the window shows of a session. `open_url` opens the system's browser."""

    organizations: Organizations
    tasks: Tasks
    clock: Clock
    open_url: Callable[[str], None]

    def connect(self, session: Session) -> ConnectPage:
        """The page that connects it."""
        practice = session.endpoints.name == PRACTICE
        return ConnectPage(session, self.organizations, self.tasks, practice=practice, open_url=self.open_url)

    def workspace(self, session: Session) -> Workspace:
        """The pages of the organization that it is connected to."""
        return workspace(session, self.organizations, self.tasks, self.clock, self.open_url)


def workspace(
    session: Session, organizations: Organizations, tasks: Tasks, clock: Clock, open_url: Callable[[str], None]
) -> Workspace:
    """The workspace of the organization that the session is connected to. `open_url` opens the system's browser."""
    practice = session.endpoints.name == PRACTICE
    places = (
        Place("today", _("Today"), "today", lambda: TodayPage(session, tasks, clock)),
        Place("people", _("People"), "people", lambda: PeoplePage(session, tasks, clock)),
        Place("import", _("Import"), "import", lambda: ImportPage(session, tasks, practice, clock, open_url)),
        Place("mapping", _("Mapping"), "mapping", lambda: MappingPage(session, tasks, clock)),
        Place("log", _("Live log"), "log", lambda: LogPage(session, tasks, clock)),
        Place("doors", _("Doors"), "doors", lambda: DoorsPage(session, tasks, clock)),
        Place("settings", _("Settings"), "settings", lambda: SettingsPage(session, organizations, tasks, clock)),
    )
    note = ""
    if session.keyring is None and session.since is not None:
        note = _("This computer offers no keyring: you will connect again next time.")
    made = Workspace(session, organizations, places, note=note)
    Search(session, tasks, clock, made)
    return made
