"""The Doors page: what opens, what it hangs on, and which group opens it, each in a tab of its own."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget, QWidget

from akiles_console import messages
from akiles_console.clock import Clock
from akiles_console.failure import Failure
from akiles_console.session import Session
from akiles_console.ui.pages.doors import contents, details, rows
from akiles_console.ui.pages.doors.cards import CardsTab
from akiles_console.ui.pages.doors.doors import DoorsTab
from akiles_console.ui.pages.doors.groups import GroupsTab
from akiles_console.ui.pages.doors.schedules import SchedulesTab
from akiles_console.ui.pages.doors.tab import Tab, button
from akiles_console.ui.pages.doors.webhooks import WebhooksTab
from akiles_console.ui.pages.doors.who import WhoView
from akiles_console.ui.tasks import Tasks
from akiles_console.ui.widgets.page import Page
from akiles_console.wording import _


class DoorsPage(Page):
    """Lists in tabs, read in one go."""

    def __init__(self, session: Session, tasks: Tasks, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(_("Doors"), _("What opens, what it hangs on, and which group opens it."), parent)
        self._session, self._tasks, self._clock = session, tasks, clock
        self.tabs = QTabWidget(self)
        self.tabs.tabBar().setAccessibleName(_("Lists"))
        self.doors = DoorsTab(session, tasks, clock)
        self.devices = Tab(
            _("Devices"), rows.DEVICES, _("No device is set up at Akiles yet."), rows.devices, details.device
        )
        self.sites = Tab(_("Sites"), rows.SITES, _("No site is set up at Akiles yet."), rows.sites, details.site)
        self.groups = GroupsTab(session, tasks, clock)
        self.who = WhoView(session, tasks, clock)
        self.who.back.connect(self._on_back)
        self.who.troubled.connect(self.troubled)
        self.doors.stack.addWidget(self.who)
        self.who_button = button(_("Who can open it"), self._on_who, self.doors.drawer)
        self.doors.drawer.parts.addWidget(self.who_button)
        self.schedules = SchedulesTab(session, tasks, clock)
        self.cards, self.webhooks = CardsTab(session, tasks), WebhooksTab(session, tasks)
        self.products = Tab(
            _("Products"), rows.PRODUCTS, _("No product is known at Akiles."), rows.products, details.product
        )
        self._all = (
            self.doors, self.devices, self.sites, self.groups,
            self.schedules, self.cards, self.webhooks, self.products,
        )  # fmt: skip
        for tab in self._all:
            tab.retry.connect(self.reload)
            tab.changed.connect(self.reload)
            tab.busy.connect(self.busy)
            self.tabs.addTab(tab, tab.name)
        self.tabs.currentChanged.connect(self._on_tab)
        self.body.addWidget(self.tabs, 1)

    def reload(self) -> None:
        """Reads everything anew; what is shown stays until then."""
        self._tasks.restart("doors", self._load())

    def seek(self, what: str) -> None:
        """Brings the list to the front in which the thing with that id is."""
        kinds: dict[str, Tab] = {
            "gad": self.doors, "dev": self.devices, "site": self.sites, "mg": self.groups, "sch": self.schedules,
            "crd": self.cards,
        }  # fmt: skip
        tab = kinds.get(what.partition("_")[0])
        if tab is not None:
            self.tabs.setCurrentWidget(tab)
        if tab is self.doors:
            self._on_back()

    def _on_who(self) -> None:
        self.doors.stack.setCurrentWidget(self.who)
        self.who.show_door(self.doors.chosen, self.doors.contents)
        self.who.return_button.setFocus()

    def _on_back(self) -> None:
        self.doors.stack.setCurrentWidget(self.doors.browse)
        self.doors.list.view.setFocus()

    def _on_tab(self) -> None:
        """Only who looks at the cards wants to know who holds them: that is a call for each hundred people."""
        if self.tabs.currentWidget() is self.cards:
            self.cards.read_people()

    async def _load(self) -> None:
        for tab in self._all:
            tab.list.set_loading()
        try:
            found = await contents.read(self._session.client, self._clock)
        except Failure as failure:
            for tab in self._all:
                tab.list.set_error(str(messages.of(failure)))
            self.troubled.emit(failure)
            return
        for tab in self._all:
            tab.show_contents(found)
        self.troubled.emit(None)
