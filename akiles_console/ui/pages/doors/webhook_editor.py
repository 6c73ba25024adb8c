"""The form of a new webhook: where to, and which events."""

from __future__ import annotations

from urllib.parse import urlsplit

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from akiles_console.api.webhooks import WebhookRule
from akiles_console.ui.pages.doors.editor import Editor
from akiles_console.ui.pages.doors.rows import OBJECTS, VERBS
from akiles_console.ui.widgets.label import label
from akiles_console.wording import _

_LONGEST = 2000


def is_address(text: str) -> bool:
    """Whether Akiles can send something there: https, or http on this computer only."""
    try:
        parts = urlsplit(text)
        away = parts.scheme == "https" and bool(parts.hostname)
        here = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1")
        return (away or here) and parts.port != 0 and text.isascii() and " " not in text and len(text) <= _LONGEST
    except ValueError:
        return False


class WebhookEditor(Editor):
    """An address, and a grid of ticks: kinds of objects by what happens to them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Webhook"), parent)
        self.name.setPlaceholderText("https://")
        self.name.setAccessibleName(_("Address"))
        self.name.setMaxLength(_LONGEST)
        self.name.setMaximumWidth(16_777_215)
        self._hint = label("", "muted", self)
        self.body.addWidget(self._hint)
        self.body.addWidget(label(_("Akiles sends a message there for each of these events:"), "body", self))
        grid = QGridLayout()
        grid.setHorizontalSpacing(28)
        self.ticks: dict[tuple[str, str], QCheckBox] = {}
        for row, (object_type, thing) in enumerate(OBJECTS.items()):
            grid.addWidget(label(_(thing), "strong", self), row, 0)
            for column, (verb, done) in enumerate(VERBS.items(), 1):
                if (verb == "use") == (object_type == "gadget_action"):
                    tick = self._tick(object_type, verb, _(thing), _(done))
                    grid.addWidget(tick, row, 1 if verb == "use" else column)
        grid.setColumnStretch(5, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.name.textChanged.connect(self._judge)

    def begin(self) -> None:
        """Starts empty."""
        self.calm()
        self.name.clear()
        for tick in self.ticks.values():
            tick.setChecked(False)
        self._judge()
        self.name.setFocus()

    def url(self) -> str:
        """The address as typed."""
        return self.name.text().strip()

    def filter(self) -> tuple[WebhookRule, ...]:
        """The events that are ticked."""
        return tuple(WebhookRule(object_type=o, verb=v) for (o, v), tick in self.ticks.items() if tick.isChecked())

    def _tick(self, object_type: str, verb: str, thing: str, done: str) -> QCheckBox:
        made = QCheckBox(done, self)
        made.setAccessibleName(f"{thing}: {done}")
        made.toggled.connect(self._judge)
        self.ticks[object_type, verb] = made
        return made

    def _judge(self) -> None:
        fits = is_address(self.url())
        self._hint.setText("" if fits else _("The address begins with https:// and is reachable from the internet."))
        self.set_ready(fits and bool(self.filter()))
