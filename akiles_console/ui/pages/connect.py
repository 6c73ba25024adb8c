"""The first page: what to do in three sentences, then the person's browser does the rest."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from akiles_console import messages, settings
from akiles_console.failure import Failure
from akiles_console.session import Session
from akiles_console.ui.organizations import Organizations
from akiles_console.ui.tasks import Tasks
from akiles_console.ui.widgets.application_form import ApplicationForm
from akiles_console.ui.widgets.label import label, tinted
from akiles_console.ui.widgets.waiting_card import WaitingCard
from akiles_console.wording import _

_WIDTH = 620  # pixels


class ConnectPage(QScrollArea):
    """Asks for what the connection needs, waits for the browser, and says what went wrong in its place.

    For a practice organization nothing has to be filled in. A session that knows its organization connects that one
    again.

    Signals:
        connected: the session is connected now.
        chosen: the key of another organization that the person wants to see instead.
        wanted: the person wants to connect another one instead; True: one to practise.
    """

    connected = Signal()
    chosen = Signal(str)
    wanted = Signal(bool)

    def __init__(
        self,
        session: Session,
        organizations: Organizations,
        tasks: Tasks,
        *,
        practice: bool,
        open_url: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Page: {title}").format(title=_("Connect")))
        self.setWidgetResizable(True)
        self._session, self._tasks, self._open_url = session, tasks, open_url
        self._organizations, self._practice = organizations, practice
        self._known = organizations.entry(session.connection)
        column = self._column()
        self._write_heading(column)
        self._problem = label("", "loss", self)
        self._form = self._make_form()
        self._buttons = self._make_buttons()
        self._waiting = WaitingCard(self)
        self._waiting.cancelled.connect(self._on_cancel)
        self._waiting.pasted.connect(self._on_pasted)
        kept = _(
            "The key to your organization goes into this computer's keyring. "
            "Where there is none, it stays in memory and you connect again next time."
        )
        for part in (self._form, self._problem, self._buttons, self._waiting, label(kept, "muted", self)):
            column.addWidget(part)
        column.addWidget(self._make_others())
        column.addStretch(3)
        self._form.setVisible(not practice)
        self._waiting.hide()
        self.say("")

    def say(self, text: str, role: str = "loss") -> None:
        """Says why this page is shown, for example that the connection ended; "" for nothing."""
        self._problem.setText(text)
        tinted(self._problem, role)
        self._problem.setVisible(bool(text))

    def _column(self) -> QVBoxLayout:
        content = QWidget(self)
        narrow = QWidget(content)
        narrow.setFixedWidth(_WIDTH)
        row = QHBoxLayout(content)
        row.setContentsMargins(24, 24, 24, 24)
        row.addStretch(1)
        row.addWidget(narrow)
        row.addStretch(1)
        column = QVBoxLayout(narrow)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addStretch(2)
        self.setWidget(content)
        return column

    def _write_heading(self, column: QVBoxLayout) -> None:
        if self._practice:
            title = _("Try it with a practice organization")
            sentences = [
                _("It runs inside this program and behaves like the real Akiles, with people, doors and groups."),
                _("Press Connect: your browser asks you to choose an organization and to allow the access."),
                _("Nothing here is real, so nothing can break."),
            ]
        else:
            title = _("Connect to Akiles")
            sentences = [
                _("1.  In the Akiles Developer Center, create an application and register the address below in it."),
                _("2.  Copy its client id and client secret from there into the fields."),
                _("3.  Press Connect: your browser asks you to choose your organization and to allow the access."),
            ]
        if self._known is not None:
            title = _("Connect {organization} again").format(organization=self._known.title)
        column.addWidget(label(title, "title", self))
        for sentence in sentences:
            column.addWidget(label(sentence, "body", self))
        column.addSpacing(10)

    def _make_form(self) -> ApplicationForm:
        kept = settings.load()
        known = kept.connections.get(self._session.connection or "")
        client_id, port = (known.client_id, known.redirect_port) if known else (kept.client_id, kept.redirect_port)
        form = ApplicationForm(client_id, port, secret_kept=known is not None, parent=self)
        form.entered.connect(self._on_connect)
        return form

    def _make_buttons(self) -> QWidget:
        row = QWidget(self)
        buttons = QHBoxLayout(row)
        buttons.setContentsMargins(0, 0, 0, 0)
        self.connect_button = self._button(_("Connect"), self._on_connect, row)
        self.connect_button.setProperty("role", "primary")
        self.connect_button.setDefault(True)
        self.test_button = self._button(_("Test"), self._on_test, row)
        self.test_button.setToolTip(_("Asks Akiles whether id and secret belong together. Nobody is signed in."))
        self.test_button.setVisible(not self._practice)
        self.paste_button = self._button(_("Sign in without the port"), self._on_connect_pasting, row)
        self.paste_button.hide()
        for button in (self.connect_button, self.test_button, self.paste_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        return row

    def _make_others(self) -> QWidget:
        """The ways to somewhere else: organizations that are known already, and practice."""
        row = QWidget(self)
        ways = QVBoxLayout(row)
        ways.setContentsMargins(0, 14, 0, 0)
        ways.setSpacing(4)
        entries = self._organizations.entries()
        for one in entries:
            own = one.key == self._session.connection
            title = _("Try again without signing in") if own else _("Open {title}").format(title=one.title)
            self._button(title, self._on_other, row).setProperty("key", one.key)
        if self._practice and not self._organizations.practice_only:
            self._button(_("Connect to the real Akiles"), self._on_real, row)
        elif not self._practice and not any(one.practice for one in entries):
            self._button(_("Start a practice organization"), self._on_practice, row)
        for way in row.findChildren(QPushButton):
            way.setProperty("role", "quiet")
            ways.addWidget(way, 0, Qt.AlignmentFlag.AlignLeft)
        return row

    def _button(self, title: str, pressed: Callable[[], None], parent: QWidget) -> QPushButton:
        button = QPushButton(title, parent)
        button.setAccessibleName(title)
        button.clicked.connect(pressed)
        return button

    def _on_other(self) -> None:
        self.chosen.emit(str(self.sender().property("key")))

    def _on_practice(self) -> None:
        self.wanted.emit(True)

    def _on_real(self) -> None:
        self.wanted.emit(False)

    def _on_cancel(self) -> None:
        self._tasks.cancel("connect")

    def _on_pasted(self, address: str) -> None:
        if not self._session.paste(address):
            self._waiting.refuse()

    def _on_test(self) -> None:
        problem = self._form.problem()
        client_id, secret, port = self._form.values()
        if not problem and secret is None:
            problem = _("Fill in the client secret to test it; the one in the keyring is used when you connect.")
        self.say(problem)
        if not problem and secret is not None:
            self._tasks.start("connect", self._test(client_id, secret, port))

    def _on_connect(self) -> None:
        self._begin(listen=True)

    def _on_connect_pasting(self) -> None:
        self._begin(listen=False)

    def _begin(self, *, listen: bool) -> None:
        client_id, secret, port = self._form.values()
        if self._practice and self._organizations.server is not None:
            client_id, secret = self._organizations.server.client_id, self._organizations.server.client_secret
        elif problem := self._form.problem():
            self.say(problem)
            return
        self._tasks.start("connect", self._connect(client_id, secret, port, listen=listen))

    async def _test(self, client_id: str, client_secret: str, port: int) -> None:
        self.say(_("Asking Akiles…"), "muted")
        try:
            known = await self._session.try_application(client_id, client_secret, port=port)
        except Failure as failure:
            self._show_failure(failure)
            return
        if known:
            text = _("Akiles knows this client id with this client secret, and the port is free.")
        else:
            text = _("Akiles is reached and the port is free; it does not say whether id and secret are right.")
        rest = _("Whether the redirect address is registered shows in the browser when you connect.")
        self.say(f"{text} {rest}", "gain" if known else "muted")

    async def _connect(self, client_id: str, client_secret: str | None, port: int, *, listen: bool) -> None:
        self.say("")
        for part in (self._form, self._buttons):
            part.hide()
        self._waiting.begin(pasting=not listen)
        try:
            await self._session.connect(client_id, client_secret, port=port, show=self._show_address, listen=listen)
        except Failure as failure:
            self._show_failure(failure)
        else:
            self._form.client_secret.clear()
            self.connected.emit()
        finally:
            self._waiting.hide()
            self._form.setVisible(not self._practice)
            self._buttons.show()
            self.connect_button.setFocus()

    def _show_failure(self, failure: Failure) -> None:
        self.say(str(messages.of(failure)))
        self.paste_button.setVisible(failure.code == "port_in_use")

    def _show_address(self, address: str) -> None:
        self._waiting.copy_address.content = address
        self._open_url(address)
