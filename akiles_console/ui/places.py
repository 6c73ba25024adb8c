"""Which pages there are, in the order of the sidebar, and what each is made from."""

from __future__ import annotations

from akiles_console.clock import Clock
from akiles_console.session import Session
from akiles_console.ui.pages.doors import DoorsPage
from akiles_console.ui.pages.importing.page import ImportPage
from akiles_console.ui.pages.people import PeoplePage
from akiles_console.ui.pages.settings import SettingsPage
from akiles_console.ui.tasks import Tasks
from akiles_console.ui.workspace import Place, Workspace
from akiles_console.wording import _


def workspace(session: Session, tasks: Tasks, clock: Clock, *, practice: bool) -> Workspace:
    """The workspace of the organization that the session is connected to; RuntimeError where it is not."""
    organization = session.organization
    if organization is None:
        raise RuntimeError("a workspace needs an organization")
    places = (
        Place("people", _("People"), "people", lambda: PeoplePage(session, tasks, clock)),
        Place("import", _("Import"), "import", lambda: ImportPage(session, tasks, practice, clock)),
        Place("doors", _("Doors"), "doors", lambda: DoorsPage(session, tasks)),
        Place("settings", _("Settings"), "settings", lambda: SettingsPage(session, tasks, clock)),
    )
    note = ""
    if session.keyring is None and session.since is not None:
        note = _("This computer offers no keyring: you will connect again next time.")
    return Workspace(organization, places, practice=practice, note=note)
