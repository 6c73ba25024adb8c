"""The Webhooks tab: where Akiles reports events to; made, switched on and off, deleted."""

from __future__ import annotations

import msgspec
from PySide6.QtWidgets import QWidget

from akiles_console import messages
from akiles_console.access import editing
from akiles_console.api.webhooks import Webhook
from akiles_console.failure import Failure
from akiles_console.session import Session
from akiles_console.ui import dialogs
from akiles_console.ui.pages.doors import details, rows
from akiles_console.ui.pages.doors.review import agreed
from akiles_console.ui.pages.doors.secret_once import SecretOnce
from akiles_console.ui.pages.doors.tab import Tab, button
from akiles_console.ui.pages.doors.webhook_editor import WebhookEditor
from akiles_console.ui.tasks import Tasks
from akiles_console.wording import _


class WebhooksTab(Tab):
    """The secret of a new webhook is shown once and kept nowhere."""

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        empty = _("Akiles reports nothing to anybody yet. Press “New webhook” to tell another program of events.")
        super().__init__(_("Webhooks"), rows.WEBHOOKS, empty, rows.webhooks, details.webhook, parent)
        self._session, self._tasks = session, tasks
        self.new = button(_("New webhook"), self._on_new, self)
        self.switch = button(_("Switch off…"), self._on_switch, self)
        self.delete = button(_("Delete…"), self._on_delete, self)
        self.list.bar.addWidget(self.new)
        self.drawer.add_buttons(self.switch, self.delete)
        self.editor = WebhookEditor(self)
        self.stack.addWidget(self.editor)
        self.editor.closed.connect(self.show_list)
        self.editor.save.connect(self._on_save)

    def _show(self, id: str) -> None:
        super()._show(id)
        if (hook := self._hook()) is not None:
            text = _("Switch off…") if hook.is_enabled else _("Switch on…")
            self.switch.setText(text)
            self.switch.setAccessibleName(text)

    def _hook(self) -> Webhook | None:
        return self.contents.webhooks.get(self.chosen)

    def _on_new(self) -> None:
        self.editor.begin()
        self.stack.setCurrentWidget(self.editor)
        self.editor.name.setFocus()

    def _on_save(self) -> None:
        self._tasks.start("doors-edit", self._create())

    def _on_switch(self) -> None:
        if (hook := self._hook()) is not None:
            self._tasks.start("doors-edit", self._switch(hook))

    def _on_delete(self) -> None:
        if (hook := self._hook()) is not None:
            self._tasks.start("doors-edit", self._delete(hook))

    async def _create(self) -> None:
        url, filter = self.editor.url(), self.editor.filter()
        self.editor.calm()
        self.editor.set_saving(True)
        try:
            lines = tuple((line, "body") for line in rows.events_of(filter))
            if not await agreed(self, _("Report to {url}?").format(url=url), lines, action=_("Make the webhook")):
                return
            self.busy.emit(_("Making a webhook."))
            made = await editing.create_webhook(self._session.client, url, filter)
            await dialogs.ask(SecretOnce(self, made.secret), lambda _dialog: True)
            self.show_list(made.id)
            self.changed.emit()
        except Failure as failure:
            self.editor.say(str(messages.of(failure)))
            self.changed.emit()
        finally:
            self.busy.emit("")
            self.editor.set_saving(False)

    async def _switch(self, hook: Webhook) -> None:
        wanted = msgspec.structs.replace(hook, is_enabled=not hook.is_enabled)
        off = (_("From now on nothing is sent there; what happens meanwhile is not sent later."), "body")
        on = (_("From now on each of its events is sent there."), "body")
        title = _("Switch on {url}?") if wanted.is_enabled else _("Switch off {url}?")
        action = _("Switch on") if wanted.is_enabled else _("Switch off")
        if not await agreed(self, title.format(url=hook.url), (on if wanted.is_enabled else off,), action=action):
            return
        try:
            self.busy.emit(_("Changing a webhook."))
            await editing.save_webhook(self._session.client, hook, wanted)
        except Failure as failure:
            await self.tell(_("The webhook was not changed"), failure)
        finally:
            self.busy.emit("")
        self.changed.emit()

    async def _delete(self, hook: Webhook) -> None:
        title = _("Delete {url}?").format(url=hook.url)
        lines = ((_("Nothing is sent there any more, and its secret is worth nothing."), "body"),)
        if not await agreed(self, title, lines, action=_("Delete the webhook"), destructive=True):
            return
        try:
            self.busy.emit(_("Deleting a webhook."))
            await editing.unchanged(hook, editing.same_webhook, self._session.client.webhooks.get)
            await self._session.client.webhooks.delete(hook.id)
        except Failure as failure:
            await self.tell(_("The webhook was not deleted"), failure)
        finally:
            self.busy.emit("")
        self.changed.emit()
