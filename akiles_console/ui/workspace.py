"""What a connected person sees: the sidebar, the banner, and one page at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from akiles_console import messages
from akiles_console.failure import Failure
from akiles_console.session import Session
from akiles_console.ui import theme
from akiles_console.ui.organizations import PRACTICE, Organizations
from akiles_console.ui.widgets.banner import Banner
from akiles_console.ui.widgets.label import label
from akiles_console.ui.widgets.page import Page
from akiles_console.ui.widgets.record_list import RecordList
from akiles_console.wording import _

_SIGNED_OUT = frozenset({"signed_out", "unauthorized", "not_connected"})


@dataclass(frozen=True)
class Place:
    """An entry of the sidebar. `name` is remembered, `icon` a file of resources/icons; `build` makes the page."""

    name: str
    title: str
    icon: str
    build: Callable[[], Page]


class Workspace(QWidget):
    """Pages are made when they first come to the front, and then read what they show.

    Signals:
        left: the connection ended or is to be made anew; the text says why, for the Connect page.
        chosen: the key of another organization that the person wants to see.
        wanted: the person wants one more; True: one to practise.
        built: a page that was just made, before it reads anything.
        named: what the organization is called, now that the person has changed it.
    """

    left = Signal(str)
    chosen = Signal(str)
    wanted = Signal(bool)
    built = Signal(object)
    named = Signal(str)

    def __init__(
        self,
        session: Session,
        organizations: Organizations,
        places: Sequence[Place],
        *,
        note: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`note` stands in the banner while there is nothing else to say."""
        super().__init__(parent)
        self._session, self._organizations = session, organizations
        self.organization = ""
        self._places = tuple(places)
        self._pages: dict[str, Page] = {}
        self._note, self._busy = note, ""
        self._sidebar = QFrame(self)  # first, so that Tab and screen readers begin with it
        self.buttons = [self._button(number, place) for number, place in enumerate(places, 1)]
        practice = session.endpoints.name == PRACTICE
        self.banner = Banner(organizations, session.connection, practice=practice, parent=self)
        self.banner.again.connect(self.reconnect)
        self.banner.organization.chosen.connect(self._on_chosen)
        self.banner.organization.wanted.connect(self._on_wanted)
        organizations.changed.connect(self._dress)
        self._dress()
        self._stack = QStackedWidget(self)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.banner)
        right.addWidget(self._stack, 1)
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        both.addWidget(self._sidebar)
        both.addLayout(right, 1)
        self._fill_sidebar()
        self._draw_icons()
        self.banner.say(note)

    @property
    def current(self) -> str:
        """The name of the place in front."""
        return next((str(button.property("place")) for button in self.buttons if button.isChecked()), "")

    def page(self, name: str) -> Page:
        """The page of a place, made if it was not yet."""
        if name not in self._pages:
            place = next(place for place in self._places if place.name == name)
            page = self._pages[name] = place.build()
            page.troubled.connect(self._on_troubled)
            page.busy.connect(self._on_busy)
            page.left.connect(self.left)
            page.elsewhere.connect(self.bring)
            self._stack.addWidget(page)
            self.built.emit(page)
            page.reload()
        return self._pages[name]

    def go(self, name: str) -> None:
        """Brings a place to the front; the first one where there is none of that name."""
        names = [place.name for place in self._places]
        chosen = name if name in names else names[0]
        self.buttons[names.index(chosen)].setChecked(True)
        self._stack.setCurrentWidget(self.page(chosen))

    def bring(self, place: str, what: str, key: str = "") -> None:
        """Brings a place to the front, lets it seek something, and chooses the row with that key in its lists."""
        self.go(place)
        page = self.page(self.current)
        page.seek(what)
        for found in page.lists().values() if key else ():
            found.choose(key)

    def titles(self) -> tuple[tuple[str, str], ...]:
        """Name and title of every place, in the order of the sidebar."""
        return tuple((place.name, place.title) for place in self._places)

    def reconnect(self) -> None:
        """Leaves for the Connect page, unless something is being written."""
        if self._may_leave():
            self.left.emit("")

    def add_another(self) -> None:
        """Asks for one more organization, unless something is being written."""
        self._on_wanted(False)

    def reload(self) -> None:
        """The page in front reads anew."""
        self.page(self.current).reload()

    def lists(self) -> dict[str, RecordList[Any]]:
        """The lists of all pages made so far, by name."""
        return {name: found for page in self._pages.values() for name, found in page.lists().items()}

    def unexpected(self, text: str) -> None:
        """Says in the banner that something went wrong that nobody expected."""
        self.banner.say(text, role="loss")

    async def aclose(self) -> None:
        """Asks every page to stop in good order."""
        for page in self._pages.values():
            await page.aclose()

    def changeEvent(self, event: QEvent) -> None:
        """Draws the icons anew when the system turned light or dark."""
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_icons()
        super().changeEvent(event)

    def _fill_sidebar(self) -> None:
        bar = self._sidebar
        bar.setObjectName("sidebar")
        bar.setAccessibleName(_("Pages"))
        bar.setFixedWidth(196)
        column = QVBoxLayout(bar)
        column.setContentsMargins(12, 14, 12, 12)
        column.setSpacing(2)
        column.addWidget(label("Akiles Console", "strong", bar))
        column.addSpacing(14)
        for button in self.buttons:
            column.addWidget(button)
        column.addStretch(1)

    def _button(self, number: int, place: Place) -> QPushButton:
        button = QPushButton(place.title, self._sidebar)
        button.setAccessibleName(place.title)
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.setIconSize(QSize(20, 20))
        button.setProperty("place", place.name)
        keys = QKeySequence(f"Ctrl+{number}")
        button.setToolTip(keys.toString(QKeySequence.SequenceFormat.NativeText))
        QShortcut(keys, self, button.click)  # the button's own would answer a tenth of a second late
        button.toggled.connect(self._on_button)  # a screen reader toggles it: no click then
        return button

    def _draw_icons(self) -> None:
        for button, place in zip(self.buttons, self._places, strict=True):
            button.setIcon(theme.icon(place.icon))

    def _on_button(self, on: bool) -> None:
        if on:
            self.go(str(self.sender().property("place")))

    def _dress(self) -> None:
        """Name and colour as the person chose them, else as they come."""
        entry, found = self._organizations.entry(self._session.connection), self._session.organization
        if entry is not None:
            self.organization = entry.title
            self.banner.dress(entry.title, entry.colour)
        elif found is not None:
            self.organization = found.name
            self.banner.dress(found.name, theme.organization_colour(found.id))
        self.named.emit(self.organization)

    def _may_leave(self) -> bool:
        """Not in the middle of writing: that would break off a run."""
        if self._busy:
            self.banner.say(_("{doing} Let it end or cancel it before you change.").format(doing=self._busy))
        return not self._busy

    def _on_chosen(self, key: str) -> None:
        if self._may_leave():
            self.chosen.emit(key)

    def _on_wanted(self, practice: bool) -> None:
        if self._may_leave():
            self.wanted.emit(practice)

    def _on_busy(self, doing: str) -> None:
        self._busy = doing
        self.banner.say(doing or self._note)

    def _on_troubled(self, failure: Failure | None) -> None:
        if failure is None:
            self.banner.say(self._busy or self._note)
            return
        self.banner.say(messages.of(failure).what, role="loss", button=failure.code in _SIGNED_OUT)
